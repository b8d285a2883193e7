#include "bot/dialog/conditions.h"

#include <algorithm>
#include <charconv>

namespace dialog {
namespace {

// Named conditions form no circle in a checked script; an unchecked one ends here.
constexpr int depth_limit = 32;

truth both(truth a, truth b) {
    return std::min(a, b);
}
truth either(truth a, truth b) {
    return std::max(a, b);
}
truth opposite(truth a) {
    return a == truth::unknown ? a : (a == truth::yes ? truth::no : truth::yes);
}
truth known(bool fact) {
    return fact ? truth::yes : truth::no;
}

bool holds(const std::vector<std::string>& list, std::string_view id) {
    return std::find(list.begin(), list.end(), id) != list.end();
}

bool within(const slot_test& test, double amount) {
    return (!test.min || amount >= *test.min) && (!test.max || amount <= *test.max) &&
           (!test.over || amount > *test.over) && (!test.under || amount < *test.under);
}

bool names(const std::vector<std::string>& list, double amount) {
    return std::any_of(list.begin(), list.end(), [amount](const std::string& text) {
        double listed = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), listed);
        return read.ec == std::errc{} && listed == amount;
    });
}

bool test_amount(const slot_test& test, double amount) {
    return within(test, amount) && (test.one_of.empty() || names(test.one_of, amount)) &&
           (test.not_one_of.empty() || !names(test.not_one_of, amount));
}

bool test_id(const slot_test& test, std::string_view id) {
    return (test.one_of.empty() || holds(test.one_of, id)) &&
           (test.not_one_of.empty() || !holds(test.not_one_of, id));
}

bool test_chosen(const slot_test& test, const std::vector<std::string>& chosen) {
    const auto is_chosen = [&chosen](const std::string& id) { return holds(chosen, id); };
    const auto any = [&](const std::vector<std::string>& ids) {
        return std::any_of(ids.begin(), ids.end(), is_chosen);
    };
    const auto count = static_cast<double>(chosen.size());
    return (test.any_of.empty() || any(test.any_of)) &&
           std::all_of(test.all_of.begin(), test.all_of.end(), is_chosen) &&
           (test.one_of.empty() || any(test.one_of)) &&
           (test.not_one_of.empty() || !any(test.not_one_of)) &&
           (!test.count_min || count >= *test.count_min) &&
           (!test.count_max || count <= *test.count_max);
}

truth evaluate(const condition& wanted, const slot_view& slots, int depth) {
    if (depth > depth_limit) return truth::unknown;
    truth sum = wanted.what == condition::kind::all ? truth::yes : truth::no;
    switch (wanted.what) {
        case condition::kind::all:
            for (const condition& part : wanted.parts)
                sum = both(sum, evaluate(part, slots, depth + 1));
            return sum;
        case condition::kind::any:
        case condition::kind::none:
            for (const condition& part : wanted.parts)
                sum = either(sum, evaluate(part, slots, depth + 1));
            return wanted.what == condition::kind::any ? sum : opposite(sum);
        case condition::kind::named: {
            const named_condition* named = slots.script().find_condition(wanted.name);
            return named == nullptr ? truth::unknown : evaluate(named->when, slots, depth + 1);
        }
        case condition::kind::test:
            return evaluate_test(wanted.test, slots.find(wanted.test.slot));
    }
    return truth::unknown;
}

}  // namespace

truth evaluate_test(const slot_test& test, const value* held) {
    if (test.known) return known((held != nullptr) == *test.known);
    if (held == nullptr) return truth::unknown;
    if (const auto* id = std::get_if<std::string>(held)) return known(test_id(test, *id));
    if (const auto* chosen = std::get_if<std::vector<std::string>>(held))
        return known(test_chosen(test, *chosen));
    if (const auto* amount = std::get_if<double>(held)) return known(test_amount(test, *amount));
    return known(test_amount(test, static_cast<double>(std::get<minutes>(*held).count())));
}

truth evaluate(const condition& wanted, const slot_view& slots) {
    return evaluate(wanted, slots, 0);
}

truth evaluate_named(std::string_view condition_id, const slot_view& slots) {
    const named_condition* named = slots.script().find_condition(condition_id);
    return named == nullptr ? truth::unknown : evaluate(named->when, slots);
}

}  // namespace dialog
