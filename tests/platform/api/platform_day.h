// The platforms' days begin at midnight in Beijing (wechat §5.4).
#pragma once

#include "bot/core/clock.h"

#include <cstdint>

namespace platform::api {

inline std::int64_t platform_day(core::wall_time now) {
    return (core::unix_seconds(now) + 8 * 3600) / 86'400;
}

}  // namespace platform::api
