// Whether a message may be sent now: the platforms' windows and rates, counted from what was sent
// (wechat §5.2, wecom §6.2). Pure.
#pragma once

#include "bot/core/clock.h"
#include "bot/core/sending.h"

#include <cstddef>
#include <vector>

namespace session {

// When the patient last did what opens a window; the epoch: never.
struct openings {
    core::wall_time message{}, tap{};
    bool operator==(const openings&) const = default;
};

void note(openings& known, core::opening what, core::wall_time at);

struct allowance {
    enum class answer {
        now,
        later,       // at `again`, if nothing else happens
        after_user,  // not before the patient's next message
    };
    answer when = answer::now;
    std::size_t left = 0;  // that may be sent now, this one included
    core::wall_time again{};
};

// `sent`: when messages were sent, or may have been, oldest first, over at least longest_span().
allowance allowance_of(const core::send_rules& rules, const openings& known,
                       const std::vector<core::wall_time>& sent, core::wall_time now);

std::chrono::milliseconds longest_span(const core::send_rules& rules);

}  // namespace session
