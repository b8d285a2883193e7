// Commands that work at any moment (dialogs.md §9.7): their words, taps and menu keys.
#pragma once

#include "bot/dialog/heard.h"

#include <string>

namespace dialog {

// Id of the command a message gives, exactly; empty if it gives none. The engine knows the patient
// commands by heart, so that no script can lose them.
std::string command_in(const heard& message);

// What command each of a script's words gives, once fold_words() has folded them; of two that share
// a word the engine's own comes first, then project.json's, then that of the first interrupt.
core::string_map<std::string> command_words_of(const bundle& script);

}  // namespace dialog
