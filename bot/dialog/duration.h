// Lengths of time and times of day as scripts write them: 30m 12h 3d 6w 6mo 2y. A month counts 30
// days, a year 365.
#pragma once

#include "bot/dialog/script.h"

#include <optional>
#include <string_view>

namespace dialog {

std::optional<minutes> read_duration(std::string_view text);

// "08:30" as minutes since midnight.
std::optional<minutes> read_clock(std::string_view text);

}  // namespace dialog
