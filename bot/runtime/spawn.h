// Starts a coroutine that nobody awaits. What it throws ends at this wall: one log line, and the
// process goes on.
#pragma once

#include "bot/runtime/task.h"

#include <concepts>
#include <string_view>
#include <utility>

namespace runtime {

// Runs `work` on `loop`, beginning there and not in this call. `name` is a static word for the log.
void spawn(const executor& loop, std::string_view name, task<> work);

namespace detail {

template <class Body>
task<> keep(Body body) {
    co_await body();
}

}  // namespace detail

// The same for a coroutine lambda, which is kept until its coroutine ends: the captures live in the
// lambda, not in the coroutine.
template <class Body>
requires std::same_as<std::invoke_result_t<Body&>, task<>>
void spawn(const executor& loop, std::string_view name, Body body) {
    spawn(loop, name, detail::keep(std::move(body)));
}

}  // namespace runtime
