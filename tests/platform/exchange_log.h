// Every request the emulator made and what came back, for scripts to judge a server by.
#pragma once

#include "bot/core/clock.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>

namespace platform {

struct exchange {
    std::uint64_t number = 0;  // counted from 1
    core::wall_time at{};
    std::string account;
    std::string user;
    std::string kind;    // MsgType, or the event's name
    std::string msg_id;  // empty for events
    unsigned attempt = 0;
    bool encrypted = false;
    std::string sent;     // plaintext
    unsigned status = 0;  // 0: no answer
    std::chrono::milliseconds took{0};
    std::string outcome;    // "replied", "acknowledged", "illegal", "no-answer" or "dropped"
    std::string reason;     // why illegal, or why there was no answer
    std::string answer;     // plaintext, or the raw body of an illegal answer
    std::string agreement;  // delivery::agreement
};

class exchange_log {
public:
    void add(exchange one) {
        one.number = ++last_;
        entries_.push_back(std::move(one));
        if (entries_.size() > kept) entries_.pop_front();
    }
    const std::deque<exchange>& entries() const { return entries_; }

private:
    static constexpr std::size_t kept = 10'000;
    std::deque<exchange> entries_;
    std::uint64_t last_ = 0;
};

}  // namespace platform
