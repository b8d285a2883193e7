#include "bot/dialog/check_shape.h"

#include "bot/dialog/duration.h"
#include "bot/dialog/near_name.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace dialog {
namespace {

std::string joined(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
    return all;
}

bool is_date(std::string_view text) {
    const auto digits = [text](std::size_t from, std::size_t count) {
        int number = 0;
        for (const char c : text.substr(from, count)) {
            if (c < '0' || c > '9') return -1;
            number = number * 10 + (c - '0');
        }
        return number;
    };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' || digits(0, 4) < 0) return false;
    const std::chrono::year_month_day day{std::chrono::year(digits(0, 4)),
                                          std::chrono::month(static_cast<unsigned>(digits(5, 2))),
                                          std::chrono::day(static_cast<unsigned>(digits(8, 2)))};
    return digits(5, 2) > 0 && digits(8, 2) > 0 && day.ok();
}

advice expected(const shape& of) {
    switch (of.what) {
        case shape::kind::number:
            return {"一个数字", "a number"};
        case shape::kind::integer:
            return {"一个整数", "a whole number"};
        case shape::kind::boolean:
            return {"true 或 false", "true or false"};
        case shape::kind::duration:
            return {"一段时间，如 \"30m\"、\"12h\"、\"3d\"、\"6w\"、\"6mo\"、\"2y\"",
                    "a length of time such as \"30m\", \"12h\", \"3d\", \"6w\", \"6mo\", \"2y\""};
        case shape::kind::date:
            return {"一个日期，如 \"2026-03-02\"", "a date such as \"2026-03-02\""};
        case shape::kind::clock:
            return {"一个钟点，如 \"08:30\"", "a time of day such as \"08:30\""};
        case shape::kind::constant:
            return {"文字、数字或文字列表", "text, a number or a list of texts"};
        case shape::kind::near:
            return {"一对词表 [[前词], [后词]]，或这样的列表",
                    "a pair [[heads], [tails]] or a list of such"};
        case shape::kind::condition:
            return {"条件：{ } 或条件的名字", "a condition: { } or the name of one"};
        case shape::kind::list:
            return {"一个列表 [ ]", "a list [ ]"};
        case shape::kind::map:
        case shape::kind::object:
        case shape::kind::tagged:
        case shape::kind::keyed:
            return {"一组字段 { }", "an object { }"};
        case shape::kind::either: {
            advice all;
            for (const shape* choice : of.choices) {
                const advice one = expected(*choice);
                all.zh += (all.zh.empty() ? "" : "，或") + one.zh;
                all.en += (all.en.empty() ? "" : ", or ") + one.en;
            }
            return all;
        }
        default:
            return {"带双引号的文字", "text in double quotes"};
    }
}

bool is_word_list(const json_value& given) {
    return given.is(json_value::kind::list) && !given.items.empty() &&
           std::all_of(given.items.begin(), given.items.end(),
                       [](const json_value& item) { return item.is(json_value::kind::text); });
}

bool is_pair(const json_value& given) {
    return given.items.size() == 2 && is_word_list(given.items[0]) && is_word_list(given.items[1]);
}

bool is_pair_list(const json_value& given) {
    return std::all_of(given.items.begin(), given.items.end(), is_pair);
}

class shape_checker {
public:
    shape_checker(const json_document& document, findings& found)
        : document_(document), found_(found) {}

    void check(const json_value& given, const shape& of, const json_path& path) {
        if (!fits(given, of)) {
            wrong_kind(given, path, expected(of));
            return;
        }
        switch (of.what) {
            case shape::kind::name:
                check_name(given, of.longest, path);
                break;
            case shape::kind::integer:
                if (given.number != std::floor(given.number)) wrong_kind(given, path, expected(of));
                break;
            case shape::kind::duration:
                if (!read_duration(given.text)) wrong_kind(given, path, expected(of));
                break;
            case shape::kind::date:
                if (!is_date(given.text)) wrong_kind(given, path, expected(of));
                break;
            case shape::kind::clock:
                if (!read_clock(given.text)) wrong_kind(given, path, expected(of));
                break;
            case shape::kind::one_of:
                check_word(given, {of.words.begin(), of.words.end()}, path);
                break;
            case shape::kind::constant:
                check_constant(given, path, of);
                break;
            case shape::kind::near:
                if (!is_pair(given) && !is_pair_list(given)) wrong_kind(given, path, expected(of));
                break;
            case shape::kind::condition:
                check_condition_shape(document_, given, path, found_);
                break;
            case shape::kind::list:
                check_list(given, of, path);
                break;
            case shape::kind::map:
                check_map(given, of, path);
                break;
            case shape::kind::object:
            case shape::kind::tagged:
            case shape::kind::keyed:
                check_tagged(given, of, path);
                break;
            case shape::kind::either:
                check(given, *choice_for(given, of), path);
                break;
            default:
                break;
        }
    }

private:
    void wrong_kind(const json_value& given, const json_path& path, const advice& wanted) {
        found_.add(108, document_, given, path.pointer(),
                   {"这里应是" + wanted.zh + "。", "expected " + wanted.en});
    }

