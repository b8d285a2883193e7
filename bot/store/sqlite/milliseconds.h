// Times as the tables hold them.
#pragma once

#include "bot/core/clock.h"

#include <cstdint>

namespace store::sqlite {

inline std::int64_t milliseconds_of(core::wall_time at) {
    return at.time_since_epoch().count();
}

inline core::wall_time time_of(std::int64_t since_1970) {
    return core::wall_time(std::chrono::milliseconds(since_1970));
}

}  // namespace store::sqlite
