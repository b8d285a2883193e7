// How flows and visits end: the worst disposition, its advice, the way back to the caller.
#pragma once

#include "bot/dialog/turn.h"

namespace dialog {

// Ends the top frame's flow. True if the caller goes on, false if something waits or the visit is
// over.
bool end_flow(turn& ongoing, const end_node& what);

// A flow that is left keeps its answers for the summary of this visit.
void put_aside(state& whole, frame&& place);

// Empties the stack, from the bottom.
void put_all_aside(state& whole);

// Leaves everything: levels of conditions that are true now still count, and their advice is given.
void close_visit(turn& ongoing);

// The next message begins another visit.
void mark_visit_over(state& whole);

// Forgets what belongs to the last visit.
void begin_visit(turn& ongoing);

// The safety net, once a turn, unless the worst is said already.
void say_safety_net(turn& ongoing);

}  // namespace dialog
