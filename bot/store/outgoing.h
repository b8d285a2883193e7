// The outbox: messages that did not fit in a turn's own reply, written in the turn's transaction
// and sent by whoever holds the account's lease. A message is begun before it is sent and settled
// after, so that a crash in between is known: what may have been sent is never taken for new.
#pragma once

#include "bot/core/clock.h"
#include "bot/core/conversation_key.h"
#include "bot/core/error.h"
#include "bot/runtime/task.h"
#include "bot/store/leases.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace store {

// One message: one call of a platform's API. `body` is the session's; no store reads it. Sealed.
struct outgoing {
    std::string body;
    core::wall_time due{};  // not before
    bool operator==(const outgoing&) const = default;
};

enum class fate {
    waiting,
    sending,  // begun; perhaps with the platform already
    sent,
    dead,     // given up
    unknown,  // begun, and nobody will ever know: not sent again
};

struct queued_message {
    std::uint64_t id = 0;  // grows in the order of writing, never given twice
    core::conversation_key key;
    std::string body;
    std::uint32_t attempts = 0;  // begun so far
    core::wall_time created{};
    core::wall_time began{};  // the first attempt; the epoch: none
};

// How an attempt ended.
struct settlement {
    fate how = fate::sent;
    core::wall_time at{};
    core::wall_time due{};  // of one that waits again
    std::string why;        // a code for operators, never a patient's words
};

struct dead_letter {
    std::uint64_t id = 0;
    std::string account;
    fate how = fate::dead;  // or unknown
    core::wall_time created{}, at{};
    std::uint32_t attempts = 0;
    std::string why;
};

struct outgoing_count {
    std::uint64_t waiting = 0;  // or being sent
    std::uint64_t dead = 0;     // or unknown
    core::wall_time oldest{};   // of those that wait; the epoch: none
};

class outgoing_messages {
public:
    virtual ~outgoing_messages() = default;

    // At most `limit` messages that are due, the oldest first, and of each conversation only the
    // one written first: what stands behind a message waits for it.
    virtual runtime::task<core::result<std::vector<queued_message>>> due_messages(
        std::string account, core::wall_time now, std::size_t limit) = 0;

    // Messages that somebody has begun under an earlier number of the lease, and not settled.
    virtual runtime::task<core::result<std::vector<queued_message>>> begun_before(
        lease held, std::string account, std::size_t limit) = 0;

    // Durable when it returns `done`. Refused: settled, gone, or the lease has changed hands.
    virtual runtime::task<core::result<under_lease>> begin_message(lease held, std::uint64_t id,
                                                                   core::wall_time now) = 0;

    // A message that is sent or unknown leaves its words; a dead one keeps them.
    virtual runtime::task<core::result<void>> settle_message(std::uint64_t id, settlement how) = 0;

    // When the last attempts began of what was sent to this patient since then, or is being sent,
    // or may have been: what the platforms' quotas count. Oldest first.
    virtual runtime::task<core::result<std::vector<core::wall_time>>> sent_since(
        core::conversation_key key, core::wall_time since) = 0;

    virtual runtime::task<core::result<outgoing_count>> count_messages(std::string account) = 0;

    // Those given up and those unknown, the newest first.
    virtual runtime::task<core::result<std::vector<dead_letter>>> dead_letters(
        std::size_t limit) = 0;
};

}  // namespace store
