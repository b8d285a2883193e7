// The shortest stories for what no story has taken yet, ready to be pasted into a story file.
#pragma once

#include "bot/dialog/stories/coverage.h"

#include <string>
#include <vector>

namespace dialog::prover {

struct proposed_story {
    std::string flow;    // in whose story file it belongs
    std::string text;    // JSON
    std::string covers;  // the way it was made for: "flow: a → b", or "flow: a (option)"
};

// Longer stories first: they take shorter ones along, so few are needed.
std::vector<proposed_story> propose(const bundle& script, stories::coverage seen);

}  // namespace dialog::prover
