// `{slot}` and `{hospital.name}` inside texts.
#pragma once

#include "bot/dialog/script.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dialog {

struct placeholders {
    std::vector<std::string> names;
    bool balanced = true;  // every { has its }
};
placeholders placeholders_of(std::string_view text);

// True if a text shows where the hospital is or how to reach it.
bool shows_contact(std::string_view text);

// Every text of a node that a patient may see, with its pointer below `/nodes/<id>`.
using text_visitor = std::function<void(const std::string& text, const std::string& pointer)>;
void visit_texts(const node& one, const text_visitor& visit);
void visit_texts(const say_blocks& blocks, const std::string& pointer, const text_visitor& visit);

}  // namespace dialog
