// What the decode_*.cpp files share: reading fields that may be missing, and the parts that occur
// in several objects.
#pragma once

#include "bot/dialog/decode.h"

namespace dialog::decode {

// The field's text, or empty.
std::string text(const json_value& object, std::string_view name);
// The field's number, or `otherwise`.
double number(const json_value& object, std::string_view name, double otherwise);
bool flag(const json_value& object, std::string_view name);
std::optional<minutes> duration(const json_value& object, std::string_view name);
std::vector<std::string> texts(const json_value& object, std::string_view name);
std::vector<std::string> texts(const json_value& list);

// Members that are no notes.
std::vector<const json_member*> entries(const json_value* object);

value constant(const json_value& from);
// Texts that are durations become durations where the slot is one.
value fitted(value from, slot_type type);

say_blocks blocks(const json_value* say);
std::vector<fallback_step> fallback_steps(const json_value& fallback);
std::optional<slot_type> slot_type_of(std::string_view name);

condition condition_tree(const json_value& from);
node decode_node(const json_member& from, const flow& owner);

}  // namespace dialog::decode
