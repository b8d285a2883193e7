// Runs a coroutine to its end on a loop of its own, under a limit.
#pragma once

#include "bot/runtime/task.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <exception>
#include <optional>
#include <stdexcept>
#include <utility>

namespace tests {

// What `work` returns or throws; std::runtime_error when it is not done within the limit.
template <class T>
T run(boost::asio::io_context& loop, runtime::task<T> work,
      std::chrono::milliseconds limit = std::chrono::seconds(10)) {
    std::optional<T> outcome;
    std::exception_ptr failure;
    bool done = false;
    boost::asio::co_spawn(loop, std::move(work), [&](std::exception_ptr error, T value) {
        failure = error;
        if (!error) outcome.emplace(std::move(value));
        done = true;
        loop.stop();
    });
    loop.restart();
    loop.run_for(limit);
    if (!done) throw std::runtime_error("the coroutine did not end in time");
    if (failure) std::rethrow_exception(failure);
    return std::move(*outcome);
}

inline void run(boost::asio::io_context& loop, runtime::task<> work,
                std::chrono::milliseconds limit = std::chrono::seconds(10)) {
    std::exception_ptr failure;
    bool done = false;
    boost::asio::co_spawn(loop, std::move(work), [&](std::exception_ptr error) {
        failure = error;
        done = true;
        loop.stop();
    });
    loop.restart();
    loop.run_for(limit);
    if (!done) throw std::runtime_error("the coroutine did not end in time");
    if (failure) std::rethrow_exception(failure);
}

template <class T>
T run(runtime::task<T> work, std::chrono::milliseconds limit = std::chrono::seconds(10)) {
    boost::asio::io_context loop(1);
    return run(loop, std::move(work), limit);
}

}  // namespace tests
