#include "bot/dialog/differences.h"

#include "bot/dialog/format.h"
#include "bot/dialog/json_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace dialog {
namespace {

constexpr std::size_t shown_characters = 60;

// The first characters of a text, with a sign that there are more.
std::string shortened(std::string_view text) {
    std::size_t at = 0, count = 0;
    for (; at < text.size(); ++at)
        if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80 && ++count > shown_characters)
            return std::string(text.substr(0, at)) + "…";
    return std::string(text);
}

std::string in_words(const json_value& given) {
    switch (given.what) {
        case json_value::kind::null:
            return "空";
        case json_value::kind::boolean:
            return given.truth ? "是" : "否";
        case json_value::kind::number:
            return fmt::format("{}", given.number);
        case json_value::kind::text:
            return shortened(given.text);
        case json_value::kind::list: {
            std::string all;
            for (const json_value& item : given.items)
                all.append(all.empty() ? "" : "、").append(in_words(item));
            return shortened(all);
        }
        case json_value::kind::object: {
            std::string all;
            for (const json_member& one : given.members)
                if (!is_note(one))
                    all.append(all.empty() ? "" : "，")
                        .append(one.key.text)
                        .append(" ")
                        .append(in_words(one.value));
            return shortened(all);
        }
    }
    return {};
}

bool same(const json_value& a, const json_value& b);

bool same_members(const json_value& a, const json_value& b) {
    const auto told = [](const json_value& of) {
        return std::count_if(of.members.begin(), of.members.end(),
                             [](const json_member& one) { return !is_note(one); });
    };
    if (told(a) != told(b)) return false;
    return std::all_of(a.members.begin(), a.members.end(), [&b](const json_member& one) {
        const json_value* other = b.find(one.key.text);
        return is_note(one) || (other != nullptr && same(one.value, *other));
    });
}

bool same(const json_value& a, const json_value& b) {
    if (a.what != b.what) return false;
    switch (a.what) {
        case json_value::kind::null:
            return true;
        case json_value::kind::boolean:
            return a.truth == b.truth;
        case json_value::kind::number:
            return a.number == b.number;
        case json_value::kind::text:
            return a.text == b.text;
        case json_value::kind::list:
            return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same);
        case json_value::kind::object:
            return same_members(a, b);
    }
    return false;
}

// What tells an entry of a list from its neighbours, wherever it stands.
std::string name_of(const json_value& entry) {
    constexpr std::array<std::string_view, 4> telling{"id", "pick", "none", "slot"};
    for (const std::string_view field : telling)
        if (const json_value* name = entry.find(field))
            if (name->is(json_value::kind::text)) return name->text;
    return {};
}

class comparison {
public:
    comparison(std::string file, std::vector<difference>& into)
        : file_(std::move(file)), into_(into) {}

    void compare(const json_value* before, const json_value* after, const shape& of,
                 const std::string& place) {
        if (before == nullptr && after == nullptr) return;
        if (before == nullptr) return tell(place, "新增：「" + in_words(*after) + "」");
        if (after == nullptr) return tell(place, "删去了，原来是「" + in_words(*before) + "」");
        if (same(*before, *after)) return;
        const shape* chosen = &of;
        while (chosen != nullptr && chosen->what == shape::kind::either) {
            const shape* then = choice_for(*before, *chosen);
            chosen = choice_for(*after, *chosen);
            if (then != chosen) chosen = nullptr;
        }
        if (chosen != nullptr && before->what == after->what &&
            go_inside(*before, *after, *chosen, place))
            return;
        tell(place, "「" + in_words(*before) + "」改为「" + in_words(*after) + "」");
    }

private:
    // False if it is better told as a whole.
    bool go_inside(const json_value& before, const json_value& after, const shape& of,
                   const std::string& place) {
        switch (of.what) {
            case shape::kind::object:
                return compare_fields(before, after, *of.object, place);
            case shape::kind::tagged:
            case shape::kind::keyed: {
                const object_format* format = format_for(after, of);
                if (format == nullptr || format_for(before, of) != format) return false;
                return compare_fields(before, after, *format, place);
            }
            case shape::kind::map:
                return compare_entries(before, after, *of.inner, place);
            case shape::kind::list:
                return compare_items(before, after, *of.inner, place);
            default:
                return false;
        }
    }

