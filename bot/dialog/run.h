// Runs nodes until something waits (dialogs.md §5.7): a question, the desk, or an empty stack.
#pragma once

#include "bot/dialog/turn.h"

#include <string>

namespace dialog {

// From the node the top frame stands at, which is entered now.
void run(turn& ongoing);

// Moves the top frame to a node and runs.
void run_from(turn& ongoing, std::string node_id);

// Opens the desk; the patient is heard by people until they let go.
void hand_over(turn& ongoing, const std::string& queue, std::vector<summary_item> items);

}  // namespace dialog
