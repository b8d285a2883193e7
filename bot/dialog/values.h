// Reads a patient's words as a value of a slot's type (dialogs.md §5, row e). Options and their
// concepts are read elsewhere (options.h); here are numbers, durations, dates, phones and texts.
#pragma once

#include "bot/core/clock.h"
#include "bot/dialog/script.h"

#include <string>
#include <string_view>
#include <variant>

namespace dialog {

struct out_of_range {
    std::string say;  // the range, for the patient
};

// Empty: these words are no such value.
using typed_value = std::variant<std::monostate, value, out_of_range>;

// `heard` is the ear's reading of `text`; `now` is needed for 昨天 and dates without a year.
typed_value read_value(const slot& wanted, std::string_view text, const reading& heard,
                       core::wall_time now);

// Full-width letters, digits, signs and blanks as their ASCII forms; nothing else changes.
std::string half_width(std::string_view text);

typed_value read_date(std::string_view text, core::wall_time now);  // "2026-03-02"
typed_value read_phone(std::string_view text);                      // digits only

}  // namespace dialog
