#include "bot/dialog/explore.h"

#include <algorithm>
#include <set>

namespace dialog {
namespace {

constexpr std::size_t max_subset_values = 6;

void collect_cuts(const condition& one, std::string_view slot_id, std::set<double>& cuts) {
    for (const condition& part : one.parts) collect_cuts(part, slot_id, cuts);
    if (one.what != condition::kind::test || one.test.slot != slot_id) return;
    for (const auto& bound : {one.test.min, one.test.max, one.test.over, one.test.under})
        if (bound) cuts.insert(*bound);
}

std::set<double> cuts_of(const flow& of, std::string_view slot_id) {
    std::set<double> cuts;
    for (const named_condition& one : of.conditions) collect_cuts(one.when, slot_id, cuts);
    for (const node& one : of.nodes) {
        if (const auto* branch = std::get_if<branch_node>(&one.what))
            for (const branch_case& each : branch->cases) collect_cuts(each.when, slot_id, cuts);
        if (const auto* ask = std::get_if<ask_node>(&one.what); ask && ask->slot == slot_id)
            for (const score_bands& bands : ask->bands)
                for (const band& each : bands.bands) cuts.insert(each.min);
    }
    return cuts;
}

// Both sides of every bound, and the bounds themselves.
std::vector<double> amounts_of(const flow& of, const slot& tracked) {
    const bool is_duration = tracked.type == slot_type::duration;
    const double least = is_duration ? 0 : tracked.min.value_or(-1e9);
    const double most = is_duration && tracked.longest
                            ? static_cast<double>(tracked.longest->count())
                            : tracked.max.value_or(1e9);
    const double step = tracked.integer || is_duration ? 1 : 0.5;
    std::set<double> amounts{least, most};
    for (const double cut : cuts_of(of, tracked.id))
        for (const double amount : {cut - step, cut, cut + step})
            if (amount >= least && amount <= most) amounts.insert(amount);
    return {amounts.begin(), amounts.end()};
}

std::vector<value> subsets_of(const slot& tracked) {
    std::vector<value> made;
    const std::size_t count = std::min(tracked.values.size(), max_subset_values);
    for (std::size_t mask = 0; mask < (std::size_t{1} << count); ++mask) {
        std::vector<std::string> chosen;
        for (std::size_t i = 0; i < count; ++i)
            if ((mask >> i & 1) != 0) chosen.push_back(tracked.values[i].id);
        made.emplace_back(std::move(chosen));
    }
    for (std::size_t i = count; i < tracked.values.size(); ++i)
        made.emplace_back(std::vector<std::string>{tracked.values[i].id});
    return made;
}

possible negated(possible one) {
    return {one.yes, one.unknown, one.no};
}
possible lower(possible a, possible b) {
    return {a.no || b.no, (a.unknown && (b.unknown || b.yes)) || (b.unknown && a.yes),
            a.yes && b.yes};
}
possible higher(possible a, possible b) {
    return negated(lower(negated(a), negated(b)));
}

possible exactly(truth one) {
    return {one == truth::no, one == truth::unknown, one == truth::yes};
}

}  // namespace

std::vector<value> samples_of(const flow& of, const slot& tracked) {
    std::vector<value> made;
    switch (tracked.type) {
        case slot_type::yesno:
        case slot_type::choice:
            for (const choice_value& one : tracked.values) made.emplace_back(one.id);
            break;
        case slot_type::multi:
            made = subsets_of(tracked);
            break;
        case slot_type::score:
            for (double score = 0; score <= std::min(tracked.max.value_or(0), 100.0); ++score)
                made.emplace_back(score);
            break;
        case slot_type::number:
            for (const double amount : amounts_of(of, tracked)) made.emplace_back(amount);
            break;
        case slot_type::duration:
            for (const double amount : amounts_of(of, tracked))
                made.emplace_back(minutes(static_cast<std::int64_t>(amount)));
            break;
        default:
            made.emplace_back(std::string("x"));
    }
    return made;
}

std::vector<std::string> slots_read(const flow& of, const condition& wanted) {
    std::set<std::string> slots, seen;
    const auto collect = [&](auto&& self, const condition& one) -> void {
        if (one.what == condition::kind::test) slots.insert(one.test.slot);
        if (one.what == condition::kind::named && seen.insert(one.name).second)
            if (const named_condition* named = of.find_condition(one.name)) self(self, named->when);
        for (const condition& part : one.parts) self(self, part);
    };
    collect(collect, wanted);
    return {slots.begin(), slots.end()};
}

fact_space::fact_space(const flow& of, const std::vector<std::string>& tracked) : of_(of) {
    for (const std::string& id : tracked) {
        const slot* one = of.find_slot(id);
        if (one == nullptr || place_of(id)) continue;
        tracked_slot made{one, samples_of(of, *one), size_};
        if (countable()) size_ *= made.samples.size() + 1;
        slots_.push_back(std::move(made));
    }
}

std::optional<std::size_t> fact_space::place_of(std::string_view slot_id) const {
    for (std::size_t i = 0; i < slots_.size(); ++i)
        if (slots_[i].of->id == slot_id) return i;
    return std::nullopt;
}

fact_space::facts fact_space::unset() const {
    facts known = 0;
    for (const tracked_slot& one : slots_)
        if (one.of->type == slot_type::score) known += static_cast<facts>(one.weight);
    return known;
}

const std::vector<value>& fact_space::samples(std::string_view slot_id) const {
    return slots_[*place_of(slot_id)].samples;
}

const value* fact_space::get(facts known, std::string_view slot_id) const {
    const tracked_slot& one = slots_[*place_of(slot_id)];
    const std::size_t digit = known / one.weight % (one.samples.size() + 1);
    return digit == 0 ? nullptr : &one.samples[digit - 1];
}

fact_space::facts fact_space::with(facts known, std::string_view slot_id, const value* to) const {
    const auto place = place_of(slot_id);
    if (!place) return known;
    const tracked_slot& one = slots_[*place];
    std::size_t digit = 0;
    if (to != nullptr) {
        const auto found = std::find(one.samples.begin(), one.samples.end(), *to);
        if (found == one.samples.end()) return known;
        digit = static_cast<std::size_t>(found - one.samples.begin()) + 1;
    }
    const std::size_t old = known / one.weight % (one.samples.size() + 1);
    return static_cast<facts>(known - old * one.weight + digit * one.weight);
}

fact_space::facts fact_space::after(facts known, const changes& change) const {
    for (const assignment& one : change.set) known = with(known, one.slot, &one.to);
    for (const addition& one : change.add) known = plus(known, one.score, one.amount);
    return known;
}

fact_space::facts fact_space::plus(facts known, std::string_view score, double amount) const {
    const auto place = place_of(score);
    if (!place || slots_[*place].of->type != slot_type::score) return known;
    const value* held = get(known, score);
    const double most = static_cast<double>(slots_[*place].samples.size()) - 1;
    const double before = held == nullptr ? 0 : std::get<double>(*held);
    const value sum = std::clamp(before + amount, 0.0, most);
    return with(known, score, &sum);
}

possible fact_space::evaluate(const condition& wanted, facts known) const {
    switch (wanted.what) {
        case condition::kind::test:
            if (!tracks(wanted.test.slot)) return possible::anything();
            return exactly(evaluate_test(wanted.test, get(known, wanted.test.slot)));
        case condition::kind::named: {
            const named_condition* named = of_.find_condition(wanted.name);
            return named == nullptr ? possible::anything() : evaluate(named->when, known);
        }
        case condition::kind::all: {
            possible sum{false, false, true};
            for (const condition& part : wanted.parts) sum = lower(sum, evaluate(part, known));
            return sum;
        }
        default: {
            possible sum{true, false, false};
            for (const condition& part : wanted.parts) sum = higher(sum, evaluate(part, known));
            return wanted.what == condition::kind::none ? negated(sum) : sum;
        }
    }
}

}  // namespace dialog
