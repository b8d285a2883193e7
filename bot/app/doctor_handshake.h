// Knocks at the running server the way the platform does: signed and sealed with the configured
// keys.
#pragma once

#include "bot/app/finding.h"
#include "bot/app/settings.h"
#include "bot/core/clock.h"

namespace app {

// Blocks for a few seconds at most. One group of findings per account.
findings examine_handshakes(const settings& configured, const core::clock& clock);

}  // namespace app
