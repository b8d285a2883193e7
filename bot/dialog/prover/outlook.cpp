#include "bot/dialog/prover/outlook.h"

#include "bot/dialog/explore.h"

#include <algorithm>
#include <set>

namespace dialog::prover {
namespace {

constexpr int depth_limit = 32;
constexpr std::uint8_t anything = 7;

std::uint8_t bit(truth one) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(one));
}

bool fires(truth one, bool needs_yes) {
    return needs_yes ? one == truth::yes : one != truth::no;
}

// Lengths people say, so that a counter-example reads like one.
const std::vector<value>& spoken_durations() {
    constexpr std::int64_t day = 24L * 60;
    static const std::vector<value> spoken = [] {
        std::vector<value> made;
        for (const std::int64_t length :
             {3 * day, 14 * day, 28 * day, 60 * day, 180 * day, 365 * day, 3L * 365 * day})
            made.emplace_back(minutes(length));
        return made;
    }();
    return spoken;
}

double amount_of(const value& held) {
    if (const auto* number = std::get_if<double>(&held)) return *number;
    if (const auto* span = std::get_if<minutes>(&held)) return static_cast<double>(span->count());
    return 0;
}

std::string bands_of(const ask_node& ask, const value& held) {
    std::string places;
    for (const score_bands& one : ask.bands) {
        char place = '-';
        for (std::size_t i = 0; i < one.bands.size() && place == '-'; ++i)
            if (amount_of(held) >= one.bands[i].min) place = static_cast<char>('0' + i);
        places += place;
    }
    return places;
}

bool is_within(const slot& asked, const value& held) {
    const double amount = amount_of(held);
    if (asked.longest && amount > static_cast<double>(asked.longest->count())) return false;
    return (!asked.min || amount >= *asked.min) && (!asked.max || amount <= *asked.max);
}

}  // namespace

outlook::outlook(const flow& of) : of_(of), graph_(of) {
    for (const named_condition& one : of.conditions)
        if (!one.level.empty()) roots_.push_back({compile(one.when, true, 0), none_});
    for (std::size_t i = 0; i < of.nodes.size(); ++i)
        if (const auto* branch = std::get_if<branch_node>(&of.nodes[i].what))
            for (const branch_case& one : branch->cases)
                roots_.push_back({compile(one.when, true, 0), i});
    look_ahead();
}

std::size_t outlook::constant(bool truth) {
    part made;
    made.truth = truth;
    parts_.push_back(std::move(made));
    return parts_.size() - 1;
}

// `needs_yes`: the condition counts if it is yes; under `none` it counts unless it is no.
std::size_t outlook::compile(const condition& wanted, bool needs_yes, int depth) {
    part made;
    made.needs_yes = needs_yes;
    if (depth > depth_limit) return constant(!needs_yes);
    switch (wanted.what) {
        case condition::kind::named: {
            const named_condition* named = of_.find_condition(wanted.name);
            return named == nullptr ? constant(!needs_yes)
                                    : compile(named->when, needs_yes, depth + 1);
        }
        case condition::kind::test: {
            const auto found = of_.slot_index.find(wanted.test.slot);
            if (found == of_.slot_index.end()) return constant(!needs_yes);
            made.what = part_kind::leaf;
            made.leaf = leaves_.size();
            leaves_.push_back({&wanted.test, found->second});
            break;
        }
        case condition::kind::all:
        case condition::kind::any:
            made.what = wanted.what == condition::kind::all ? part_kind::all : part_kind::any;
            for (const condition& one : wanted.parts)
                made.parts.push_back(compile(one, needs_yes, depth + 1));
            break;
        case condition::kind::none: {
            part inner;
            inner.what = part_kind::any;
            for (const condition& one : wanted.parts)
                inner.parts.push_back(compile(one, !needs_yes, depth + 1));
            parts_.push_back(std::move(inner));
            made.what = part_kind::negation;
            made.parts = {parts_.size() - 1};
            break;
        }
    }
    parts_.push_back(std::move(made));
    return parts_.size() - 1;
}

