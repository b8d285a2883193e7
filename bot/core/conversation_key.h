// Names one conversation: which account, which patient. Decides the owning loop.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

namespace core {

struct conversation_key {
    std::string account;
    std::string user;
    bool operator==(const conversation_key&) const = default;
};

namespace detail {

// Multiplies and folds the two halves, eight bytes a time: a key is hashed several times a turn.
inline std::uint64_t mix(std::uint64_t hash, std::string_view bytes) noexcept {
    const auto fold = [&hash](std::uint64_t word) {
        hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
        hash ^= hash >> 32;
    };
    std::uint64_t word = 0;
    for (; bytes.size() >= sizeof word; bytes.remove_prefix(sizeof word)) {
        std::memcpy(&word, bytes.data(), sizeof word);
        fold(word);
    }
    word = 0;
    if (!bytes.empty()) std::memcpy(&word, bytes.data(), bytes.size());
    fold(word ^ static_cast<std::uint64_t>(bytes.size()) << 56);
    return hash;
}

}  // namespace detail

// Equal keys, equal hashes, over restarts and machines of one byte order.
inline std::uint64_t hash_of(std::string_view account, std::string_view user) noexcept {
    return detail::mix(detail::mix(14695981039346656037ULL, account), user);
}
inline std::uint64_t hash_of(const conversation_key& key) noexcept {
    return hash_of(key.account, key.user);
}

}  // namespace core

template <>
struct std::hash<core::conversation_key> {
    std::size_t operator()(const core::conversation_key& key) const noexcept {
        return static_cast<std::size_t>(core::hash_of(key));
    }
};
