// How many connections are open, in all and per address. Shared by the loops of one server;
// thread-safe.
#pragma once

#include "bot/net/limits.h"

#include <boost/asio/ip/address.hpp>

#include <array>
#include <cstddef>
#include <map>
#include <mutex>
#include <utility>
#include <variant>

namespace net {

class admission {
    // Sixteen bytes; of an IPv6 address the first eight, because one subscriber owns all the rest.
    using group = std::array<unsigned char, 16>;

public:
    // A connection's right to be open, given back when it ends. The admission outlives it.
    class place {
    public:
        place(place&& other) noexcept
            : house_(std::exchange(other.house_, nullptr)), group_(other.group_) {}
        place& operator=(place&&) = delete;
        ~place() {
            if (house_) house_->leave(group_);
        }

    private:
        friend class admission;
        place(admission* house, const group& where) : house_(house), group_(where) {}
        admission* house_;
        group group_;
    };
    enum class refused { house_full, address_full };

    explicit admission(const limits& bounds) : bounds_(bounds) {}

    std::variant<place, refused> enter(const boost::asio::ip::address& from);
    std::size_t population() const noexcept;

private:
    static group group_of(const boost::asio::ip::address& address);
    void leave(const group& where) noexcept;

    const limits& bounds_;
    mutable std::mutex guard_;
    std::size_t all_ = 0;
    std::map<group, std::size_t> by_group_;
};

}  // namespace net
