// A JSON text as a tree in which every value knows where it stands. Strict: UTF-8 without BOM, no
// duplicate keys, no comments, at most 32 levels and 512 KiB. Parsing never recurses, so hostile
// nesting costs nothing.
#pragma once

#include "bot/dialog/load.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dialog {

struct json_member;

struct json_value {
    enum class kind { null, boolean, number, text, list, object };
    kind what = kind::null;
    bool truth = false;
    double number = 0;
    std::string text;                  // decoded; also of a member's key
    std::vector<json_value> items;     // list
    std::vector<json_member> members;  // object, in the author's order
    std::size_t begin = 0, end = 0;    // bytes of the file
    position at;

    bool is(kind wanted) const noexcept { return what == wanted; }
    // The member's value, or null.
    const json_value* find(std::string_view name) const noexcept;
};

struct json_member {
    json_value key;
    json_value value;
};

// One file of a bundle.
struct json_document {
    std::string file;
    std::string text;
    json_value root;
};

// The way from a document's root to a value, kept on the caller's stack while walking down.
struct json_path {
    const json_path* up = nullptr;
    std::string_view key;
    std::size_t index = 0;
    bool in_list = false;

    json_path member(std::string_view name) const { return {this, name, 0, false}; }
    json_path item(std::size_t place) const { return {this, {}, place, true}; }
    std::string pointer() const;  // RFC 6901
};

// `/nodes/a` + `next` -> `/nodes/a/next`, with RFC 6901's escapes.
std::string pointer_to(std::string_view parent, std::string_view key);
std::string pointer_to(std::string_view parent, std::size_t index);

struct json_place {
    const json_value* value = nullptr;
    const json_member* member = nullptr;  // set if the value is a member of an object
    std::string pointer;
};

// What stands at a pointer; where the pointer leads too far, the last value on the way.
json_place find_place(const json_value& root, std::string_view pointer);
// The innermost value that begins at `at`.
json_place find_place(const json_value& root, position at);

inline constexpr std::size_t max_json_bytes = 512UL * 1024;
inline constexpr std::size_t max_json_depth = 32;

// Fills `document.root` from `document.text`; what is wrong is added to `problems` (codes 101-104).
// False if the root cannot be used.
bool parse_json(json_document& document, std::vector<problem>& problems);

}  // namespace dialog
