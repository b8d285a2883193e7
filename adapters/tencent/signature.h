// The signature of every Tencent callback: SHA-1 over the sorted strings (wechat §1.1, §2.2). The
// signed strings are joined without separators, so their shapes are checked before they are
// trusted: otherwise bytes could move from one to the next (reliability-security.md §3.2).
#pragma once

#include "adapters/tencent/fault.h"

#include <string>
#include <string_view>

namespace adapters::tencent {

// What one signature covers besides the token, as received after percent-decoding.
struct signed_parts {
    std::string_view timestamp;
    std::string_view nonce;
    std::string_view encrypted;  // base64; empty for the signature over three strings
};

// Lower-case hexadecimal, 40 digits.
std::string sign(std::string_view token, const signed_parts& parts);

// Checks the shapes (timestamp 10 digits; nonce 1 to 64 letters, digits, `-` or `_`, which WeCom's
// samples have; signature 40 lower-case hexadecimal digits), then compares in constant time. The
// alphabet of `encrypted` is checked where it is decoded.
outcome<void> verify(std::string_view token, const signed_parts& parts, std::string_view signature);

}  // namespace adapters::tencent
