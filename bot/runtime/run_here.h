// The plain way into a coroutine from a thread that is no loop: runs one task to its end on an
// io_context of that thread and hands back what it returned; what it throws comes out here.
#pragma once

#include "bot/runtime/task.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace runtime {

// Runs `context` until it has nothing left to do, which includes whatever the task left behind. The
// context must outlive those who resume the task: they may still be leaving post().
template <class T>
T run_here(boost::asio::io_context& context, task<T> work) {
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
        const auto keep = [&]() -> task<> { value.emplace(co_await std::move(work)); };
        run_here(context, keep());
        return std::move(*value);
    }
}

}  // namespace runtime
