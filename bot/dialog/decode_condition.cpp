#include "bot/dialog/decode_parts.h"
#include "bot/dialog/duration.h"

namespace dialog::decode {
namespace {

std::optional<double> amount(const json_value& object, std::string_view name) {
    const json_value* found = object.find(name);
    if (found == nullptr) return std::nullopt;
    if (found->is(json_value::kind::number)) return found->number;
    return static_cast<double>(read_duration(found->text)->count());
}

// A text, or a list of texts.
std::vector<std::string> one_or_more(const json_value& from) {
    return from.is(json_value::kind::list) ? texts(from) : std::vector<std::string>{from.text};
}

void read_count(const json_value& from, slot_test& test) {
    if (from.is(json_value::kind::number)) {
        test.count_min = test.count_max = from.number;
        return;
    }
    if (from.find("min") != nullptr) test.count_min = number(from, "min", 0);
    if (from.find("max") != nullptr) test.count_max = number(from, "max", 0);
}

slot_test test_of(const json_member& from) {
    slot_test test;
    test.slot = from.key.text;
    const json_value& what = from.value;
    if (what.is(json_value::kind::number)) {
        test.min = test.max = what.number;
        return test;
    }
    if (!what.is(json_value::kind::object)) {
        test.one_of = one_or_more(what);
        return test;
    }
    if (const json_value* excluded = what.find("not")) test.not_one_of = one_or_more(*excluded);
    test.any_of = texts(what, "any");
    test.all_of = texts(what, "all");
    test.min = amount(what, "min");
    test.max = amount(what, "max");
    test.over = amount(what, "over");
    test.under = amount(what, "under");
    if (const json_value* count = what.find("count")) read_count(*count, test);
    if (what.find("known") != nullptr) test.known = flag(what, "known");
    return test;
}

condition part_of(const json_member& from) {
    condition made;
    made.at = from.value.at;
    const std::string& name = from.key.text;
    if (name != "any" && name != "all" && name != "none") {
        made.what = condition::kind::test;
        made.test = test_of(from);
        return made;
    }
    made.what = name == "any"   ? condition::kind::any
                : name == "all" ? condition::kind::all
                                : condition::kind::none;
    for (const json_value& item : from.value.items) made.parts.push_back(condition_tree(item));
    return made;
}

}  // namespace

condition condition_tree(const json_value& from) {
    condition made;
    made.at = from.at;
    if (from.is(json_value::kind::text)) {
        made.what = condition::kind::named;
        made.name = from.text;
        return made;
    }
    const auto members = entries(&from);
    if (members.size() == 1) return part_of(*members.front());
    for (const json_member* member : members) made.parts.push_back(part_of(*member));
    return made;
}

}  // namespace dialog::decode
