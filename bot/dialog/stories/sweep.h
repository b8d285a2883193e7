// The emergency sweep (905): every example of every warning sign, written at every question of
// every flow, must be answered as the sign asks; no counter-example may raise an alarm there. Needs
// no authoring.
#pragma once

#include "bot/dialog/load.h"
#include "bot/dialog/state.h"

#include <cstddef>
#include <vector>

namespace dialog::stories {

struct swept {
    std::size_t questions = 0, examples = 0, counters = 0;
    std::size_t turns = 0;          // questions times texts
    std::vector<problem> problems;  // one for a text, at its place in shared/concepts.json
};

swept sweep(const bundle& script, const std::vector<source_file>& files);

// An admitted patient who waits at a question, as if just brought there.
state waiting_at(const bundle& script, const flow& in, const node& question);

}  // namespace dialog::stories
