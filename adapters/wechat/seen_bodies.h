// In plaintext mode the signature covers timestamp and nonce but not the body: whoever learns one
// signature could send what he likes (reliability-security.md §3.2). So a pair that came with one
// body is not taken with another. Thread-safe.
#pragma once

#include "bot/core/clock.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace adapters::wechat {

class seen_bodies {
public:
    // Twice the window in which a timestamp is fresh.
    static constexpr std::chrono::minutes remembered{10};
    // Beyond that the oldest are forgotten early: plaintext mode is for trying things out.
    static constexpr std::size_t most = 16384;

    // False if the pair came with another body before.
    bool admit(std::string_view timestamp, std::string_view nonce, std::string_view body,
               core::wall_time now);

private:
    void forget_old(core::wall_time now);

    std::mutex guard_;
    std::unordered_map<std::string, std::uint64_t> body_hashes_;  // by "timestamp nonce"
    std::deque<std::pair<core::wall_time, std::string>> by_age_;  // oldest first
};

}  // namespace adapters::wechat
