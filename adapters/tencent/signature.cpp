#include "adapters/tencent/signature.h"

#include "adapters/tencent/digest.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <array>

namespace adapters::tencent {
namespace {

constexpr std::size_t timestamp_size = 10;
constexpr std::size_t nonce_limit = 64;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_nonce_character(char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
}

bool have_shape(const signed_parts& parts) {
    return parts.timestamp.size() == timestamp_size &&
           std::ranges::all_of(parts.timestamp, is_digit) && parts.nonce.size() <= nonce_limit &&
           std::ranges::all_of(parts.nonce, is_nonce_character);
}

int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

bool read_hex(std::string_view text, sha1_digest& out) {
    if (text.size() != 2 * out.size()) return false;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const int high = hex_value(text[2 * i]);
        const int low = hex_value(text[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        out[i] = static_cast<unsigned char>(high * 16 + low);
    }
    return true;
}

sha1_digest digest_of(std::string_view token, const signed_parts& parts) {
    std::array sorted{token, parts.timestamp, parts.nonce, parts.encrypted};
    std::ranges::sort(sorted);  // bytewise: string_view compares as unsigned char
    return sha1(sorted);
}

}  // namespace

std::string sign(std::string_view token, const signed_parts& parts) {
    std::string hex;
    hex.reserve(2 * sizeof(sha1_digest));
    append_hex(hex, digest_of(token, parts));
    return hex;
}

outcome<void> verify(std::string_view token, const signed_parts& parts,
                     std::string_view signature) {
    if (parts.timestamp.empty() || parts.nonce.empty() || signature.empty())
        return fault::query_incomplete;
    sha1_digest claimed;
    if (!have_shape(parts) || !read_hex(signature, claimed)) return fault::query_shape;
    const auto computed = digest_of(token, parts);
    if (CRYPTO_memcmp(claimed.data(), computed.data(), computed.size()) != 0)
        return fault::signature_mismatch;
    return {};
}

}  // namespace adapters::tencent