    bool compare_fields(const json_value& before, const json_value& after,
                        const object_format& format, const std::string& place) {
        for (const field& one : format.fields)
            compare(
                before.find(one.name), after.find(one.name), *one.of,
                place.empty() ? std::string(one.title) : place + " · " + std::string(one.title));
        return true;
    }

    bool compare_entries(const json_value& before, const json_value& after, const shape& inner,
                         const std::string& place) {
        for (const json_member& one : after.members)
            compare(before.find(one.key.text), &one.value, inner, place + " " + one.key.text);
        for (const json_member& one : before.members)
            if (after.find(one.key.text) == nullptr)
                compare(&one.value, nullptr, inner, place + " " + one.key.text);
        return true;
    }

    bool compare_items(const json_value& before, const json_value& after, const shape& inner,
                       const std::string& place) {
        const auto find = [](const json_value& list, const std::string& name) {
            const auto found =
                std::find_if(list.items.begin(), list.items.end(),
                             [&name](const json_value& item) { return name_of(item) == name; });
            return found == list.items.end() ? nullptr : &*found;
        };
        const auto is_named = [](const json_value& item) { return !name_of(item).empty(); };
        if (!std::all_of(before.items.begin(), before.items.end(), is_named) ||
            !std::all_of(after.items.begin(), after.items.end(), is_named))
            return compare_in_order(before, after, inner, place);
        const auto count = into_.size();
        for (const json_value& item : after.items)
            compare(find(before, name_of(item)), &item, inner, place + " " + name_of(item));
        for (const json_value& item : before.items)
            if (find(after, name_of(item)) == nullptr)
                compare(&item, nullptr, inner, place + " " + name_of(item));
        if (into_.size() == count) tell(place, "换了顺序");
        return true;
    }

    bool compare_in_order(const json_value& before, const json_value& after, const shape& inner,
                          const std::string& place) {
        const bool plain = !after.items.empty() && !after.items[0].is(json_value::kind::object);
        if (plain || before.items.size() != after.items.size()) return false;
        for (std::size_t i = 0; i < after.items.size(); ++i)
            compare(&before.items[i], &after.items[i], inner,
                    fmt::format("{} 第 {} 项", place, i + 1));
        return true;
    }

    void tell(const std::string& place, const std::string& what) {
        into_.push_back({file_, place.empty() ? what : place + "：" + what});
    }

    std::string file_;
    std::vector<difference>& into_;
};

std::optional<json_value> parsed(const source_file& from) {
    json_document document{from.path, from.text, {}};
    std::vector<problem> problems;
    if (!parse_json(document, problems)) return std::nullopt;
    return std::move(document.root);
}

void compare_files(const source_file& before, const source_file& after,
                   std::vector<difference>& into) {
    if (before.text == after.text) return;
    const shape* format = format_of(after.path);
    const auto old_root = parsed(before), new_root = parsed(after);
    if (format == nullptr || !old_root || !new_root)
        return into.push_back({after.path, "内容改了"});
    comparison(after.path, into).compare(&*old_root, &*new_root, *format, {});
}

const source_file* find_file(const std::vector<source_file>& files, const std::string& path) {
    const auto found = std::find_if(files.begin(), files.end(),
                                    [&path](const source_file& one) { return one.path == path; });
    return found == files.end() ? nullptr : &*found;
}

}  // namespace

std::vector<difference> differences(const std::vector<source_file>& before,
                                    const std::vector<source_file>& after) {
    std::vector<difference> all;
    for (const source_file& file : after) {
        if (is_story_file(file.path)) continue;
        const source_file* old = find_file(before, file.path);
        if (old == nullptr)
            all.push_back({file.path, "新增了这个文件"});
        else
            compare_files(*old, file, all);
    }
    for (const source_file& file : before)
        if (!is_story_file(file.path) && find_file(after, file.path) == nullptr)
            all.push_back({file.path, "删去了这个文件"});
    return all;
}

std::string to_line(const difference& one) {
    return one.file + "  " + one.what;
}

}  // namespace dialog
