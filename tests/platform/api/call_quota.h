// How often an app may call an API: by the day, or by the minute (wechat §5.1, §5.2, wecom §6.2).
// Pure; one thread.
#pragma once

#include "bot/core/clock.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace platform::api {

class call_quota {
public:
    // 0, or what the platform says beyond its limit: 45009.
    int spend(const std::string& owner, const std::string& api, core::wall_time now);

    // Instead of the platform's own limit; 0: none at all.
    struct limit {
        std::uint64_t a_day = 0;
        std::uint64_t a_minute = 0;
    };
    void set(const std::string& api, limit to) { chosen_[api] = to; }

    // Calls refused so far: a client that counts as it should never causes one.
    std::uint64_t refused() const { return refused_; }

private:
    struct spent {
        std::int64_t day = 0, minute = 0;
        std::uint64_t today = 0, this_minute = 0;
    };
    limit limit_of(const std::string& api) const;

    std::map<std::pair<std::string, std::string>, spent> spent_;
    std::map<std::string, limit, std::less<>> chosen_;
    std::uint64_t refused_ = 0;
};

}  // namespace platform::api
