#include "bot/dialog/check_shape.h"
#include "bot/dialog/duration.h"
#include "bot/dialog/near_name.h"

#include <algorithm>

namespace dialog {
namespace {

constexpr int max_condition_depth = 3;

bool is_text_list(const json_value& given) {
    return given.is(json_value::kind::list) &&
           std::all_of(given.items.begin(), given.items.end(),
                       [](const json_value& item) { return item.is(json_value::kind::text); });
}

bool is_amount(const json_value& given) {
    return given.is(json_value::kind::number) ||
           (given.is(json_value::kind::text) && read_duration(given.text));
}

class condition_checker {
public:
    condition_checker(const json_document& document, findings& found)
        : document_(document), found_(found) {}

    void check(const json_value& given, const json_path& path, int depth) {
        if (given.is(json_value::kind::text)) return;  // the name of a condition
        if (!given.is(json_value::kind::object)) {
            wrong(given, path, {"条件：{ } 或条件的名字", "a condition: { } or the name of one"});
            return;
        }
        if (depth > max_condition_depth) {
            found_.add(104, document_, given, path.pointer(),
                       {"条件嵌套超过 3 层，请把里层写成有名字的条件。",
                        "conditions nest deeper than 3; name the inner one"});
            return;
        }
        if (given.members.empty())
            wrong(given, path, {"至少一个变量的测试", "at least one test of a slot"});
        for (const json_member& member : given.members) {
            if (is_note(member)) continue;
            const json_path here = path.member(member.key.text);
            if (member.key.text == "any" || member.key.text == "all" || member.key.text == "none")
                check_parts(member.value, here, depth);
            else
                check_test(member.value, here);
        }
    }

private:
    void check_parts(const json_value& given, const json_path& path, int depth) {
        if (!given.is(json_value::kind::list) || given.items.empty()) {
            wrong(given, path, {"条件的列表 [ ]", "a list of conditions [ ]"});
            return;
        }
        for (std::size_t i = 0; i < given.items.size(); ++i)
            check(given.items[i], path.item(i), depth + 1);
    }

    void check_test(const json_value& given, const json_path& path) {
        using kind = json_value::kind;
        if (given.is(kind::text) || given.is(kind::number)) return;
        if (is_text_list(given) && !given.items.empty()) return;
        if (!given.is(kind::object) || given.members.empty()) {
            wrong(given, path,
                  {"一个值、值的列表或 { }（not min max over under any all count known）",
                   "a value, a list of values or { } with not min max over under any all count "
                   "known"});
            return;
        }
        for (const json_member& member : given.members)
            if (!is_note(member)) check_part(member, path);
    }

    void check_part(const json_member& part, const json_path& path) {
        static const std::vector<std::string> known{"not", "min", "max",   "over", "under",
                                                    "any", "all", "count", "known"};
        const std::string& name = part.key.text;
        const json_path here = path.member(name);
        const json_value& given = part.value;
        using kind = json_value::kind;
        if (name == "not") {
            if (!given.is(kind::text) && !(is_text_list(given) && !given.items.empty()))
                wrong(given, here, {"一个值或值的列表", "a value or a list of values"});
        } else if (name == "min" || name == "max" || name == "over" || name == "under") {
            if (!is_amount(given))
                wrong(given, here, {"数字，或时长如 \"6w\"", "a number, or a time such as \"6w\""});
        } else if (name == "any" || name == "all") {
            if (!is_text_list(given) || given.items.empty())
                wrong(given, here, {"值的列表 [ ]", "a list of values [ ]"});
        } else if (name == "count") {
            check_count(given, here);
        } else if (name == "known") {
            if (!given.is(kind::boolean)) wrong(given, here, {"true 或 false", "true or false"});
        } else {
            unknown(part, here, known);
        }
    }

    void check_count(const json_value& given, const json_path& path) {
        if (given.is(json_value::kind::number)) return;
        if (!given.is(json_value::kind::object) || given.members.empty()) {
            wrong(given, path, {"数字或 {min, max}", "a number or {min, max}"});
            return;
        }
        for (const json_member& member : given.members) {
            if (member.key.text != "min" && member.key.text != "max")
                unknown(member, path.member(member.key.text), {"min", "max"});
            else if (!member.value.is(json_value::kind::number))
                wrong(member.value, path.member(member.key.text), {"一个数字", "a number"});
        }
    }

    void unknown(const json_member& member, const json_path& path,
                 const std::vector<std::string>& known) {
        proposal fix;
        if (const std::string near = nearest_name(member.key.text, known); !near.empty())
            fix = {"是否想写 “" + near + "”？", {replacement(member.key, near)}};
        found_.add(106, document_, member.key, path.pointer(),
                   {"条件里没有 “" + member.key.text + "” 这种测试。",
                    "conditions have no test “" + member.key.text + "”"},
                   std::move(fix));
    }

    void wrong(const json_value& given, const json_path& path, const advice& wanted) {
        found_.add(108, document_, given, path.pointer(),
                   {"这里应是" + wanted.zh + "。", "expected " + wanted.en});
    }

    const json_document& document_;
    findings& found_;
};

}  // namespace

void check_condition_shape(const json_document& document, const json_value& given,
                           const json_path& path, findings& found) {
    condition_checker(document, found).check(given, path, 1);
}

}  // namespace dialog
