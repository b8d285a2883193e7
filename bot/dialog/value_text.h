// Values as patients and desks read them.
#pragma once

#include "bot/dialog/script.h"

#include <string>

namespace dialog {

// Labels for ids, "3 周" for durations. `text` slots give an empty string: what a patient wrote is
// never repeated to anybody but the desk.
std::string text_of(const slot& declared, const value& held);

std::string duration_text(minutes span);
std::string number_text(double amount);  // without needless zeros

}  // namespace dialog
