// AES-256-CBC as Tencent uses it: the first half of the key is the initialisation vector, whole
// blocks, no padding by the library. The algorithm is fetched once; each thread keeps a keyed
// context per key and only resets its vector (reliability-security.md §3.2).
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace adapters::tencent {

// A key's bytes, wiped with the object, and the number under which threads keep its contexts.
class aes_key {
public:
    static constexpr std::size_t size = 32;

    explicit aes_key(std::span<const unsigned char, size> bytes);
    aes_key(const aes_key&) = default;
    aes_key& operator=(const aes_key&) = default;
    ~aes_key();

    // In place; `bytes` must be whole blocks of 16. False only if OpenSSL fails.
    [[nodiscard]] bool encrypt(std::span<char> bytes) const;
    [[nodiscard]] bool decrypt(std::span<char> bytes) const;

private:
    friend class aes_contexts;
    std::array<unsigned char, size> bytes_;
    std::uint64_t number_;  // unique in this process, never used again
};

}  // namespace adapters::tencent
