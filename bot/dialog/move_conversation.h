// A conversation that waits moves from the release it began with to another (dialogs.md §7). Pure,
// and never fails: what cannot be mapped begins again, and what was found out about danger stays.
#pragma once

#include "bot/dialog/state.h"

#include <cstdint>

namespace dialog {

enum class move_class : std::uint8_t {
    kept,         // nothing changes for the patient
    asked_again,  // the place is kept, the question is asked in its new words
    upgraded,     // goes on at the flow's `onUpgrade`, or where the caller called
    restarted,    // the flow begins again
};

struct moved_conversation {
    state next;  // of the release `to`
    move_class how = move_class::kept;
};

// `from` is the bundle whose words the patient read last, null if nobody has it any more. What the
// patient writes next answers no question the patient has not seen: unless the place is `kept`, a
// pending question `updated` stands beneath what waits, which lets warning signs and commands pass,
// then says that the questions were updated and goes on.
moved_conversation move_conversation(const bundle* from, const bundle& to, state before);

}  // namespace dialog
