// Turns that no message of the patient begins: a timer fires (dialogs.md §2 `silence`, hand-off
// `timeout`), the desk lets go (§5.9). Pure, like step().
#pragma once

#include "bot/dialog/step.h"

namespace dialog {

// A timer that has become stale, because the conversation has moved since it was set, changes
// nothing and says nothing. A reminder leaves the state as it is, so the timers behind it stay
// good.
turn_result wake(const bundle& script, state before, const set_timer& fired, core::wall_time now);

enum class desk_report { released, closed };  // they are done, or nobody is there

// Nothing happens unless people hold the conversation.
turn_result hear_desk(const bundle& script, state before, desk_report report, core::wall_time now);

}  // namespace dialog
