// Whole texts that are a plain yes, no or "I do not know". Pure.
#pragma once

#include <optional>
#include <string>

namespace dialog {

struct short_answer {
    std::optional<bool> yes;
    bool unsure = false;
};

// `letters`: folded. Empty for anything that says more than yes, no or unsure.
short_answer read_short_answer(const std::u16string& letters);

}  // namespace dialog
