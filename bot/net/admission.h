// How many connections are open, in all and per address. Shared by the loops of one server;
// thread-safe.
#pragma once

#include "bot/net/limits.h"

#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

namespace net {

class admission {
public:
    enum class verdict { admitted, house_full, address_full };

    explicit admission(const limits& bounds) : bounds_(bounds) {}

    verdict enter(const std::string& address);
    void leave(const std::string& address) noexcept;
    std::size_t population() const noexcept;

private:
    const limits& bounds_;
    mutable std::mutex guard_;
    std::size_t all_ = 0;
    std::unordered_map<std::string, std::size_t> by_address_;
};

}  // namespace net