    void check_word(const json_value& given, const std::vector<std::string>& allowed,
                    const json_path& path) {
        if (std::find(allowed.begin(), allowed.end(), given.text) != allowed.end()) return;
        proposal fix;
        if (const std::string near = nearest_name(given.text, allowed); !near.empty())
            fix = {"改为 “" + near + "”", {replacement(given, near)}};
        found_.add(108, document_, given, path.pointer(),
                   {"“" + given.text + "” 不能用在这里，可用：" + joined(allowed) + "。",
                    "“" + given.text + "” is not allowed here; allowed: " + joined(allowed)},
                   std::move(fix));
    }

    void check_constant(const json_value& given, const json_path& path, const shape& of) {
        const bool all_text =
            std::all_of(given.items.begin(), given.items.end(),
                        [](const json_value& item) { return item.is(json_value::kind::text); });
        if (!all_text) wrong_kind(given, path, expected(of));
    }

    void check_list(const json_value& given, const shape& of, const json_path& path) {
        check_count(given.items.size(), of.most, given, path);
        for (std::size_t i = 0; i < given.items.size(); ++i)
            check(given.items[i], *of.inner, path.item(i));
    }

    void check_map(const json_value& given, const shape& of, const json_path& path) {
        check_count(given.members.size(), of.most, given, path);
        for (const json_member& member : given.members) {
            if (is_note(member)) continue;
            const json_path here = path.member(member.key.text);
            if (of.defines) check_name(member.key, of.longest, here);
            if (of.space == name_space::slot && of.defines) check_not_reserved(member.key, here);
            check(member.value, *of.inner, here);
        }
    }

    void check_count(std::size_t count, std::size_t most, const json_value& given,
                     const json_path& path) {
        if (most == 0 || count <= most) return;
        const std::string is = std::to_string(count), may = std::to_string(most);
        found_.add(104, document_, given, path.pointer(),
                   {"这里有 " + is + " 项，最多 " + may + " 项，请拆开。",
                    is + " entries, at most " + may + "; split"});
    }

    void check_name(const json_value& given, std::size_t longest, const json_path& path) {
        if (is_name(given.text, longest)) return;
        const std::string most = std::to_string(longest);
        found_.add(
            109, document_, given, path.pointer(),
            {"标识 “" + given.text + "” 不合规：小写字母开头，只用小写字母、数字和“-”，最多 " +
                 most + " 个字符。",
             "id “" + given.text + "” must match [a-z][a-z0-9-]* and have at most " + most +
                 " characters"});
    }

    void check_not_reserved(const json_value& key, const json_path& path) {
        if (key.text != "any" && key.text != "all" && key.text != "none") return;
        found_.add(109, document_, key, path.pointer(),
                   {"变量不能叫 “" + key.text + "”，这是条件里的保留字。",
                    "a slot must not be called “" + key.text + "”, a word of conditions"});
    }

    void check_tagged(const json_value& given, const shape& of, const json_path& path) {
        if (const object_format* format = format_for(given, of))
            check_fields(given, *format, path);
        else
            check_tag(given, of, path);
    }

    // Nothing says which table the object follows.
    void check_tag(const json_value& given, const shape& of, const json_path& path) {
        std::vector<std::string> tags;
        for (const tagged_format& one : of.formats) tags.emplace_back(one.tag);
        const json_value* tag = of.tag.empty() ? nullptr : given.find(of.tag);
        if (tag != nullptr && tag->is(json_value::kind::text)) {
            check_word(*tag, tags, path.member(of.tag));
            return;
        }
        if (tag != nullptr) {
            wrong_kind(*tag, path.member(of.tag), expected({.what = shape::kind::word}));
            return;
        }
        const std::vector<std::string> wanted =
            of.tag.empty() ? tags : std::vector<std::string>{std::string(of.tag)};
        for (const json_member& member : given.members) {
            const std::string near = nearest_name(member.key.text, wanted);
            if (near.empty()) continue;
            unknown_field(member, path, "", near);
            return;
        }
        missing_field(given, joined(wanted), path, {});
    }

