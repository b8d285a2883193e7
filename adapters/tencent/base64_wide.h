// The bulk of base64 in vectors of 32 bytes, where the processor has AVX2; elsewhere these do
// nothing and leave all of it to the caller. A sealed answer is a kilobyte or two of it, each way.
// The method is Muła's and Lemire's ("Faster Base64 Encoding and Decoding Using AVX2
// Instructions", 2018).
#pragma once

#include <cstddef>

namespace adapters::tencent {

// Writes base64 of as many whole groups of three at the front as fit vectors, to `to`, which has
// room for all of `size` in base64. Returns bytes read, a multiple of 3.
std::size_t encode_wide(const char* from, std::size_t size, char* to) noexcept;

// Reads digits from the front until fewer than a vector are left or one is no digit; `to` has room
// for all that `size` digits stand for. Returns digits read, a multiple of 4.
std::size_t decode_wide(const char* from, std::size_t size, char* to) noexcept;

}  // namespace adapters::tencent
