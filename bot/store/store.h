// Where conversations live between turns. One small interface, several implementations, one
// conformance suite (tests/store/conformance.h) that each must pass.
//
// Every call is a task on the caller's loop; implementations do their waiting elsewhere and resume
// the caller there. errc::unavailable means: nothing is known to be stored, try again or give up;
// errc::corrupt means a stored record failed its check. All methods are thread-safe.
#pragma once

#include "bot/core/clock.h"
#include "bot/core/conversation_key.h"
#include "bot/core/error.h"
#include "bot/runtime/task.h"
#include "bot/store/inbox.h"
#include "bot/store/leases.h"
#include "bot/store/lookup.h"
#include "bot/store/outgoing.h"
#include "bot/store/release.h"
#include "bot/store/timers.h"
#include "bot/store/tokens.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace store {

// What a turn answered: repeated byte for byte to every retry of the delivery.
struct recorded_reply {
    std::string delivery_key;
    std::string body;
    bool operator==(const recorded_reply&) const = default;
};

// A conversation as it was last committed. version 0: never seen.
struct conversation {
    std::uint64_t version = 0;
    std::string state;                   // dialog::encode_state; empty when version is 0
    std::vector<recorded_reply> recent;  // newest last, at least the last 8 turns of 24 h
    lookup where{};                      // given back with a turn, it saves the store computing it
};

// One line of the permanent record of a turn. Texts are empty where consent is missing.
struct turn_record {
    std::string patient_text;  // what the patient wrote
    std::string reply_text;    // what was said, readable
    std::string reading;       // which row of dialogs.md §5 applied, e.g. "answer"
    std::string flow;
    std::string node;         // where the conversation waits now
    std::string disposition;  // worst so far, empty if none
    std::uint32_t release = 0;
    std::uint32_t cpu_us = 0;  // time the step took
};

// What a turn sets going beside its reply, and what set it going.
struct consequences {
    std::vector<outgoing> messages;  // in this order
    std::vector<timer> timers;
    // The timer that began this turn, or the message that it takes back to say it otherwise; 0:
    // none. The row goes with the commit; one that is gone already makes the turn a duplicate.
    std::uint64_t fired = 0, withdrawn = 0;
};

// All that one turn changes, committed in one transaction or not at all.
struct turn {
    core::conversation_key key;
    lookup where{};                      // as loaded; zeros: unknown
    std::uint64_t expected_version = 0;  // the version the step began from
    std::string state;                   // becomes version expected_version + 1
    recorded_reply reply;
    turn_record record;
    core::wall_time at{};
    // The patient asked: drop all earlier turns and texts, and what was still to be sent or done.
    bool erase_history = false;
    std::shared_ptr<const consequences> more;  // null, as for most turns: nothing
};

enum class commit_outcome {
    applied,
    conflict,   // version differs: load again, step again
    duplicate,  // this delivery is one of the conversation's last hundred: load again, repeat its
                // reply; or what began the turn has been dealt with
};

// For export, the console and tests; oldest first.
struct stored_turn {
    std::uint64_t version = 0;
    core::wall_time at{};
    std::string delivery_key;
    std::string reply_body;
    turn_record record;
};

// What retention removed.
struct dropped {
    std::uint64_t texts = 0;          // turns that keep only their codes
    std::uint64_t turns = 0;          // turns removed whole
    std::uint64_t conversations = 0;  // states removed
    std::uint64_t messages = 0;       // of the outbox and the inbox
    bool operator==(const dropped&) const = default;
};

// The smaller interfaces are its parts, for those who need no more.
class store : public outgoing_messages, public timers, public leases, public tokens, public inbox {
public:
    ~store() override = default;

    virtual runtime::task<core::result<conversation>> load(core::conversation_key key) = 0;

    // Durable when the task returns `applied`.
    virtual runtime::task<core::result<commit_outcome>> commit(turn change) = 0;

    // The recorded reply of one delivery, however old, until retention drops it.
    virtual runtime::task<core::result<std::optional<std::string>>> find_reply(
        core::conversation_key key, std::string delivery_key) = 0;

    virtual runtime::task<core::result<std::vector<stored_turn>>> history(
        core::conversation_key key) = 0;

    // Forgets the patient: state, turns, replies, outbox, timers. Returns after the bytes are gone
    // from the tables.
    virtual runtime::task<core::result<void>> erase(core::conversation_key key) = 0;

    // Retention. Turns taken before `texts_before` lose their texts, reply and delivery key, and
    // what the outbox and the timers have from before it goes; turns before `codes_before`, and
    // conversations whose last turn was before it, go altogether.
    // Returns after the bytes are gone from the tables. Works in small steps beside the commits.
    virtual runtime::task<core::result<dropped>> drop_older_than(core::wall_time texts_before,
                                                                 core::wall_time codes_before) = 0;

    // Releases of the dialogs. A new one has the number that follows the last, and is the current
    // one from then on.
    virtual runtime::task<core::result<publish_outcome>> publish(release made) = 0;
    // Oldest first, without their files.
    virtual runtime::task<core::result<std::vector<release>>> releases() = 0;
    virtual runtime::task<core::result<std::optional<release>>> find_release(
        std::uint32_t number) = 0;
    virtual runtime::task<core::result<void>> retire(std::uint32_t release, core::wall_time at) = 0;
    // The files of releases that were retired before; their rows stay. Returns how many releases.
    virtual runtime::task<core::result<std::uint64_t>> drop_files_retired_before(
        core::wall_time before) = 0;

    // At most `limit` states of conversations with a turn since `since`, from the place after
    // `after` on (0: the first). An empty page ends the walk.
    virtual runtime::task<core::result<std::vector<kept_state>>> states_since(
        core::wall_time since, std::uint64_t after, std::size_t limit) = 0;

    // Conversations and turns held, for metrics and start-up lines.
    virtual runtime::task<core::result<std::uint64_t>> count_conversations() = 0;

    // True while commits are believed to work; flips on a failed sync or a full disk.
    virtual bool healthy() const noexcept = 0;
};

}  // namespace store
