#include "bot/net/deadlines.h"

#include <algorithm>

namespace net {

deadlines::deadlines(const runtime::executor& loop) : timer_(loop) {}

// The tick at which `due` has passed for certain.
std::uint64_t deadlines::ticks_until(clock::time_point due) const noexcept {
    if (due <= origin_) return 1;
    return static_cast<std::uint64_t>((due - origin_) / tick) + 1;
}

void deadlines::link(entry& one) {
    one.slot_time_ = std::clamp(ticks_until(one.due_), now_ + 1, now_ + slots - 1);
    wheel_[one.slot_time_ % slots].push_back(one);
}

void deadlines::arm(entry& one, clock::time_point due) {
    one.due_ = due;
    if (one.is_linked()) {
        if (one.slot_time_ <= ticks_until(due)) return;
        one.unlink();
    }
    if (!ticking_) {
        now_ = std::max(now_, ticks_until(clock::now()) - 1);
        schedule();
    }
    link(one);
}

void deadlines::advance(clock::time_point now) {
    const auto target = ticks_until(now) - 1;
    while (now_ < target) {
        ++now_;
        slot due;
        due.splice(due.end(), wheel_[now_ % slots]);
        while (!due.empty()) {
            entry& one = due.front();
            due.pop_front();
            if (one.due_ == clock::time_point::max()) continue;
            if (one.due_ > now) {
                link(one);
                continue;
            }
            one.due_ = clock::time_point::max();
            one.expired();
        }
    }
}

bool deadlines::is_empty() const noexcept {
    return std::all_of(wheel_.begin(), wheel_.end(), [](const slot& one) { return one.empty(); });
}

// Ticks only while something is armed, so that an idle process sleeps.
void deadlines::schedule() {
    ticking_ = true;
    timer_.expires_after(tick);
    timer_.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
        if (error) return;
        self->advance(clock::now());
        self->ticking_ = false;
        if (!self->is_empty()) self->schedule();
    });
}

}  // namespace net
