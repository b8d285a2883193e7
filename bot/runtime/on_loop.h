// Runs a coroutine on a chosen loop and resumes on the caller's own.
#pragma once

#include "bot/runtime/loops.h"

#include <boost/asio/co_spawn.hpp>

#include <exception>
#include <utility>

namespace runtime {

// Awaits `work` on loop `index`; no hop when the caller already runs there. `work` must be a
// coroutine that owns its parameters, or whose parameters outlive this call.
template <class T>
task<T> on_loop(loops& house, std::size_t index, task<T> work) {
    if (house.current() == index) co_return co_await std::move(work);
    co_return co_await boost::asio::co_spawn(house.at(index).get_executor(), std::move(work),
                                             boost::asio::use_awaitable_t<executor>());
}

}  // namespace runtime
