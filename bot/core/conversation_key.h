// Names one conversation: which account, which patient. Decides the owning loop.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace core {

struct conversation_key {
    std::string account;
    std::string user;
    bool operator==(const conversation_key&) const = default;
};

// FNV-1a over both parts with a separator no id contains; stable over restarts and machines.
inline std::uint64_t hash_of(const conversation_key& key) noexcept {
    std::uint64_t hash = 14695981039346656037ULL;
    const auto mix = [&hash](unsigned char byte) { hash = (hash ^ byte) * 1099511628211ULL; };
    for (const char c : key.account) mix(static_cast<unsigned char>(c));
    mix(0);
    for (const char c : key.user) mix(static_cast<unsigned char>(c));
    return hash ^ (hash >> 32);
}

}  // namespace core

template <>
struct std::hash<core::conversation_key> {
    std::size_t operator()(const core::conversation_key& key) const noexcept {
        return static_cast<std::size_t>(core::hash_of(key));
    }
};
