// Single flight: the deliveries of one loop that run now, and those that ended lately with what
// they answered. Older repeats are found by the store's unique delivery key. Touched on its loop
// only.
#pragma once

#include "bot/runtime/once.h"
#include "bot/session/answer.h"

#include <chrono>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>

namespace session {

class deliveries {
public:
    using box = runtime::once<answer>;
    using steady_time = std::chrono::steady_clock::time_point;

    // Platforms retry within 15 s; a minute covers a late answer to the last attempt (wechat §3.3).
    // Under load fewer are remembered, no more than a processor's cache holds beside the turns
    // that run: the store knows the others.
    static constexpr std::chrono::seconds remembered{60};
    static constexpr std::size_t most_remembered = 256;

    // One delivery that runs or ended lately, with its id. Stays where it is until it is forgotten,
    // which is not before finish().
    using flight = std::unordered_map<std::string, std::shared_ptr<box>>::value_type;

    // The delivery of that id, and whether it is new and has to be finished by the caller. `loop`
    // is where its waiters live.
    std::pair<flight*, bool> begin(std::string id, const runtime::executor& loop);

    // Fills the box and keeps it for repeats; an answer that recorded nothing is forgotten at once,
    // so that the platform's next attempt may succeed.
    void finish(flight* which, answer outcome, steady_time now);

    // Forgets one that began and will not be finished.
    void abandon(flight* which);

    std::size_t size() const noexcept { return flights_.size(); }

private:
    void forget_old(steady_time now);

    std::unordered_map<std::string, std::shared_ptr<box>> flights_;
    std::deque<std::pair<steady_time, flight*>> ended_;  // oldest first
};

}  // namespace session
