#include "bot/runtime/turnstile.h"

#include <algorithm>
#include <utility>

namespace runtime {
namespace {

constexpr auto until_called = std::chrono::steady_clock::time_point::max();

}  // namespace

turnstile::turnstile(executor loop) : loop_(std::move(loop)), lanes_(std::make_shared<lanes>()) {}

turnstile::pass::~pass() {
    if (!all_) return;
    lane& waiting = place_->second;
    if (waiting.empty()) {
        all_->erase(place_);
        return;
    }
    // The lane stays occupied: who is called is inside from now on, so nobody can slip between.
    timer* next = waiting.front();
    waiting.pop_front();
    next->cancel();
}

std::optional<turnstile::pass> turnstile::try_enter(const core::conversation_key& key) {
    const auto [place, free] = lanes_->try_emplace(key);
    if (!free) return {};
    return pass(lanes_, place);
}

task<turnstile::pass> turnstile::enter(core::conversation_key key) {
    const auto [place, free] = lanes_->try_emplace(std::move(key));
    if (free) co_return pass(lanes_, place);

    timer call(loop_, until_called);
    // A coroutine destroyed while it waits leaves the lane; one that was called first hands on.
    struct in_line {
        std::shared_ptr<lanes> all;
        lanes::iterator place;
        timer* me;
        ~in_line() {
            if (!all) return;
            lane& waiting = place->second;
            const auto found = std::find(waiting.begin(), waiting.end(), me);
            if (found != waiting.end())
                waiting.erase(found);
            else
                pass(std::move(all), place);
        }
    };
    place->second.push_back(&call);
    in_line waiter{lanes_, place, &call};
    co_await call.async_wait(use_task);
    co_return pass(std::move(waiter.all), place);
}

std::size_t turnstile::population(const core::conversation_key& key) const {
    const auto found = lanes_->find(key);
    return found == lanes_->end() ? 0 : 1 + found->second.size();
}

}  // namespace runtime
