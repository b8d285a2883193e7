// Proves of a bundle, or refutes with a shortest dialog, what the checks of single files cannot
// see: see docs/dialog-scripts.md, "Proof". Pure.
#pragma once

#include "bot/dialog/prover/rules.h"
#include "bot/dialog/stories/player.h"

namespace dialog::prover {

struct counter_example {
    breach found;
    std::vector<stories::exchange> chat;
    std::size_t messages = 0;  // of the patient
    std::string story;         // JSON for a story file; empty if a story cannot tell it
    std::string story_flow;    // in whose story file it belongs
};

struct proof {
    std::vector<counter_example> against;  // one for each place and code, shortest first
    bool complete = true;                  // false: too many situations, nothing is proved
    std::size_t situations = 0, turns = 0;
    std::vector<std::string> unheard;  // signs for which no sentence is known
    bool holds() const { return complete && against.empty(); }
};

proof prove(const bundle& script, const search::limits& most = {});

// One story as a story file has it.
std::string story_text(const std::string& name, const origin& from,
                       const std::vector<const move*>& way);

// The dialog as it would be told.
std::vector<stories::exchange> tell(const bundle& script, const origin& from,
                                    const std::vector<const move*>& way);

}  // namespace dialog::prover
