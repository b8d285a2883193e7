// What a flow does, as far as the engine's rules care.
#pragma once

#include "bot/dialog/script.h"

#include <string_view>

namespace dialog {

// True if the flow, or one it calls, asks the patient anything: it needs consent first, and
// leaving the current question for it needs a word.
bool asks_something(const bundle& script, std::string_view flow_id);

// True for a flow of own texts and branches only: no question, education, booking or action. It may
// be shown even beside an emergency (the hospital's address, say).
bool is_plain(const bundle& script, std::string_view flow_id);

}  // namespace dialog
