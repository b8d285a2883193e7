#include "bot/dialog/format.h"

#include "bot/dialog/format_parts.h"

#include <algorithm>

namespace dialog {
namespace {

bool can_be(const json_value& given, const shape& of) {
    using kind = json_value::kind;
    switch (of.what) {
        case shape::kind::text:
        case shape::kind::word:
        case shape::kind::name:
        case shape::kind::ref:
        case shape::kind::duration:
        case shape::kind::date:
        case shape::kind::clock:
        case shape::kind::one_of:
            return given.is(kind::text);
        case shape::kind::number:
        case shape::kind::integer:
            return given.is(kind::number);
        case shape::kind::boolean:
            return given.is(kind::boolean);
        case shape::kind::constant:
            return given.is(kind::text) || given.is(kind::number) || given.is(kind::list);
        case shape::kind::condition:
            return given.is(kind::text) || given.is(kind::object);
        case shape::kind::near:
        case shape::kind::list:
            return given.is(kind::list);
        case shape::kind::map:
        case shape::kind::object:
        case shape::kind::tagged:
        case shape::kind::keyed:
            return given.is(kind::object);
        case shape::kind::either:
            return choice_for(given, of) != nullptr;
    }
    return false;
}

void walk_object(const json_value& given, const object_format& format, const json_path& path,
                 const shape_visitor& visit) {
    for (const json_member& member : given.members)
        if (const field* known = format.find(member.key.text))
            walk_shapes(member.value, *known->of, path.member(member.key.text), visit);
}

// flows/<name><suffix>, the name without dots.
bool is_below_flows(std::string_view path, std::string_view suffix) noexcept {
    if (!path.starts_with("flows/") || !path.ends_with(suffix)) return false;
    path.remove_prefix(6);
    if (path.size() <= suffix.size()) return false;
    path.remove_suffix(suffix.size());
    return path.find_first_of("/.") == std::string_view::npos;
}

bool is_language(std::string_view text) {
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-';
    };
    return text.size() >= 2 && std::all_of(text.begin(), text.end(), is_letter);
}

}  // namespace

const field* object_format::find(std::string_view field_name) const noexcept {
    const auto found = std::find_if(fields.begin(), fields.end(), [field_name](const field& one) {
        return one.name == field_name;
    });
    return found == fields.end() ? nullptr : &*found;
}

const shape* format_of(std::string_view path) {
    struct known_file {
        std::string_view path;
        const shape* of;
    };
    static constexpr known_file files[] = {
        {"project.json", &format::project_file},
        {"shared/interrupts.json", &format::interrupts_file},
        {"shared/concepts.json", &format::concepts_file},
        {"shared/words.json", &format::words_file},
        {"shared/snippets.json", &format::snippets_file},
        {"shared/actions.json", &format::actions_file},
        {"shared/bookings.json", &format::bookings_file},
        {"shared/queues.json", &format::queues_file},
    };
    for (const known_file& file : files)
        if (file.path == path) return file.of;
    if (is_story_file(path)) return &format::stories_file;
    if (translation_of(path)) return &format::translation_file;
    return is_below_flows(path, ".json") ? &format::flow_file : nullptr;
}

bool is_story_file(std::string_view path) noexcept {
    return is_below_flows(path, ".tests.json");
}

std::optional<translation_name> translation_of(std::string_view path) {
    constexpr std::string_view suffix = ".json";
    if (!path.ends_with(suffix) || is_story_file(path)) return std::nullopt;
    const std::string_view stem = path.substr(0, path.size() - suffix.size());
    const std::size_t dot = stem.rfind('.');
    if (dot == std::string_view::npos || !is_language(stem.substr(dot + 1))) return std::nullopt;
    translation_name made{std::string(stem.substr(0, dot)).append(suffix),
                          std::string(stem.substr(dot + 1))};
    if (translation_of(made.source) || format_of(made.source) == nullptr) return std::nullopt;
    return made;
}

const object_format* format_for(const json_value& given, const shape& of) {
    if (of.what == shape::kind::object) return of.object;
    const json_value* tag = of.what == shape::kind::tagged ? given.find(of.tag) : nullptr;
    for (const tagged_format& candidate : of.formats) {
        if (of.what == shape::kind::keyed && given.find(candidate.tag) != nullptr)
            return candidate.format;
        if (tag != nullptr && tag->is(json_value::kind::text) && tag->text == candidate.tag)
            return candidate.format;
    }
    return nullptr;
}

const shape* choice_for(const json_value& given, const shape& of) {
    for (const shape* choice : of.choices)
        if (can_be(given, *choice)) return choice;
    return nullptr;
}

bool fits(const json_value& given, const shape& of) {
    return can_be(given, of);
}

void walk_shapes(const json_value& given, const shape& of, const json_path& path,
                 const shape_visitor& visit) {
    if (of.what == shape::kind::either) {
        walk_shapes(given, *choice_for(given, of), path, visit);
        return;
    }
    visit(given, of, path);
    if (of.what == shape::kind::list) {
        for (std::size_t i = 0; i < given.items.size(); ++i)
            walk_shapes(given.items[i], *of.inner, path.item(i), visit);
    } else if (of.what == shape::kind::map) {
        for (const json_member& member : given.members)
            if (!is_note(member))
                walk_shapes(member.value, *of.inner, path.member(member.key.text), visit);
    } else if (const object_format* format = format_for(given, of)) {
        walk_object(given, *format, path, visit);
    }
}

bool is_note(const json_member& member) noexcept {
    return member.key.text == "note" && member.value.is(json_value::kind::text);
}

}  // namespace dialog
