// What the platforms allow us to send on our own, as plain values: channels fill them in, the
// session counts (wechat §5.2, wecom §6.2).
#pragma once

#include "bot/core/clock.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace core {

// What a message or event of the patient opens.
enum class opening {
    none,
    message,  // the patient wrote
    tap,      // a menu, a code, the account itself: for a moment only
};

// After an opening so many messages may follow in so much time.
struct send_window {
    opening after = opening::message;
    std::chrono::milliseconds lasts{0};
    std::size_t messages = 0;
};

// Never more than so many in any such span.
struct send_rate {
    std::chrono::milliseconds span{0};
    std::size_t messages = 0;
};

// One open window with room is enough, and every rate has to have room. No windows: none needed.
struct send_rules {
    std::vector<send_window> windows;
    std::vector<send_rate> rates;
};

// What came of one attempt to send.
enum class verdict_kind {
    sent,
    retry,          // certainly not executed: again after `wait`
    refresh_token,  // not executed: another token, then once again
    await_user,     // the window is shut or used up: not before the patient's next message
    dead,           // never
    unknown,        // may have been executed: again only where that does no harm
};

struct verdict {
    verdict_kind what = verdict_kind::sent;
    std::chrono::milliseconds wait{0};
    bool all_wait = false;            // the account's other messages too
    std::uint32_t most_attempts = 0;  // 0: as often as time allows
    bool alarming = false;            // somebody has to look
    std::string why;                  // the platform's code or a word, for operators
};

struct fresh_token {
    std::string value;  // empty: none, see `failed`
    wall_time expires{};
    verdict failed;
};

// Something for people at work, not for the patient: a conversation waits for them, or a warning
// sign has come up while they hold it.
struct desk_notice {
    std::string queue;      // empty: of no queue
    std::string interrupt;  // the sign; empty: a conversation is handed over
    std::string summary;    // what the patient told, for channels where that may be shown
    std::string user;
};

}  // namespace core
