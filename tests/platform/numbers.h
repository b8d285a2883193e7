// The platform's inventions: openids, message ids, nonces. From one seed, so that a test repeats.
#pragma once

#include "bot/core/clock.h"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace platform {

class numbers {
public:
    explicit numbers(std::uint64_t seed) : source_(seed) {}

    std::string openid() {  // 28 characters that begin with an o (wechat §0)
        static constexpr std::string_view letters =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        std::string made = "o";
        while (made.size() < 28) made.push_back(letters[source_() % letters.size()]);
        return made;
    }
    std::string digits(std::size_t count) {
        std::string made(1, static_cast<char>('1' + source_() % 9));
        while (made.size() < count) made.push_back(static_cast<char>('0' + source_() % 10));
        return made;
    }
    bool chance(unsigned per_mille) { return per_mille > 0 && source_() % 1000 < per_mille; }
    // A customer's external_userid.
    std::string customer() { return "wm" + digits(20); }
    // Rises with time, so that a restarted emulator repeats none of its former ids.
    std::string msg_id(core::wall_time now) {
        const auto least = static_cast<std::uint64_t>(now.time_since_epoch().count()) * 10'000;
        last_id_ = last_id_ < least ? least : last_id_ + 1;
        return std::to_string(last_id_);
    }

private:
    std::mt19937_64 source_;
    std::uint64_t last_id_ = 0;
};

}  // namespace platform
