// Walks a flow over every path a patient could take, knowing the values of a few slots exactly and
// nothing of the others: what may be true of an untracked slot is taken as possible. So a path
// that is reported may need an answer that other answers exclude, but no possible path is missed.
#pragma once

#include "bot/dialog/conditions.h"
#include "bot/dialog/flow_graph.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace dialog {

// What a three-valued test may come out as.
struct possible {
    bool no = false, unknown = false, yes = false;
    static possible anything() { return {true, true, true}; }
    bool surely_yes() const { return yes && !no && !unknown; }
};

// Values of a slot that the flow's tests and bands can tell apart, one of each kind.
std::vector<value> samples_of(const flow& of, const slot& tracked);

// Slots a condition reads, through named conditions too; each once.
std::vector<std::string> slots_read(const flow& of, const condition& wanted);

// The slots tracked and their possible values. A set of facts is one number.
class fact_space {
public:
    using facts = std::uint32_t;
    static constexpr std::size_t limit = 2048;

    fact_space(const flow& of, const std::vector<std::string>& tracked);

    // False if there would be too many combinations to walk them all.
    bool fits() const { return size_ <= limit; }
    // False if a set of facts is no number any more: nothing can be walked.
    bool countable() const { return size_ <= most_countable; }
    std::size_t size() const { return size_; }
    facts unset() const;  // nothing known; scores 0

    bool tracks(std::string_view slot_id) const { return place_of(slot_id).has_value(); }
    const std::vector<value>& samples(std::string_view slot_id) const;
    const value* get(facts known, std::string_view slot_id) const;
    // Null unsets. A value that is no sample leaves the facts as they are.
    facts with(facts known, std::string_view slot_id, const value* to) const;
    facts after(facts known, const changes& change) const;
    facts plus(facts known, std::string_view score, double amount) const;

    possible evaluate(const condition& wanted, facts known) const;

private:
    struct tracked_slot {
        const slot* of = nullptr;
        std::vector<value> samples;
        std::size_t weight = 1;
    };
    static constexpr std::size_t most_countable = 0xFFFFFFFF;
    std::optional<std::size_t> place_of(std::string_view slot_id) const;

    const flow& of_;
    std::vector<tracked_slot> slots_;
    std::size_t size_ = 1;
};

struct explored {
    std::size_t node = 0;
    fact_space::facts known = 0;
};

// Calls `visit` once for every node and facts that can be reached from `starts`, with the facts as
// they are after the node's own `set` and `add`; `path` gives the node indexes from a start to it.
// A visit that returns false ends the walk; so do `most` pairs of node and facts.
using explore_visitor =
    std::function<bool(const explored&, const std::function<std::vector<std::size_t>()>& path)>;
void explore(const flow_graph& graph, const fact_space& space, const std::vector<explored>& starts,
             const explore_visitor& visit, std::size_t most = 300'000);

}  // namespace dialog
