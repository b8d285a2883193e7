#include "bot/dialog/explore.h"

#include <algorithm>
#include <deque>
#include <unordered_set>

namespace dialog {
namespace {

double amount_of(const value& held) {
    if (const auto* number = std::get_if<double>(&held)) return *number;
    if (const auto* length = std::get_if<minutes>(&held))
        return static_cast<double>(length->count());
    return 0;
}

// Pairs of node and facts: one bit each where all of them are few.
class visited {
public:
    visited(std::size_t nodes, std::size_t facts) : facts_(facts) {
        if (facts <= most_bits / nodes) bits_.resize(nodes * facts);
    }
    // False if the pair was there already.
    bool insert(std::size_t node, fact_space::facts known) {
        if (bits_.empty()) return rare_.insert(std::uint64_t{node} << 32 | known).second;
        const std::size_t place = node * facts_ + known;
        const bool fresh = !bits_[place];
        bits_[place] = true;
        return fresh;
    }

private:
    static constexpr std::size_t most_bits = std::size_t{1} << 23;
    std::size_t facts_;
    std::vector<bool> bits_;
    std::unordered_set<std::uint64_t> rare_;
};

class walk {
public:
    using facts = fact_space::facts;
    walk(const flow_graph& graph, const fact_space& space)
        : graph_(graph),
          space_(space),
          seen_(std::max<std::size_t>(graph.size(), 1), space.size()) {}

    void run(const std::vector<explored>& starts, const explore_visitor& visit, std::size_t most) {
        for (const explored& start : starts) enter(start.node, start.known, none_);
        while (!open_.empty() && states_.size() <= most) {
            const std::size_t here = open_.front();
            open_.pop_front();
            const explored state = states_[here];
            if (!visit(state, [this, here] { return path_to(here); })) return;
            leave(state, here);
        }
    }

private:
    static constexpr std::size_t none_ = static_cast<std::size_t>(-1);

    void enter(std::size_t node_index, facts known, std::size_t from) {
        known = space_.after(known, graph_.at(node_index).change);
        if (!seen_.insert(node_index, known)) return;
        states_.push_back({node_index, known});
        from_.push_back(from);
        open_.push_back(states_.size() - 1);
    }

    std::vector<std::size_t> path_to(std::size_t state) const {
        std::vector<std::size_t> path;
        for (std::size_t at = state; at != none_; at = from_[at])
            path.insert(path.begin(), states_[at].node);
        return path;
    }

    void leave(const explored& state, std::size_t here) {
        const node& one = graph_.at(state.node);
        if (const auto* ask = std::get_if<ask_node>(&one.what))
            leave_ask(*ask, state, here);
        else if (const auto* branch = std::get_if<branch_node>(&one.what))
            leave_branch(*branch, state, here);
        else if (const auto* action = std::get_if<action_node>(&one.what))
            leave_action(*action, state, here);
        else
            for (const edge& way_on : graph_.from[state.node]) enter(way_on.to, state.known, here);
    }

    void leave_ask(const ask_node& ask, const explored& state, std::size_t here) {
        const std::vector<edge>& edges = graph_.from[state.node];
        for (const edge& one : edges)
            if (one.taken.kind == way_kind::skip || one.taken.kind == way_kind::fallback ||
                one.taken.kind == way_kind::silence)
                enter(one.to, state.known, here);
        if (space_.tracks(ask.slot)) {
            for (const value& answer : space_.samples(ask.slot))
                answer_with(ask, answer, edges, state.known, here);
        } else if (ask.options.empty()) {
            take(ask, nullptr, "", edges, state.known, here);
        } else {
            for (const option& one : ask.options)
                take(ask, nullptr, one.pick, edges, state.known, here);
        }
    }

    void answer_with(const ask_node& ask, const value& answer, const std::vector<edge>& edges,
                     facts known, std::size_t here) {
        known = space_.with(known, ask.slot, &answer);
        if (const auto* chosen = std::get_if<std::vector<std::string>>(&answer)) {
            for (const option& one : ask.options)
                if (is_chosen(*chosen, one.pick)) known = space_.after(known, one.change);
            for (const std::string& pick : *chosen) follow(ask, pick, edges, known, here);
            if (chosen->empty()) take(ask, &answer, "none", edges, known, here);
        } else {
            const auto* pick = std::get_if<std::string>(&answer);
            take(ask, &answer, pick == nullptr ? "" : *pick, edges, known, here);
        }
    }

    static bool is_chosen(const std::vector<std::string>& chosen, const std::string& pick) {
        for (const std::string& one : chosen)
            if (one == pick) return true;
        return false;
    }

    // An option's changes, then one of the bands, then the way on.
    void take(const ask_node& ask, const value* answer, const std::string& pick,
              const std::vector<edge>& edges, facts known, std::size_t here) {
        for (const option& one : ask.options)
            if (one.pick == pick) known = space_.after(known, one.change);
        std::vector<facts> banded{known};
        for (const score_bands& bands : ask.bands) {
            if (!space_.tracks(bands.score)) continue;
            std::vector<facts> next;
            for (const facts each : banded) add_bands(bands, answer, each, next);
            banded = std::move(next);
        }
        for (const facts each : banded) follow(ask, pick, edges, each, here);
    }

    void add_bands(const score_bands& bands, const value* answer, facts known,
                   std::vector<facts>& next) {
        if (answer == nullptr) next.push_back(known);
        for (const band& one : bands.bands) {
            if (answer != nullptr && amount_of(*answer) < one.min) continue;
            next.push_back(space_.plus(known, bands.score, one.add));
            if (answer != nullptr) return;
        }
        if (answer != nullptr) next.push_back(known);
    }

    void follow(const ask_node& ask, const std::string& pick, const std::vector<edge>& edges,
                facts known, std::size_t here) {
        bool has_own_way = false;
        for (const edge& one : edges)
            if (one.taken.kind == way_kind::option && ask.options[one.taken.place].pick == pick) {
                enter(one.to, known, here);
                has_own_way = true;
            }
        // Several picks of a multi go one way together, so each may end at `next`.
        if (has_own_way && ask.kind != slot_type::multi) return;
        for (const edge& one : edges)
            if (one.taken.kind == way_kind::next) enter(one.to, known, here);
    }

    void leave_branch(const branch_node& branch, const explored& state, std::size_t here) {
        for (const edge& one : graph_.from[state.node]) {
            if (one.taken.kind == way_kind::otherwise) {
                enter(one.to, state.known, here);
                return;
            }
            const possible result =
                space_.evaluate(branch.cases[one.taken.place].when, state.known);
            if (result.yes) enter(one.to, state.known, here);
            if (result.surely_yes()) return;
        }
    }

    void leave_action(const action_node& action, const explored& state, std::size_t here) {
        std::vector<facts> after{state.known};
        for (const auto& [slot_id, pointer] : action.out) {
            if (!space_.tracks(slot_id)) continue;
            const std::vector<facts> before = after;
            for (const value& read : space_.samples(slot_id))
                for (const facts each : before) after.push_back(space_.with(each, slot_id, &read));
        }
        for (const edge& one : graph_.from[state.node])
            for (const facts each : after) enter(one.to, each, here);
    }

    const flow_graph& graph_;
    const fact_space& space_;
    std::vector<explored> states_;
    std::vector<std::size_t> from_;
    std::deque<std::size_t> open_;
    visited seen_;
};

}  // namespace

void explore(const flow_graph& graph, const fact_space& space, const std::vector<explored>& starts,
             const explore_visitor& visit, std::size_t most) {
    walk(graph, space).run(starts, visit, most);
}

}  // namespace dialog
