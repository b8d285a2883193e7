#include "bot/net/public_address.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace net {
namespace {

namespace ip = boost::asio::ip;

struct block {
    std::uint32_t first;
    unsigned bits;  // that all addresses of the block share
};

constexpr std::uint32_t of(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
    return a << 24 | b << 16 | c << 8 | d;
}

constexpr std::array<block, 15> special_blocks{{
    {of(0, 0, 0, 0), 8},        // this network
    {of(10, 0, 0, 0), 8},       // private
    {of(100, 64, 0, 0), 10},    // carrier's shared space; some clouds' metadata
    {of(127, 0, 0, 0), 8},      // loopback
    {of(169, 254, 0, 0), 16},   // link-local; most clouds' metadata
    {of(172, 16, 0, 0), 12},    // private
    {of(192, 0, 0, 0), 24},     // protocol assignments
    {of(192, 0, 2, 0), 24},     // documentation
    {of(192, 88, 99, 0), 24},   // 6to4 relays
    {of(192, 168, 0, 0), 16},   // private
    {of(198, 18, 0, 0), 15},    // benchmarks
    {of(198, 51, 100, 0), 24},  // documentation
    {of(203, 0, 113, 0), 24},   // documentation
    {of(224, 0, 0, 0), 4},      // multicast
    {of(240, 0, 0, 0), 4},      // reserved, broadcast
}};

bool is_public_v4(std::uint32_t address) {
    return std::none_of(special_blocks.begin(), special_blocks.end(), [address](const block& one) {
        return (address ^ one.first) >> (32 - one.bits) == 0;
    });
}

// Only 2000::/3 is given out, and of that not the tunnels (2001::/23, 2002::/16) nor 2001:db8::/32.
bool is_public_v6(const ip::address_v6& address) {
    if (address.is_v4_mapped())
        return is_public_v4(ip::make_address_v4(ip::v4_mapped, address).to_uint());
    const auto bytes = address.to_bytes();
    const auto pair_at = [&bytes](std::size_t i) {
        return static_cast<unsigned>(bytes[i]) << 8 | bytes[i + 1];
    };
    const unsigned first = pair_at(0), second = pair_at(2);
    if (first >> 13 != 1) return false;
    if (first == 0x2001 && (second < 0x0200 || second == 0x0DB8)) return false;
    if (first == 0x3FFF && second < 0x1000) return false;  // documentation, RFC 9637
    return first != 0x2002;
}

}  // namespace

bool is_public(const ip::address& where) {
    return where.is_v4() ? is_public_v4(where.to_v4().to_uint()) : is_public_v6(where.to_v6());
}

}  // namespace net
