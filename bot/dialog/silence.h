// When the steps of a question's `silence` fall due. Nobody is reminded at night: what falls into
// the project's quiet hours waits for their end, except in emergency flows.
#pragma once

#include "bot/core/clock.h"
#include "bot/dialog/script.h"

namespace dialog {

bool is_within(const quiet_hours& quiet, minutes time_of_day) noexcept;

core::wall_time due_of(const bundle& script, std::string_view flow_id, core::wall_time asked,
                       const silence_step& step);

}  // namespace dialog
