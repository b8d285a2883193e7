// Commands that work at any moment (dialogs.md §9.7): their words, taps and menu keys.
#pragma once

#include "bot/dialog/heard.h"

#include <string>

namespace dialog {

// Id of the command a message gives, exactly; empty if it gives none. The engine knows the patient
// commands by heart, so that no script can lose them.
std::string command_in(const heard& message);

}  // namespace dialog
