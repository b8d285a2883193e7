// UTF-8 as bytes: checks and cuts that every folder needs. Pure functions, no locale.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace core {

// True for well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF).
bool is_utf8(std::string_view text) noexcept;

// Bytes of the longest prefix that has at most `limit` bytes and cuts no character.
std::size_t utf8_prefix(std::string_view text, std::size_t limit) noexcept;

// Number of characters (code points) in well-formed UTF-8.
std::size_t utf8_length(std::string_view text) noexcept;

// Without ASCII blanks, line ends and U+3000 at both ends.
std::string_view trimmed(std::string_view text) noexcept;

// Removes what XML 1.0 cannot carry: control characters other than tab, LF and CR.
std::string without_control_characters(std::string_view text);

}  // namespace core
