// Fires the timers that turns have set, on one machine at a time: each begins one turn at most, in
// the order of their times. Lives on one loop; whoever runs it calls run_once() again.
#pragma once

#include "bot/core/clock.h"
#include "bot/core/metrics.h"
#include "bot/session/conversations.h"
#include "bot/session/way_out.h"
#include "bot/store/store.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace session {

class timer_runner {
public:
    // The account's way out, null if it has none. Called on the runner's loop.
    using find_way_out = std::function<const way_out*(std::string_view account)>;

    timer_runner(std::string holder, store::store& memory, conversations& talks, find_way_out ways,
                 const core::clock& clock, core::metrics& registry);

    // Fires what is due; returns when to call again, at the latest.
    runtime::task<core::wall_time> run_once();

    // Lets another process go on at once. No run_once() is under way, and none follows.
    runtime::task<> leave();

private:
    runtime::task<> fire(store::due_timer timer);

    std::string holder_;
    store::store& store_;
    conversations& talks_;
    find_way_out ways_;
    const core::clock& clock_;
    std::optional<store::lease> lease_;
    core::counter& fired_;
    core::counter& stale_;
    core::counter& unreachable_;
};

}  // namespace session
