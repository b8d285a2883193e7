// Loading the dialogs for a running server: reports every problem to the log and keeps what worked.
#pragma once

#include "bot/session/script_source.h"

#include <string>

namespace app {

// Publishes the bundle of `folder`; with an error in it the last good one stays and false is
// returned.
bool reload_scripts(const std::string& folder, session::script_source& scripts);

}  // namespace app
