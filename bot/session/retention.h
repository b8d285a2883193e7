// Lets go of what may no longer be kept: patients' words after weeks, codes after months.
#pragma once

#include "bot/core/clock.h"
#include "bot/store/store.h"

#include <chrono>

namespace session {

struct retention_periods {
    std::chrono::days texts{30};
    std::chrono::days codes{180};
};

// Sweeps at once and then every hour until its loop stops. All arguments outlive the loop.
runtime::task<> keep_no_longer(store::store& memory, const core::clock& clock,
                               retention_periods periods);

}  // namespace session
