// The hospital's clock: China keeps one zone and no summer time.
#pragma once

#include "bot/core/clock.h"

#include <string>

namespace dialog {

inline constexpr std::chrono::hours china_offset{8};

// "2026-03-02": the hospital's day.
std::string day_text(core::wall_time at);

// Since midnight of the hospital's day.
inline std::chrono::minutes time_of_day(core::wall_time at) {
    const auto local = at + china_offset;
    return std::chrono::floor<std::chrono::minutes>(local -
                                                    std::chrono::floor<std::chrono::days>(local));
}

}  // namespace dialog
