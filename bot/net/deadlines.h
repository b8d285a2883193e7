// The time limits of one loop's connections, coarse and cheap: a wheel of slots one tick apart.
// Moving a deadline later costs one store, because an entry that comes up early is just put back.
// Touched on its loop only. A deadline strikes up to one tick late, never early.
#pragma once

#include "bot/runtime/timer.h"

#include <boost/intrusive/list.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace net {

class deadlines : public std::enable_shared_from_this<deadlines> {
public:
    using clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds tick{50};

    // Something that has at most one deadline at a time. Destroying it forgets the deadline.
    class entry : public boost::intrusive::list_base_hook<
                      boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
    protected:
        ~entry() = default;

    private:
        friend class deadlines;
        virtual void expired() = 0;
        clock::time_point due_ = clock::time_point::max();
        std::uint64_t slot_time_ = 0;  // in ticks; valid while linked
    };

    explicit deadlines(const runtime::executor& loop);

    // Replaces an earlier deadline of the same entry.
    void arm(entry& one, clock::time_point due);
    void disarm(entry& one) noexcept { one.due_ = clock::time_point::max(); }

    // Strikes all that is due at `now`; the timer calls it, and tests do.
    void advance(clock::time_point now);

private:
    static constexpr std::size_t slots = 1024;  // 51 s; what lies beyond is put back once more
    using slot = boost::intrusive::list<entry, boost::intrusive::constant_time_size<false>>;

    std::uint64_t ticks_until(clock::time_point due) const noexcept;
    void link(entry& one);
    bool is_empty() const noexcept;
    void schedule();

    runtime::timer timer_;
    bool ticking_ = false;
    const clock::time_point origin_ = clock::now();
    std::uint64_t now_ = 0;  // ticks struck so far
    std::array<slot, slots> wheel_;
};

}  // namespace net
