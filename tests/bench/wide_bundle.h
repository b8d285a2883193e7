// Bundles of any size for measuring: the shipped dialogs, and as many made-up flows beside them.
#pragma once

#include "bot/dialog/load.h"

namespace bench {

// A flow of questions of every kind, conditions with levels, scores, calls and education, without
// any problem. `nodes` at least 12.
dialog::source_file made_flow(int number, int nodes);

// The shipped dialogs and `flows` made-up ones.
std::vector<dialog::source_file> wide_bundle(int flows, int nodes);

}  // namespace bench