outlook::truths outlook::written_by(const node& one, const leaf_test& leaf, bool entered) const {
    const slot& written = of_.slots[leaf.slot];
    truths found = 0;
    const auto add = [&](const value* to) { found |= bit(evaluate_test(*leaf.test, to)); };
    const auto add_changes = [&](const changes& change) {
        for (const assignment& each : change.set)
            if (each.slot == written.id) add(&each.to);
        for (const addition& each : change.add)
            if (each.score == written.id) found = anything;
    };
    if (entered) add_changes(one.change);
    if (const auto* action = std::get_if<action_node>(&one.what); action && entered)
        if (action->out.contains(written.id)) found = anything;
    const auto* ask = std::get_if<ask_node>(&one.what);
    if (ask == nullptr) return found;
    for (const option& each : ask->options) add_changes(each.change);
    for (const score_bands& bands : ask->bands)
        if (bands.score == written.id) found = anything;
    if (ask->slot != written.id) return found;
    for (const value& sample : samples_of(of_, written)) add(&sample);
    if (ask->skip) add(nullptr);
    return found;
}

void outlook::look_ahead() {
    for (std::size_t n = 0; n < graph_.size(); ++n) {
        std::vector<bool> reach(graph_.size(), false);
        for (const edge& one : graph_.from[n]) {
            const std::vector<bool> more = graph_.reachable_from(one.to);
            for (std::size_t i = 0; i < reach.size(); ++i) reach[i] = reach[i] || more[i];
        }
        std::vector<truths> future;
        for (const leaf_test& leaf : leaves_) {
            truths found =
                of_.slots[leaf.slot].scope == slot_scope::flow ? truths{0} : truths{anything};
            found |= written_by(graph_.at(n), leaf, reach[n]);
            for (std::size_t i = 0; i < reach.size(); ++i)
                if (reach[i]) found |= written_by(graph_.at(i), leaf, true);
            future.push_back(found);
        }
        ahead_.push_back(std::move(reach));
        future_.push_back(std::move(future));
    }
}

outlook::result outlook::emit(std::size_t part_index, std::size_t node_index,
                              const std::vector<truth>& now, std::string& key) const {
    const part& one = parts_[part_index];
    const auto settled = [](bool truth) { return truth ? result::yes : result::no; };
    if (one.what == part_kind::constant) return settled(one.truth);
    if (one.what == part_kind::leaf) {
        const bool is = fires(now[one.leaf], one.needs_yes);
        const truths future = future_[node_index][one.leaf];
        for (const truth each : {truth::no, truth::unknown, truth::yes})
            if ((future & bit(each)) != 0 && fires(each, one.needs_yes) != is) {
                key += static_cast<char>('0' + is);
                key += std::to_string(one.leaf) + ",";
                return result::open;
            }
        return settled(is);
    }
    const std::size_t mark = key.size();
    if (one.what == part_kind::negation) {
        key += '!';
        const result inner = emit(one.parts.front(), node_index, now, key);
        if (inner == result::open) return inner;
        key.resize(mark);
        return inner == result::yes ? result::no : result::yes;
    }
    const bool is_any = one.what == part_kind::any;
    bool open = false;
    key += is_any ? '|' : '&';
    for (const std::size_t each : one.parts) {
        const result inner = emit(each, node_index, now, key);
        if (inner == settled(is_any)) {
            key.resize(mark);
            return inner;
        }
        open = open || inner == result::open;
    }
    if (open) {
        key += ')';
        return result::open;
    }
    key.resize(mark);
    return settled(!is_any);
}

void outlook::write(const slot_view& slots, std::size_t node_index, std::string& key) const {
    std::vector<truth> now;
    now.reserve(leaves_.size());
    for (const leaf_test& leaf : leaves_)
        now.push_back(evaluate_test(*leaf.test, slots.find(of_.slots[leaf.slot].id)));
    for (const root& one : roots_) {
        if (one.branch != none_ && !ahead_[node_index][one.branch]) continue;
        const result found = emit(one.part, node_index, now, key);
        key += found == result::yes ? 'T' : found == result::no ? 'F' : ';';
    }
}

std::string outlook::class_of(std::string_view slot_id, const value* held) const {
    std::string made;
    for (const leaf_test& leaf : leaves_)
        if (of_.slots[leaf.slot].id == slot_id)
            made += static_cast<char>('0' + static_cast<int>(evaluate_test(*leaf.test, held)));
    return made;
}

std::vector<value> outlook::typed_samples(const slot& asked, const ask_node& ask) const {
    std::vector<value> candidates;
    if (asked.type == slot_type::duration) candidates = spoken_durations();
    for (value& one : samples_of(of_, asked)) candidates.push_back(std::move(one));
    std::vector<value> chosen;
    std::set<std::string> classes;
    for (value& one : candidates)
        if (is_within(asked, one) &&
            classes.insert(class_of(asked.id, &one) + "/" + bands_of(ask, one)).second)
            chosen.push_back(std::move(one));
    return chosen;
}

}  // namespace dialog::prover
