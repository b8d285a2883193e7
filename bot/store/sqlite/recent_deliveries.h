// The hashes of a conversation's last deliveries. A turn asks whether its own is among them and
// nearly always hears no, so sixteen bits of each stand together and are compared first: four cache
// lines instead of sixteen.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace store::sqlite {

class recent_deliveries {
public:
    // No platform repeats a message behind which the patient wrote a hundred others.
    static constexpr std::size_t most = 128;

    bool hold(std::int64_t hash) const noexcept {
        return may_hold(bits_of(hash)) && std::ranges::find(hashes_, hash) != hashes_.end();
    }

    // Takes the place of the oldest once there are `most`.
    void remember(std::int64_t hash) {
        if (hashes_.size() < most) {
            hashes_.push_back(hash);
            bits_.push_back(bits_of(hash));
            return;
        }
        hashes_[oldest_] = hash;
        bits_[oldest_] = bits_of(hash);
        oldest_ = (oldest_ + 1) % most;
    }

    void clear() noexcept {
        hashes_.clear();
        bits_.clear();
        oldest_ = 0;
    }

private:
    static std::uint16_t bits_of(std::int64_t hash) noexcept {
        return static_cast<std::uint16_t>(hash);
    }

    // Pieces of one size and no way out before the end: so the compiler compares vectors.
    bool may_hold(std::uint16_t bits) const noexcept {
        constexpr std::size_t piece = 16;
        const std::uint16_t* at = bits_.data();
        std::uint16_t found = 0;
        std::size_t left = bits_.size();
        for (; left >= piece; left -= piece, at += piece)
            for (std::size_t i = 0; i < piece; ++i)
                found |= static_cast<std::uint16_t>(at[i] == bits);
        for (; left > 0; --left, ++at) found |= static_cast<std::uint16_t>(*at == bits);
        return found != 0;
    }

    std::vector<std::int64_t> hashes_;
    std::vector<std::uint16_t> bits_;
    std::size_t oldest_ = 0;
};

}  // namespace store::sqlite
