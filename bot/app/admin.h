// What operators' tools ask on the admin listener: /healthz, /readyz, /metrics.
#pragma once

#include "bot/core/metrics.h"
#include "bot/net/router.h"
#include "bot/session/script_source.h"
#include "bot/store/store.h"

#include <atomic>

namespace app {

// All arguments outlive the router. Not ready means: let no new messages come here.
net::router admin_routes(const core::metrics& registry, const store::store& memory,
                         const session::script_source& scripts, const std::atomic<bool>& draining);

// Registers memory, CPU time, descriptors and version of this process.
void watch_process(core::metrics& registry);

}  // namespace app
