#include "bot/session/quota.h"

#include <algorithm>
#include <limits>

namespace session {
namespace {

std::size_t count_since(const std::vector<core::wall_time>& sent, core::wall_time since) {
    return static_cast<std::size_t>(sent.end() - std::ranges::lower_bound(sent, since));
}

std::size_t left_of(std::size_t all, std::size_t used) {
    return all - std::min(all, used);
}

// A message counts against every window it was sent in: the platforms do not say how windows
// combine, so none is relied on to spare another.
std::size_t left_of(const core::send_window& window, const openings& known,
                    const std::vector<core::wall_time>& sent, core::wall_time now) {
    const auto opened = window.after == core::opening::tap ? known.tap : known.message;
    if (opened == core::wall_time() || now >= opened + window.lasts) return 0;
    return left_of(window.messages, count_since(sent, opened));
}

}  // namespace

void note(openings& known, core::opening what, core::wall_time at) {
    if (what == core::opening::message) known.message = at;
    if (what == core::opening::tap) known.tap = at;
}

allowance allowance_of(const core::send_rules& rules, const openings& known,
                       const std::vector<core::wall_time>& sent, core::wall_time now) {
    allowance told;
    told.left = rules.windows.empty() ? std::numeric_limits<std::size_t>::max() : 0;
    for (const auto& window : rules.windows)
        told.left = std::max(told.left, left_of(window, known, sent, now));
    if (told.left == 0) {
        told.when = allowance::answer::after_user;
        return told;
    }
    for (const auto& rate : rules.rates) {
        const auto used = count_since(sent, now - rate.span + std::chrono::milliseconds(1));
        told.left = std::min(told.left, left_of(rate.messages, used));
        if (used < rate.messages) continue;
        // As soon as so many have left the span that one has room.
        const auto oldest = sent[sent.size() - rate.messages];
        told.when = allowance::answer::later;
        told.again = std::max(told.again, oldest + rate.span);
    }
    return told;
}

std::chrono::milliseconds longest_span(const core::send_rules& rules) {
    std::chrono::milliseconds longest{0};
    for (const auto& window : rules.windows) longest = std::max(longest, window.lasts);
    for (const auto& rate : rules.rates) longest = std::max(longest, rate.span);
    return longest;
}

}  // namespace session
