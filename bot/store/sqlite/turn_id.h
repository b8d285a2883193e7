// Rows of turns are numbered by their time, so that retention cuts a range and history needs no
// second index. A millisecond has room for 4096; what is over goes into the next.
#pragma once

#include "bot/core/clock.h"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>

namespace store::sqlite {

inline constexpr std::int64_t turns_per_millisecond = 4096;

inline std::int64_t first_turn_id(core::wall_time at) {
    return at.time_since_epoch().count() * turns_per_millisecond;
}

inline core::wall_time time_of_turn(std::int64_t id) {
    return core::wall_time(std::chrono::milliseconds(id >> 12));
}

// Numbers of turns given lately, so that the next one need not be looked up.
class turn_numbers {
public:
    // Nothing in the table is above `newest`.
    void begin_from(std::int64_t newest) {
        last_.fill(nothing);
        newest_ = newest;
    }
    // A free id in the millisecond of `first`; none: only the table knows, or it is full.
    std::optional<std::int64_t> after(std::int64_t first) const {
        const auto last = last_[slot(first)];
        if (last / turns_per_millisecond != first / turns_per_millisecond) {
            if (first > newest_) return first;
            return {};
        }
        if ((last + 1) % turns_per_millisecond == 0) return {};
        return last + 1;
    }
    void given(std::int64_t id) {
        last_[slot(id)] = id;
        if (id > newest_) newest_ = id;
    }

private:
    static std::size_t slot(std::int64_t id) {
        return static_cast<std::size_t>(id / turns_per_millisecond) % 256;
    }
    static constexpr auto nothing = std::numeric_limits<std::int64_t>::min();
    std::array<std::int64_t, 256> last_{};  // the last id given in a millisecond
    std::int64_t newest_ = 0;
};

}  // namespace store::sqlite
