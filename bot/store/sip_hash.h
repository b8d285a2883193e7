// SipHash-2-4 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012): a keyed hash of 64
// bits whose key cannot be found from what it gave. For short names, at a tenth of what an HMAC
// costs.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace store {

class sip_hash {
public:
    using key = std::array<std::uint64_t, 2>;  // the 16 bytes, little-endian

    explicit sip_hash(const key& with) noexcept
        : a_(0x736f6d6570736575 ^ with[0]),
          b_(0x646f72616e646f6d ^ with[1]),
          c_(0x6c7967656e657261 ^ with[0]),
          d_(0x7465646279746573 ^ with[1]) {}

    std::uint64_t operator()(std::string_view bytes) const noexcept {
        sip_hash state = *this;
        const auto size = static_cast<std::uint64_t>(bytes.size());
        for (; bytes.size() >= 8; bytes.remove_prefix(8)) state.take(word(bytes));
        state.take(size << 56 | word(bytes));
        state.c_ ^= 0xFF;
        for (int round = 0; round < 4; ++round) state.mix();
        return state.a_ ^ state.b_ ^ state.c_ ^ state.d_;
    }

private:
    // The first eight bytes, or what there is of them.
    static std::uint64_t word(std::string_view bytes) noexcept {
        static_assert(std::endian::native == std::endian::little);
        std::uint64_t out = 0;
        std::memcpy(&out, bytes.data(), bytes.size() < 8 ? bytes.size() : 8);
        return out;
    }
    void take(std::uint64_t word) noexcept {
        d_ ^= word;
        mix();
        mix();
        a_ ^= word;
    }
    void mix() noexcept {
        a_ += b_;
        b_ = std::rotl(b_, 13) ^ a_;
        a_ = std::rotl(a_, 32);
        c_ += d_;
        d_ = std::rotl(d_, 16) ^ c_;
        a_ += d_;
        d_ = std::rotl(d_, 21) ^ a_;
        c_ += b_;
        b_ = std::rotl(b_, 17) ^ c_;
        c_ = std::rotl(c_, 32);
    }

    std::uint64_t a_, b_, c_, d_;
};

}  // namespace store
