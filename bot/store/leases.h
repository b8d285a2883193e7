// Who may do what only one may do at a time, over all machines of a store: send an account's
// messages, ask for its token, fire timers. A lease ends by itself; its fencing number grows with
// every change of hands, so that who was too slow is recognised wherever the number is asked for.
#pragma once

#include "bot/core/clock.h"
#include "bot/core/error.h"
#include "bot/runtime/task.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace store {

struct lease {
    std::string name;  // e.g. "outbox/nanjiao"
    std::uint64_t fence = 0;
    core::wall_time until{};  // nobody else takes it before
};

// What came of something that only the holder may do. Refused: nothing was changed.
enum class under_lease { done, refused };

class leases {
public:
    virtual ~leases() = default;

    // Takes the lease if it is free or has ended, or keeps it longer, with the same number, if
    // `holder` has it already; none: somebody else has it. `holder` names one process, not one
    // machine: two processes never share a lease.
    virtual runtime::task<core::result<std::optional<lease>>> take_lease(
        std::string name, std::string holder, core::wall_time now,
        std::chrono::milliseconds lasts) = 0;

    // Gives it up; nothing happens if it is in other hands already.
    virtual runtime::task<core::result<void>> end_lease(lease held) = 0;
};

}  // namespace store
