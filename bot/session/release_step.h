// One step of a conversation with the release it belongs to (dialogs.md §7).
#pragma once

#include "bot/core/metrics.h"
#include "bot/dialog/step.h"
#include "bot/session/release_shelf.h"

#include <array>

namespace session {

// Conversations that moved to another release, by what that meant for the patient.
struct move_metrics {
    explicit move_metrics(core::metrics& registry);
    std::array<core::counter*, 4> moved;  // by dialog::move_class
};

// A conversation of the current release costs nothing more than the step. One of an older release
// takes it there while it is pinned, else moves first.
dialog::turn_result step_in_release(const release_shelf& releases, dialog::state before,
                                    const core::inbound& message, core::wall_time now,
                                    const move_metrics& counted);

}  // namespace session
