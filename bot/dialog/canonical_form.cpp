#include "bot/dialog/canonical_form.h"

#include "bot/core/text.h"
#include "bot/dialog/findings.h"
#include "bot/dialog/format.h"

#include <algorithm>

namespace dialog {
namespace {

constexpr std::size_t widest = 140, indent_step = 2;

struct part {  // a member in its place
    const json_member* member;
    const shape* of;  // null: not in any table
    int group;
};

constexpr int note_group = -1, unknown_group = 1000;

const shape* resolved(const json_value& given, const shape* of) {
    while (of != nullptr && of->what == shape::kind::either) of = choice_for(given, *of);
    return of != nullptr && fits(given, *of) ? of : nullptr;
}

std::vector<part> parts_of(const json_value& object, const shape* of) {
    std::vector<part> parts;
    const bool is_map = of != nullptr && of->what == shape::kind::map;
    const object_format* format = of == nullptr || is_map ? nullptr : format_for(object, *of);
    for (std::size_t i = 0; i < object.members.size(); ++i) {
        const json_member& member = object.members[i];
        const field* known = format == nullptr ? nullptr : format->find(member.key.text);
        if (is_note(member))
            parts.push_back({&member, nullptr, note_group});
        else if (known != nullptr)
            parts.push_back({&member, known->of, known->group});
        else
            parts.push_back(
                {&member, is_map ? of->inner : nullptr, unknown_group + static_cast<int>(i)});
    }
    if (format == nullptr) return parts;
    const auto place = [format](const part& one) {
        if (one.group == note_group) return std::ptrdiff_t{-1};
        const field* known = format->find(one.member->key.text);
        return known == nullptr ? std::ptrdiff_t{unknown_group} : known - format->fields.data();
    };
    std::stable_sort(parts.begin(), parts.end(),
                     [&](const part& a, const part& b) { return place(a) < place(b); });
    return parts;
}

class printer {
public:
    explicit printer(const json_document& document) : text_(document.text) {}

    // `used` characters stand before the value on its first line; one may follow it.
    std::string print(const json_value& given, const shape* of, std::size_t indent,
                      std::size_t used) const {
        of = resolved(given, of);
        std::string line = one_line(given, of);
        const bool nests = given.is(json_value::kind::object) || given.is(json_value::kind::list);
        if (!nests || used + core::utf8_length(line) < widest) return line;
        return given.is(json_value::kind::object) ? print_object(given, of, indent)
                                                  : print_list(given, of, indent);
    }

private:
    std::string scalar(const json_value& given) const {
        if (given.is(json_value::kind::text)) return json_string(given.text);
        return std::string(text_.substr(given.begin, given.end - given.begin));
    }

    std::string one_line(const json_value& given, const shape* of) const {
        std::string line;
        if (given.is(json_value::kind::object)) {
            for (const part& one : parts_of(given, of))
                line += (line.empty() ? "" : ", ") + one_line(one);
            return "{" + line + "}";
        }
        if (!given.is(json_value::kind::list)) return scalar(given);
        const shape* inner = of == nullptr ? nullptr : of->inner;
        for (const json_value& item : given.items)
            line += (line.empty() ? "" : ", ") + one_line(item, resolved(item, inner));
        return "[" + line + "]";
    }

    std::string one_line(const part& one) const {
        return json_string(one.member->key.text) + ": " +
               one_line(one.member->value, resolved(one.member->value, one.of));
    }

    std::string print_object(const json_value& given, const shape* of, std::size_t indent) const {
        const std::size_t inside = indent + indent_step;
        std::vector<std::string> lines;
        int group_of_line = note_group;
        bool open = false;  // the last line may take more of its group
        for (const part& one : parts_of(given, of)) {
            const std::string line = one_line(one);
            const bool short_enough = inside + core::utf8_length(line) < widest;
            if (open && short_enough && one.group == group_of_line &&
                inside + core::utf8_length(lines.back()) + 2 + core::utf8_length(line) < widest) {
                lines.back() += ", " + line;
                continue;
            }
            const std::string key = json_string(one.member->key.text) + ": ";
            lines.push_back(
                key + print(one.member->value, one.of, inside, inside + core::utf8_length(key)));
            open = short_enough;
            group_of_line = one.group;
        }
        return framed("{", lines, "}", indent);
    }

    std::string print_list(const json_value& given, const shape* of, std::size_t indent) const {
        const std::size_t inside = indent + indent_step;
        const shape* inner = of == nullptr ? nullptr : of->inner;
        std::vector<std::string> lines;
        bool open = false;
        for (const json_value& item : given.items) {
            const bool nests = item.is(json_value::kind::object) || item.is(json_value::kind::list);
            std::string printed = print(item, inner, inside, inside);
            if (open && !nests &&
                inside + core::utf8_length(lines.back()) + 2 + core::utf8_length(printed) < widest)
                lines.back() += ", " + printed;
            else
                lines.push_back(std::move(printed));
            open = !nests;
        }
        return framed("[", lines, "]", indent);
    }

    static std::string framed(const char* open, const std::vector<std::string>& lines,
                              const char* close, std::size_t indent) {
        std::string text = open;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            text += "\n" + std::string(indent + indent_step, ' ') + lines[i];
            if (i + 1 < lines.size()) text += ",";
        }
        return text + "\n" + std::string(indent, ' ') + close;
    }

    std::string_view text_;
};

}  // namespace

std::string canonical_form(const json_document& document) {
    return printer(document).print(document.root, format_of(document.file), 0, 0) + "\n";
}

std::optional<problem> check_layout(const json_document& document) {
    std::string laid_out = canonical_form(document);
    if (laid_out == document.text) return std::nullopt;
    findings found;
    problem odd = found.add(
        110, document, "",
        {"排版不是规范形式，请运行 daozhen fmt。", "not in canonical form; run daozhen fmt"},
        {"排版", {{0, document.text.size(), std::move(laid_out)}}});
    odd.at = {1, 1};
    return odd;
}

}  // namespace dialog
