// Coroutines that wait, each on its own loop, for what another thread does: how they are parked and
// how many are resumed at once.
#pragma once

#include "bot/runtime/task.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/this_coro.hpp>

#include <memory>
#include <utility>
#include <vector>

namespace store {

// A suspended coroutine. Destroying it instead of resuming destroys the coroutine.
class continuation {
public:
    virtual ~continuation() = default;
    virtual void resume() = 0;  // once
};

struct parked {
    runtime::executor home;  // the loop to resume on
    std::unique_ptr<continuation> rest;
};

namespace detail {

// Asio's own any_completion_handler of Boost 1.81 recurses without end when assigned.
template <class Handler>
struct handler_continuation final : continuation {
    explicit handler_continuation(Handler given) : handler(std::move(given)) {}
    void resume() override { std::move(handler)(); }
    Handler handler;
};

}  // namespace detail

// Suspends the calling coroutine and hands `keep` the means to resume it. `keep` runs once, on the
// caller's thread; what it captures by reference must live until the coroutine is resumed.
template <class Keep>
runtime::task<> park(Keep keep) {
    auto start = [keep = std::move(keep)](auto handler) mutable {
        using kept = detail::handler_continuation<decltype(handler)>;
        const runtime::executor home = handler.get_executor();
        keep(parked{home, std::make_unique<kept>(std::move(handler))});
    };
    using token = boost::asio::use_awaitable_t<runtime::executor>;
    token completion;
    return boost::asio::async_initiate<token, void()>(std::move(start), completion);
}

// Resumes all, with one post per loop however many wait there. From any thread.
void resume_all(std::vector<parked> waiting);

}  // namespace store
