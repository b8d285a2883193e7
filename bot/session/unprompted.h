// Turns that no message of the patient begins: a timer fires, the desk lets go, a message that
// could not be sent comes back to wait for the patient. Pure; loop_conversations takes them.
#pragma once

#include "bot/dialog/wake.h"
#include "bot/session/release_shelf.h"
#include "bot/session/saved_conversation.h"
#include "bot/session/turn_content.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace session {

struct timer_fired {
    std::uint64_t id = 0;  // the store's
    dialog::set_timer what;
};
struct desk_spoke {
    dialog::desk_report report = dialog::desk_report::released;
    std::string delivery_key;  // of the event that told
};
struct message_returned {
    std::uint64_t id = 0;  // the store's
    std::vector<core::block> page;
};
using unprompted = std::variant<timer_fired, desk_spoke, message_returned>;

enum class unprompted_outcome {
    done,         // durable
    nothing,      // stale, or dealt with already: nothing has changed
    unreachable,  // a reminder that the patient cannot be sent: dropped
    failed,       // the store is down: try again
};

struct unprompted_step {
    saved_conversation next;
    turn_content content;
    store::turn_record record;
    bool is_stale = false;
    bool keeps = true;  // what is said is worth later too
};

// errc::corrupt if the state cannot be read.
core::result<unprompted_step> take_step(const release_shelf& releases, saved_conversation before,
                                        const unprompted& what, core::wall_time now);

// Under which the turn is known, so that nothing begins it twice.
std::string delivery_key_of(const unprompted& what);

}  // namespace session
