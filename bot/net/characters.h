// The character classes of RFC 9110 §5 and §2.1 of RFC 9112, as table look-ups. Pure.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace net {

constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
constexpr bool is_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_blank(char c) noexcept {
    return c == ' ' || c == '\t';
}

// True if all bytes satisfy `Good`, a number made without a branch. Pieces of one size and no way
// out before the end: so the compiler tests 16 bytes at once.
template <auto Good>
constexpr bool all_bytes(std::string_view text) noexcept {
    constexpr std::size_t piece = 16;
    unsigned char bad = 0;
    for (; text.size() >= piece; text.remove_prefix(piece)) {
        const char* const bytes = text.data();
        for (std::size_t i = 0; i < piece; ++i)
            bad |= static_cast<unsigned char>(1 ^ Good(static_cast<unsigned char>(bytes[i])));
    }
    for (const char c : text)
        bad |= static_cast<unsigned char>(1 ^ Good(static_cast<unsigned char>(c)));
    return bad == 0;
}

// What a field value may hold: visible characters, blanks, and bytes above ASCII as opaque data.
constexpr bool is_field_value(std::string_view text) noexcept {
    return all_bytes<[](unsigned char c) -> unsigned char {
        return static_cast<unsigned char>(((c >= 0x20) | (c == '\t')) & (c != 0x7f));
    }>(text);
}
// Visible characters but '#', which begins what no client sends.
constexpr bool is_target(std::string_view text) noexcept {
    return all_bytes<[](unsigned char c) -> unsigned char {
        return static_cast<unsigned char>((c > 0x20) & (c < 0x7f) & (c != '#'));
    }>(text);
}

// -1 when `c` is no hexadecimal digit.
constexpr int hex_value(char c) noexcept {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

namespace detail {

inline constexpr auto token_characters = [] {
    std::array<bool, 256> table{};
    for (int c = 0; c < 128; ++c)
        table[static_cast<std::size_t>(c)] =
            is_digit(static_cast<char>(c)) || is_letter(static_cast<char>(c));
    for (const char c : std::string_view("!#$%&'*+-.^_`|~"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

}  // namespace detail

constexpr bool is_token_character(char c) noexcept {
    return detail::token_characters[static_cast<unsigned char>(c)];
}
constexpr bool is_token(std::string_view word) noexcept {
    return !word.empty() && std::all_of(word.begin(), word.end(), is_token_character);
}

constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
inline void to_lower(std::string& text) noexcept {
    std::transform(text.begin(), text.end(), text.begin(), lower);
}
constexpr bool equals_ignoring_case(std::string_view text, std::string_view lower_case) noexcept {
    return text.size() == lower_case.size() &&
           std::equal(text.begin(), text.end(), lower_case.begin(),
                      [](char one, char other) { return lower(one) == other; });
}

constexpr std::string_view without_blanks(std::string_view text) noexcept {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

}  // namespace net
