// Walks every situation a patient can get into, breadth first, so that the first way to anything is
// a shortest one. Each turn is one of step(), wake() and hear_desk(): nothing of the engine is
// modelled a second time.
#pragma once

#include "bot/dialog/prover/move.h"

#include <cstddef>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace dialog::prover {

inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

// Where a way begins: at the first question of a flow, agreed and of age, or as a stranger (empty).
struct origin {
    std::string flow;
};

struct reached {
    situation here;
    std::size_t from = nowhere;  // into search::all()
    move by;                     // the move that led here; of an origin: none
    origin began;
};

// A turn as the visitor sees it, before the situation behind it is merged.
struct turn_seen {
    std::size_t from = nowhere;  // situation
    const situation& before;
    const move& by;
    const turn_result& turn;
    const situation& after;  // simplified
    const std::string& key;  // of `after`
};

class search {
public:
    struct limits {
        std::size_t situations = 400'000;
        std::string only_flow;       // begin at this flow alone; empty: everywhere
        bool stop_at_first = false;  // one counter-example is enough
    };
    enum class verdict { go_on, leave_it, stop };  // leave_it: do not look behind this turn
    using visitor = std::function<verdict(const turn_seen&)>;

    search(const bundle& script, const abstraction& merged, const spoken& words);

    // False if there are more situations than the limit, or the visitor has stopped it: then
    // nothing is proved.
    bool run(const visitor& visit, const limits& most);

    const std::vector<reached>& all() const { return all_; }
    // Places in all() that a move leads to, by place: what a patient can do by answering.
    const std::vector<std::vector<std::size_t>>& answers() const { return answers_; }
    std::size_t turns() const { return turns_; }

    // The moves from the origin to a situation.
    std::vector<const move*> way_to(std::size_t place) const;

private:
    void begin(const std::string& only_flow);
    bool look_around(std::size_t place, const visitor& visit);
    std::size_t enter(situation&& here, const std::string& key, std::size_t from, const move& by);

    const bundle& script_;
    const abstraction& merged_;
    move_list moves_;
    std::vector<reached> all_;
    std::vector<std::vector<std::size_t>> answers_;
    std::unordered_map<std::string, std::size_t> places_;
    std::set<std::string> asked_;
    std::size_t turns_ = 0;
};

// The gravest rank that the chosen options stand for by themselves (703).
int owed_for(const bundle& script, const std::vector<const option*>& chosen);

}  // namespace dialog::prover
