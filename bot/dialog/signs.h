// Warning signs in a reading: which emergency interrupts of the bundle hold, strongest first.
// Pure; used by the engine at every inbound text and by `understand`.
#pragma once

#include "bot/dialog/script.h"

#include <string>
#include <vector>

namespace dialog {

struct sign {
    const interrupt* rule = nullptr;  // owned by the bundle
    polarity meaning = polarity::present;
    std::size_t concept_index = 0;  // what led to it
};

// All class-emergency interrupts whose condition holds: present before asked, past and other, then
// by priority, then by id. A masked concept counts only where it is present.
std::vector<sign> find_signs(const bundle& script, const reading& heard,
                             const std::vector<std::string>& masked);

// The highest urgency among signs that are present.
urgency urgency_of(const bundle& script, const std::vector<sign>& signs);

}  // namespace dialog
