// The engine's own questions: consent, age, "do you have this now?", "leave?" and the like. They
// stand above the dialog and are answered before it goes on.
#pragma once

#include "bot/dialog/heard.h"

namespace dialog {

void ask_pending(turn& ongoing, pending_question question);

// Shows the question that waits on top.
void show_pending(turn& ongoing);

// Whatever waits, once more and short: an own question, the dialog's, or the home menu.
void ask_again(turn& ongoing);

// True for questions that a step back or an unrelated message simply drops.
bool may_drop(pending_question::kind what);

// Reads a message while an own question waits. False: the question was dropped and the message is
// to be read as usual.
bool take_pending(turn& ongoing, const heard& message);

}  // namespace dialog