    void check_fields(const json_value& given, const object_format& format, const json_path& path) {
        std::vector<std::string> names;
        for (const field& one : format.fields) names.emplace_back(one.name);
        std::set<std::string> meant;  // misspelt, so not missing
        for (const json_member& member : given.members) {
            if (const field* known = format.find(member.key.text)) {
                check(member.value, *known->of, path.member(member.key.text));
            } else if (!is_note(member)) {
                std::string near = nearest_name(member.key.text, names);
                if (given.find(near) != nullptr) near.clear();
                unknown_field(member, path, format.title, near);
                meant.insert(near);
            }
        }
        for (const field& one : format.fields)
            if (one.required && given.find(one.name) == nullptr &&
                !meant.contains(std::string(one.name)))
                missing_field(given, std::string(one.name), path, one.title);
    }

    void unknown_field(const json_member& member, const json_path& path, std::string_view title,
                       const std::string& near) {
        const std::string in_zh = title.empty() ? "这里" : std::string(title) + "里";
        advice words{in_zh + "没有 “" + member.key.text + "” 这个字段。",
                     "unknown field “" + member.key.text + "”"};
        proposal fix;
        if (near.empty()) {
            const std::string pointer = path.member(member.key.text).pointer();
            fix = {"删去这个字段", {deletion(document_, pointer)}};
        } else {
            words.en += "; did you mean “" + near + "”";
            fix = {"是否想写 “" + near + "”？", {replacement(member.key, near)}};
        }
        found_.add(106, document_, member.key, path.member(member.key.text).pointer(),
                   std::move(words), std::move(fix));
    }

    void missing_field(const json_value& given, const std::string& name, const json_path& path,
                       std::string_view title) {
        const std::string about = title.empty() ? "" : "（" + std::string(title) + "）";
        found_.add(107, document_, given, path.pointer(),
                   {"缺少 “" + name + "”" + about + "，请补上。",
                    "required field “" + name + "” is missing"});
    }

    const json_document& document_;
    findings& found_;
};

// `format` says which grammar the rest follows, so nothing else is read if it is unknown.
bool has_known_format(const json_document& document, findings& found) {
    const std::string known = is_story_file(document.file)    ? "dialog-tests/1"
                              : translation_of(document.file) ? "dialog-texts/1"
                                                              : "dialog/1";
    const json_value* format = document.root.find("format");
    if (format == nullptr || !format->is(json_value::kind::text) || format->text == known)
        return true;
    found.add(
        105, document, *format, "/format",
        {"不认识格式 “" + format->text + "”，本程序读 “" + known + "”，请先转换。",
         "unknown format “" + format->text + "”, this program reads “" + known + "”; migrate"});
    return false;
}

void check_file_name(const json_document& document, findings& found) {
    const json_value* id = document.root.find("flow");
    if (id == nullptr || !id->is(json_value::kind::text) || !document.file.starts_with("flows/"))
        return;
    const std::string name = document.file.substr(6, document.file.find('.') - 6);
    if (id->text == name || !is_name(id->text, 64)) return;
    found.add(109, document, *id, "/flow",
              {"流程标识 “" + id->text + "” 和文件名 “" + name + "” 不同，请改成一样。",
               "flow id “" + id->text + "” is not the file name “" + name + "”"},
              {"改为 “" + name + "”", {replacement(*id, name)}});
}

}  // namespace

bool is_name(std::string_view text, std::size_t longest) noexcept {
    const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
    return !text.empty() && text.size() <= longest && is_lower(text.front()) &&
           std::all_of(text.begin(), text.end(), [is_lower](char c) {
               return is_lower(c) || (c >= '0' && c <= '9') || c == '-';
           });
}

void check_shape(const json_document& document, const shape& of, findings& found) {
    if (!has_known_format(document, found)) return;
    shape_checker(document, found).check(document.root, of, {});
    check_file_name(document, found);
}

}  // namespace dialog
