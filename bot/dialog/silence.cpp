#include "bot/dialog/silence.h"

#include "bot/dialog/local_time.h"
#include "bot/dialog/severity.h"

namespace dialog {
namespace {

constexpr minutes day{24 * 60};

}  // namespace

bool is_within(const quiet_hours& quiet, minutes time_of_day) noexcept {
    if (quiet.from <= quiet.to) return quiet.from <= time_of_day && time_of_day < quiet.to;
    return time_of_day >= quiet.from || time_of_day < quiet.to;
}

core::wall_time due_of(const bundle& script, std::string_view flow_id, core::wall_time asked,
                       const silence_step& step) {
    const core::wall_time due = asked + step.after;
    const std::optional<quiet_hours>& quiet = script.project.quiet;
    const minutes time = time_of_day(due);
    if (!quiet || !is_within(*quiet, time) || is_emergency_flow(script, flow_id)) return due;
    return due + (quiet->to - time + day) % day;
}

}  // namespace dialog
