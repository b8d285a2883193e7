#include "bot/dialog/local_time.h"

#include <fmt/format.h>

namespace dialog {

std::string day_text(core::wall_time at) {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(at + china_offset));
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                       static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

}  // namespace dialog
