// The secrets an operator hands us for encryption at rest. Values live in memory that is wiped when
// let go; they cannot be printed or compared.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace store {

// 32 secret bytes. Every copy wipes itself.
class secret {
public:
    static constexpr std::size_t size = 32;
    secret() = default;
    secret(const secret&) = default;
    secret& operator=(const secret&) = default;
    ~secret();

    unsigned char* data() noexcept { return bytes_.data(); }
    const unsigned char* data() const noexcept { return bytes_.data(); }

private:
    std::array<unsigned char, size> bytes_{};
};

// The key file's keys: the first seals, all open. Never empty.
using key_ring = std::vector<secret>;

// Reads a key file: 32 raw bytes; or lines of 64 hex digits or of base64, each optionally named
// (`2026-autumn:base64`), empty lines and lines beginning with # left out. The names are the
// operator's own; rows carry an id derived from the key. Else says in English what is wrong.
std::variant<key_ring, std::string> read_keys(std::string_view text);

}  // namespace store
