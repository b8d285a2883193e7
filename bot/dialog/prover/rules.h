// What must hold of every turn, whatever a script says (dialogs.md §6, §9).
#pragma once

#include "bot/dialog/prover/search.h"

#include <optional>
#include <set>
#include <unordered_set>

namespace dialog::prover {

struct breach {
    int code = 0;        // DLGnnn; 715: a question cannot be left
    std::string place;   // "flow/node" that is to blame, if any
    std::string zh, en;  // what is wrong
};

class rules {
public:
    rules(const bundle& script, const abstraction& merged);

    std::optional<breach> check(const turn_seen& seen) const;

    // 707: at the question of a situation, not knowing came to the same as a denial. The turns are
    // all answers tried there.
    struct answer_seen {
        bool knows = true;
        bool raised = false;  // more urgent conditions hold than before, or an emergency runs
        bool left = false;    // the question was left
        std::string key;
        move by;
    };
    struct unknown_taken_for_no {
        breach found;
        move by;  // the answer that did not count
    };
    answer_seen look_at(const turn_seen& seen) const;
    std::optional<unknown_taken_for_no> check_unknown(
        const situation& at, const std::vector<answer_seen>& answers) const;

private:
    using verdict = std::optional<breach>;
    verdict check_faults(const turn_seen& seen) const;
    verdict check_end(const turn_seen& seen) const;
    verdict check_apart(const turn_seen& seen) const;
    verdict check_consent(const turn_seen& seen) const;
    verdict check_sign(const turn_seen& seen) const;
    verdict check_unclear_sign(const turn_seen& seen) const;
    verdict check_leaving(const turn_seen& seen) const;
    verdict check_way_back(const turn_seen& seen) const;
    verdict check_aside(const turn_seen& seen) const;

    std::string worst_of_turn(const turn_seen& seen) const;
    std::string place_of(const state& whole) const;
    std::size_t urgent_conditions(const state& whole) const;

    const bundle& script_;
    const abstraction& merged_;
    std::unordered_set<std::string> snippets_;  // texts of education, filled
    std::vector<std::string> contacts_;         // words that say where the hospital is
    std::set<std::pair<std::string, std::string>> warning_slots_;  // flow, slot
};

}  // namespace dialog::prover
