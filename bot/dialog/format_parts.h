// Shapes that several tables of the format share. Only the format_*.cpp files need them.
#pragma once

#include "bot/dialog/format.h"

namespace dialog::format {

inline constexpr std::size_t max_name = 64, max_node_name = 36, max_value_name = 16;
inline constexpr std::size_t max_nodes = 120, max_options = 12;

// Groups of `fmt`, in the order of the table.
enum group { identity, words, data, ways };

constexpr shape list_of(const shape& inner, std::size_t most = 0) {
    shape made{.what = shape::kind::list};
    made.inner = &inner;
    made.most = most;
    return made;
}
constexpr shape map_of(const shape& inner, std::size_t longest_key, std::size_t most = 0,
                       name_space keys = name_space::none) {
    shape made{.what = shape::kind::map, .space = keys};
    made.inner = &inner;
    made.longest = longest_key;
    made.most = most;
    made.defines = true;
    return made;
}
constexpr shape map_by(name_space keys, const shape& inner) {
    shape made{.what = shape::kind::map, .space = keys};
    made.inner = &inner;
    return made;
}
constexpr shape object_of(const object_format& format) {
    shape made{.what = shape::kind::object};
    made.object = &format;
    return made;
}
constexpr shape ref_to(name_space space) {
    return shape{.what = shape::kind::ref, .space = space};
}
constexpr shape one_of(std::span<const std::string_view> allowed) {
    shape made{.what = shape::kind::one_of};
    made.words = allowed;
    return made;
}
constexpr shape either_of(std::span<const shape* const> choices) {
    shape made{.what = shape::kind::either};
    made.choices = choices;
    return made;
}
constexpr shape tagged_by(std::string_view tag, std::span<const tagged_format> formats) {
    shape made{.what = shape::kind::tagged};
    made.tag = tag;
    made.formats = formats;
    return made;
}

inline constexpr shape text{.what = shape::kind::text};
inline constexpr shape word{.what = shape::kind::word};
inline constexpr shape name{.what = shape::kind::name, .longest = max_name};
inline constexpr shape number{.what = shape::kind::number};
inline constexpr shape integer{.what = shape::kind::integer};
inline constexpr shape boolean{.what = shape::kind::boolean};
inline constexpr shape duration{.what = shape::kind::duration};
inline constexpr shape date{.what = shape::kind::date};
inline constexpr shape clock{.what = shape::kind::clock};
inline constexpr shape constant{.what = shape::kind::constant};
inline constexpr shape condition{.what = shape::kind::condition};

inline constexpr shape flow_ref = ref_to(name_space::flow);
inline constexpr shape node_ref = ref_to(name_space::node);
inline constexpr shape slot_ref = ref_to(name_space::slot);
inline constexpr shape snippet_ref = ref_to(name_space::snippet);
inline constexpr shape concept_ref = ref_to(name_space::spoken_concept);
inline constexpr shape disposition_ref = ref_to(name_space::disposition);
inline constexpr shape queue_ref = ref_to(name_space::queue);

inline constexpr shape words_list = list_of(word);
inline constexpr shape names_list = list_of(name);
inline constexpr shape concept_list = list_of(concept_ref);
inline constexpr shape slot_list = list_of(slot_ref);

extern const shape block;             // one block of words, picture, link ...
extern const shape say;               // a block or a list of blocks
extern const shape slot_declaration;  // tagged by `type`
extern const shape node;              // tagged by `type`
extern const shape fallback_steps;
extern const shape project_file, flow_file;
extern const shape interrupts_file, concepts_file, words_file, snippets_file;
extern const shape actions_file, bookings_file, queues_file;
extern const shape stories_file, translation_file;

}  // namespace dialog::format
