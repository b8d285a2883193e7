// The plain way into a coroutine from a test.
#pragma once

#include "bot/runtime/run_here.h"

#include <deque>
#include <mutex>
#include <utility>

namespace support {

template <class T>
T run_task(boost::asio::io_context& context, runtime::task<T> work) {
    return runtime::run_here(context, std::move(work));
}

// A thread that resumes a task may still be in that call when the task is done and its own thread
// ends, so a loop outlives the thread it was made for.
inline boost::asio::io_context& loop_of_this_thread() {
    static std::mutex one_at_a_time;
    static std::deque<boost::asio::io_context> all;
    thread_local boost::asio::io_context* mine = nullptr;
    if (mine == nullptr) {
        const std::lock_guard held(one_at_a_time);
        mine = &all.emplace_back(1);
    }
    return *mine;
}

template <class T>
T run_task(runtime::task<T> work) {
    boost::asio::io_context& context = loop_of_this_thread();
    return runtime::run_here(context, std::move(work));
}

}  // namespace support
