// The steady timer with our concrete executor. Not thread-safe: touch it on its own loop only.
#pragma once

#include "bot/runtime/task.h"

#include <boost/asio/basic_waitable_timer.hpp>

#include <chrono>

namespace runtime {

using timer = boost::asio::basic_waitable_timer<
    std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, executor>;

}  // namespace runtime
