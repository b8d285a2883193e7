// Base64, standard alphabet, one line. OpenSSL's decoder trims blanks, lets `=` stand in the middle
// and counts it as data (wechat §2.1); this one does none of that.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace adapters::tencent {

// Bytes that `size` bytes take in base64.
constexpr std::size_t base64_size(std::size_t size) noexcept {
    return (size + 2) / 3 * 4;
}

// Appends `bytes` in base64, with `=`.
void append_base64(std::string& out, std::string_view bytes);

// Replaces `out` by what `text` stands for. False for a length that is no multiple of four, a
// character outside the alphabet, or `=` anywhere but at the end. Spare bits before `=` are
// ignored: most EncodingAESKeys set them (wechat §2.1).
bool decode_base64(std::string_view text, std::string& out);

}  // namespace adapters::tencent
