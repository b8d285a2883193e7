// What a turn leaves to be done once it is durable: pages for the outbox, notices for the desk,
// timers. Pure.
#pragma once

#include "bot/session/turn_content.h"
#include "bot/session/way_out.h"
#include "bot/store/store.h"

#include <memory>
#include <string>
#include <vector>

namespace session {

struct afterwards {
    std::vector<core::block> rest;  // what no reply carries; afterwards what waits for the next one
    bool keeps = true;              // the rest is worth later too
    bool may_send = false;          // a window is open, with room
    core::wall_time send_at{};      // not before
};

// Null: nothing. `out` may be null. A handoff and what follows it stay in the rest: only a reply
// can carry them out.
std::shared_ptr<store::consequences> arrange(afterwards& what, turn_content& content,
                                             const std::string& user, const way_out* out,
                                             core::wall_time now);

}  // namespace session
