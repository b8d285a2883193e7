// Rows of turns are numbered by their time, so that retention cuts a range and history needs no
// second index. A millisecond has room for 4096; what is over goes into the next.
#pragma once

#include "bot/core/clock.h"

#include <cstdint>

namespace store::sqlite {

inline constexpr std::int64_t turns_per_millisecond = 4096;

inline std::int64_t first_turn_id(core::wall_time at) {
    return at.time_since_epoch().count() * turns_per_millisecond;
}

inline core::wall_time time_of_turn(std::int64_t id) {
    return core::wall_time(std::chrono::milliseconds(id >> 12));
}

}  // namespace store::sqlite
