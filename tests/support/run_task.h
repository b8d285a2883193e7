// The plain way into a coroutine from a test.
#pragma once

#include "bot/runtime/run_here.h"

#include <utility>

namespace support {

template <class T>
T run_task(boost::asio::io_context& context, runtime::task<T> work) {
    return runtime::run_here(context, std::move(work));
}

template <class T>
T run_task(runtime::task<T> work) {
    thread_local boost::asio::io_context context(1);
    return runtime::run_here(context, std::move(work));
}

}  // namespace support
