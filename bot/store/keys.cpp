#include "bot/store/keys.h"

#include "bot/core/text.h"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <cstring>
#include <optional>

namespace store {
namespace {

std::optional<secret> from_hex(std::string_view text) {
    const auto digit = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    if (text.size() != 2 * secret::size) return {};
    secret key;
    for (std::size_t i = 0; i < secret::size; ++i) {
        const int high = digit(text[2 * i]), low = digit(text[2 * i + 1]);
        if (high < 0 || low < 0) return {};
        key.data()[i] = static_cast<unsigned char>(high * 16 + low);
    }
    return key;
}

// 32 bytes are 43 base64 characters and one sign of padding.
std::optional<secret> from_base64(std::string_view text) {
    if (text.size() != 44 || text[43] != '=' || text[42] == '=') return {};
    std::array<unsigned char, 33> decoded{};
    const auto length =
        EVP_DecodeBlock(decoded.data(), reinterpret_cast<const unsigned char*>(text.data()), 44);
    secret key;
    std::memcpy(key.data(), decoded.data(), secret::size);
    OPENSSL_cleanse(decoded.data(), decoded.size());
    if (length != 33) return {};
    return key;
}

std::optional<secret> from_line(std::string_view line) {
    if (const auto colon = line.find(':'); colon != std::string_view::npos)
        line = core::trimmed(line.substr(colon + 1));
    if (auto key = from_hex(line)) return key;
    return from_base64(line);
}

constexpr std::string_view advice = "write one with: openssl rand -base64 32";

}  // namespace

secret::~secret() {
    OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

std::variant<key_ring, std::string> read_keys(std::string_view text) {
    key_ring keys;
    if (text.size() == secret::size) {
        keys.emplace_back();
        std::memcpy(keys.back().data(), text.data(), secret::size);
        return keys;
    }
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = core::trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#') continue;
        const auto key = from_line(line);
        if (!key)
            return fmt::format("the encryption key's line {} is not 32 bytes in hex or base64; {}",
                               number, advice);
        keys.push_back(*key);
    }
    if (keys.empty()) return fmt::format("the encryption key is empty; {}", advice);
    return keys;
}

}  // namespace store
