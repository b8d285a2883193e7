// How many messages an account may still send to one patient, and until when (wechat §5.2, wecom
// §3.5). Pure.
#pragma once

#include "bot/core/clock.h"

#include <chrono>

namespace platform::api {

class send_window {
public:
    // The patient wrote: five messages in 48 hours, counted afresh.
    void open_for_message(core::wall_time now) { message_ = {5, now + std::chrono::hours(48)}; }
    // Tapped a menu, an item of a menu message, followed or scanned: three within a minute.
    void open_for_tap(core::wall_time now) { tap_ = {3, now + std::chrono::minutes(1)}; }
    void shut() { message_ = tap_ = {}; }

    enum class state { open, used_up, over };
    // The shorter window is used first: how the platform combines them is not known.
    state look(core::wall_time now) const {
        if (tap_.allows(now) || message_.allows(now)) return state::open;
        return now < tap_.until || now < message_.until ? state::used_up : state::over;
    }
    void spend(core::wall_time now) { --(tap_.allows(now) ? tap_ : message_).left; }

private:
    struct grant {
        int left = 0;
        core::wall_time until{};
        bool allows(core::wall_time now) const { return left > 0 && now < until; }
    };
    grant message_, tap_;
};

}  // namespace platform::api
