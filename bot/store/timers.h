// Turns that will begin without a message of the patient: set by a turn, in its transaction, and
// ended by the turn they begin, in its transaction. So each fires once at most.
#pragma once

#include "bot/core/clock.h"
#include "bot/core/conversation_key.h"
#include "bot/core/error.h"
#include "bot/runtime/task.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace store {

// As the dialog sets it (dialog::set_timer): codes, no words of a patient.
struct timer {
    core::wall_time due{};
    std::string node;
    std::uint32_t turn = 0;
    bool operator==(const timer&) const = default;
};

struct due_timer {
    std::uint64_t id = 0;  // never given twice
    core::conversation_key key;
    timer what;
};

class timers {
public:
    virtual ~timers() = default;

    // At most `limit` timers that are due, the longest due first.
    virtual runtime::task<core::result<std::vector<due_timer>>> due_timers(core::wall_time now,
                                                                           std::size_t limit) = 0;

    // Ends a timer that leads to no turn.
    virtual runtime::task<core::result<void>> drop_timer(std::uint64_t id) = 0;
};

}  // namespace store
