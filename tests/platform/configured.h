// The server's own configuration, read as the platform's console would know it: the same accounts,
// and where their webhooks are.
#pragma once

#include "bot/app/settings.h"
#include "tests/platform/account.h"

#include <string>
#include <vector>

namespace platform {

// "https://127.0.0.1:PORT" of the configured listener; http without TLS.
std::string local_target(const app::server_settings& server);

// The accounts whose platform is played here, each posted to `target` and its own path.
std::vector<account> configured_accounts(const app::settings& settings, const std::string& target);

}  // namespace platform
