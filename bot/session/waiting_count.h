// Who is under way, and what a new release would mean for them.
#pragma once

#include "bot/core/clock.h"
#include "bot/dialog/check_upgrade.h"
#include "bot/store/store.h"

#include <cstdint>
#include <functional>
#include <set>

namespace session {

struct waiting_count {
    std::uint64_t waiting = 0;  // visits under way; the sum of the rest
    std::uint64_t kept = 0, asked_again = 0, upgraded = 0, restarted = 0;
    dialog::disturbed_places disturbed;  // all but the kept
};

// The bundle of a release by its number; null: not to be had.
using bundle_of = std::function<const dialog::bundle*(std::uint32_t)>;

// The releases of conversations with a turn in the last day.
runtime::task<core::result<std::set<std::uint32_t>>> releases_in_use(store::store& memory,
                                                                     core::wall_time now);

// Moves a copy of every conversation under way and looks what becomes of it. Reads the states of a
// day: seconds for a million, beside the server's own work.
runtime::task<core::result<waiting_count>> count_waiting(store::store& memory, bundle_of before,
                                                         const dialog::bundle& after,
                                                         core::wall_time now);

}  // namespace session
