// Wall time as the house passes it around. Limits and queues use std::chrono::steady_clock instead,
// so that a jump of the wall clock expires nothing.
#pragma once

#include <chrono>

namespace core {

using wall_time = std::chrono::sys_time<std::chrono::milliseconds>;

// The one door to the system's wall clock; tests hand in their own. Implementations are
// thread-safe.
class clock {
public:
    virtual ~clock() = default;
    virtual wall_time now() const = 0;
};

class system_clock final : public clock {
public:
    wall_time now() const override {
        return std::chrono::time_point_cast<std::chrono::milliseconds>(
            std::chrono::system_clock::now());
    }
};

// Seconds since 1970, the unit of every platform's CreateTime.
inline std::int64_t unix_seconds(wall_time time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

}  // namespace core
