// SHA-1 and SHA-256. Algorithms are fetched once, contexts belong to their thread: fetching for
// each call costs more than hashing a message (reliability-security.md §3.2). Throws only if
// OpenSSL itself is broken.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace adapters::tencent {

using sha1_digest = std::array<unsigned char, 20>;
using sha256_digest = std::array<unsigned char, 32>;

// Of the parts one after the other, as if joined.
sha1_digest sha1(std::span<const std::string_view> parts);
sha256_digest sha256(std::string_view bytes);

// Appends lower-case hexadecimal digits.
void append_hex(std::string& out, std::span<const unsigned char> bytes);

}  // namespace adapters::tencent
