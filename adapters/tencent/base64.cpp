#include "adapters/tencent/base64.h"

#include "adapters/tencent/base64_wide.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace adapters::tencent {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::uint8_t no_digit = 0x80;

constexpr std::array<std::uint8_t, 256> make_digits() {
    std::array<std::uint8_t, 256> digits{};
    digits.fill(no_digit);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        digits[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    return digits;
}

constexpr auto digits = make_digits();

// Two letters for each twelve bits: half the look-ups.
constexpr std::array<std::array<char, 2>, 4096> make_pairs() {
    std::array<std::array<char, 2>, 4096> pairs{};
    for (std::size_t bits = 0; bits < pairs.size(); ++bits)
        pairs[bits] = {alphabet[bits >> 6], alphabet[bits & 63]};
    return pairs;
}

constexpr auto pairs = make_pairs();

constexpr std::uint32_t digit(char c) {
    return digits[static_cast<unsigned char>(c)];
}

constexpr std::uint32_t byte(char c) {
    return static_cast<unsigned char>(c);
}

}  // namespace

void append_base64(std::string& out, std::string_view bytes) {
    const std::size_t before = out.size();
    out.resize(before + base64_size(bytes.size()));
    char* to = out.data() + before;
    const char* from = bytes.data();
    const std::size_t wide = encode_wide(from, bytes.size(), to);
    from += wide;
    to += wide / 3 * 4;
    const auto* const both = pairs.data();  // read without a check: twelve bits are always inside
    for (std::size_t groups = (bytes.size() - wide) / 3; groups > 0; --groups, from += 3, to += 4) {
        const std::uint32_t bits = byte(from[0]) << 16 | byte(from[1]) << 8 | byte(from[2]);
        std::memcpy(to, &both[bits >> 12], 2);
        std::memcpy(to + 2, &both[bits & 4095], 2);
    }
    const std::size_t left = bytes.size() % 3;
    if (left == 0) return;
    const std::uint32_t bits = byte(from[0]) << 16 | (left == 2 ? byte(from[1]) << 8 : 0);
    std::memcpy(to, &both[bits >> 12], 2);
    to[2] = left == 2 ? alphabet[bits >> 6 & 63] : '=';
    to[3] = '=';
}

bool decode_base64(std::string_view text, std::string& out) {
    if (text.size() % 4 != 0) return false;
    std::size_t signs = 0;
    while (signs < 2 && text.ends_with('=')) {
        text.remove_suffix(1);
        ++signs;
    }
    const std::size_t groups = text.size() / 4;
    out.resize(groups * 3 + (signs == 0 ? 0 : 3 - signs));
    const char* from = text.data();
    char* to = out.data();
    const std::size_t wide = decode_wide(from, groups * 4, to);
    from += wide;
    to += wide / 4 * 3;
    std::uint32_t seen = 0;  // gathers the marks of characters that are no digits
    for (std::size_t i = wide / 4; i < groups; ++i, from += 4, to += 3) {
        const std::uint32_t a = digit(from[0]), b = digit(from[1]), c = digit(from[2]),
                            d = digit(from[3]);
        seen |= a | b | c | d;
        const std::uint32_t bits = a << 18 | b << 12 | c << 6 | d;
        to[0] = static_cast<char>(bits >> 16);
        to[1] = static_cast<char>(bits >> 8);
        to[2] = static_cast<char>(bits);
    }
    if (signs > 0) {
        const std::uint32_t a = digit(from[0]), b = digit(from[1]);
        const std::uint32_t c = signs == 1 ? digit(from[2]) : 0;
        seen |= a | b | c;
        const std::uint32_t bits = a << 18 | b << 12 | c << 6;
        to[0] = static_cast<char>(bits >> 16);
        if (signs == 1) to[1] = static_cast<char>(bits >> 8);
    }
    return (seen & no_digit) == 0;
}

}  // namespace adapters::tencent
