// Runs one task to its end on an io_context of the calling thread and hands back what it returned;
// what it throws comes out here. The plain way into a coroutine from a test.
#pragma once

#include "bot/runtime/task.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace support {

// Runs `context` until it has nothing left to do, which includes whatever the task left behind.
template <class T>
T run_task(boost::asio::io_context& context, runtime::task<T> work) {
    std::exception_ptr thrown;
    bool ended = false;
    if constexpr (std::is_void_v<T>) {
        boost::asio::co_spawn(context, std::move(work), [&](std::exception_ptr failure) {
            thrown = std::move(failure);
            ended = true;
        });
        context.restart();
        context.run();
        if (!ended) throw std::logic_error("the task waits for something that never comes");
        if (thrown) std::rethrow_exception(thrown);
    } else {
        // Asio default-constructs what a throwing task never returned; optional spares T that need.
        std::optional<T> value;
        const auto keep = [&]() -> runtime::task<> { value.emplace(co_await std::move(work)); };
        run_task(context, keep());
        return std::move(*value);
    }
}

// On a context that outlives the task: the thread that resumed it may still be leaving post().
template <class T>
T run_task(runtime::task<T> work) {
    thread_local boost::asio::io_context context(1);
    return run_task(context, std::move(work));
}

}  // namespace support
