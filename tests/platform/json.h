// The emulator's facts as JSON, in the words of tests/platform/README.md. RapidJSON stays behind
// this header.
#pragma once

#include "bot/core/error.h"
#include "tests/platform/emulator.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace platform {

std::string accounts_json(const emulator& house);
std::string patients_json(const emulator& house, const destination& of);
std::string patient_json(const chat& who);
// Lines whose number is above `after`.
std::string transcript_json(const chat& who, std::uint64_t after);
std::string exchanges_json(const exchange_log& log, std::uint64_t after);
// {name: text}; the words of small answers.
std::string object_json(const std::map<std::string, std::string>& members);

// The members of a flat JSON object, each as text: numbers as written, true and false by name.
// errc::malformed for anything else.
core::result<details> flat_object(std::string_view text);

}  // namespace platform
