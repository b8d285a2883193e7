// The statements that change what is still to be sent or done: outgoing messages and timers. Part
// of `writing`, and under its rules.
#pragma once

#include "bot/store/sealed_turn.h"
#include "bot/store/sqlite/database.h"

#include <cstdint>

namespace store::sqlite {

class later_rows {
public:
    explicit later_rows(database& in);

    // Takes away the timer or message that began the turn; false, and nothing has changed, if it
    // is gone.
    bool hold_what_began(const sealed_consequences& what);
    void append(std::int64_t conversation, const sealed_turn& change);
    // All that a conversation has.
    void forget(std::int64_t conversation);
    // At most `limit` messages written before, and timers that were due then.
    std::uint64_t drop(core::wall_time before, std::int64_t limit);

    bool begin(const lease& held, std::uint64_t id, core::wall_time now);
    void settle(std::uint64_t id, const settlement& how);
    bool drop_timer(std::uint64_t id);

private:
    bool remove_message(std::uint64_t id);

    database& in_;
    statement append_message_, append_timer_, remove_message_, remove_timer_;
    statement forget_messages_, forget_timers_, drop_messages_, drop_timers_;
    statement begin_, settle_;
};

}  // namespace store::sqlite
