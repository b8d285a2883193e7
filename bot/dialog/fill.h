// Placeholders: `{slot}` and `{hospital.name}`; nothing else is special in a text (dialogs.md §2).
#pragma once

#include "bot/dialog/slots.h"

#include <string>
#include <string_view>

namespace dialog {

// An unset slot shows its `blank`; `slots` may be null where no flow runs. A brace without a
// partner stays as it is.
std::string fill(std::string_view text, const project& house, const slot_view* slots);

// Fills an address: only `allowed` slots that are not private, percent-encoded.
std::string fill_url(std::string_view url, const std::vector<std::string>& allowed,
                     const slot_view* slots);

}  // namespace dialog
