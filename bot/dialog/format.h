// The format `dialog/1` as data: one table per object type says its fields, their kind, which are
// required, their Chinese titles and how `fmt` groups them. The shape check, the reference check,
// `fmt` and the editors' schema all read these tables; nothing else knows a field's name and kind.
#pragma once

#include "bot/dialog/json_value.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace dialog {

// What a name refers to.
enum class name_space {
    none,
    flow,
    node,       // of the same flow
    slot,       // of the same flow
    condition,  // of the same flow
    outcome,    // of the same flow
    snippet,
    image,
    booking,
    queue,
    action,
    spoken_concept,
    disposition,
    interrupt,
};

struct object_format;
struct shape;

struct tagged_format {  // chosen by the value of a tag field, or by which key is present
    std::string_view tag;
    const object_format* format;
};

struct shape {
    enum class kind {
        text,  // shown to patients
        word,  // a string nobody but operators, or the ear, sees
        name,  // defines an id
        ref,   // an id defined elsewhere
        number,
        integer,
        boolean,
        duration,  // 30m 12h 3d 6w 6mo 2y
        date,      // 2026-03-02
        clock,     // 08:30
        one_of,    // one of a few words
        constant,  // string, list of strings, number
        condition,
        near,  // [[heads], [tails]], or a list of such pairs
        list,
        map,  // id -> inner
        object,
        tagged,  // object whose `tag` field tells its format
        keyed,   // object whose format is told by a key that only it has
        either,  // by JSON kind: the first of `choices` that can be it
    };
    kind what = kind::word;
    name_space space = name_space::none;        // ref; map: of its keys
    std::size_t longest = 0;                    // name and map keys: characters; text: too
    std::size_t most = 0;                       // list and map: entries; 0: no limit
    const shape* inner = nullptr;               // list, map
    const object_format* object = nullptr;      // object
    std::string_view tag{};                     // tagged
    std::span<const tagged_format> formats{};   // tagged, keyed
    std::span<const std::string_view> words{};  // one_of
    std::span<const shape* const> choices{};    // either
    bool defines = false;                       // map: keys are ids defined here
};

struct field {
    std::string_view name;
    const shape* of;
    bool required;
    std::string_view title;
    int group;  // `fmt`: fields of one group share a line if the object needs several
};

struct object_format {
    std::string_view name;   // in engineers' messages
    std::string_view title;  // in operators' messages
    std::span<const field> fields;

    const field* find(std::string_view field_name) const noexcept;
};

// The format of a file by its path in the bundle; null for files that are not ours.
const shape* format_of(std::string_view path);

// flows/<flow>.tests.json: stories about a flow, no part of what patients meet.
bool is_story_file(std::string_view path) noexcept;

// flows/knee.en.json: the file it translates, and into what. Nothing if the path is no translation.
struct translation_name {
    std::string source, language;
};
std::optional<translation_name> translation_of(std::string_view path);

// The format a tagged or keyed object takes; null if its tag is missing or unknown.
const object_format* format_for(const json_value& given, const shape& of);

// The choice of an `either` that fits the value's JSON kind; null if none does.
const shape* choice_for(const json_value& given, const shape& of);

// True if the JSON kind is one the shape allows.
bool fits(const json_value& given, const shape& of);

// A `"note": "..."` stands on any object in place of a comment.
bool is_note(const json_member& member) noexcept;

// Calls `visit` for every value below (and with) `value` whose shape is known, parents first.
// Only for documents without shape errors. A map's keys are visited with the map.
using shape_visitor = std::function<void(const json_value&, const shape&, const json_path&)>;
void walk_shapes(const json_value& given, const shape& of, const json_path& path,
                 const shape_visitor& visit);

}  // namespace dialog
