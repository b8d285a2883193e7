// Waiting for work, but not longer than a limit.
#pragma once

#include "bot/core/error.h"
#include "bot/runtime/once.h"
#include "bot/runtime/spawn.h"

#include <chrono>
#include <exception>
#include <memory>
#include <utility>
#include <variant>

namespace runtime {

namespace detail {

template <class T>
using outcome_box = once<std::variant<T, std::exception_ptr>>;

template <class T>
task<> fill(std::shared_ptr<outcome_box<T>> box, task<T> work) {
    std::exception_ptr failure;
    try {
        T value = co_await std::move(work);
        box->set(std::move(value));
        co_return;
    } catch (...) {
        failure = std::current_exception();
    }
    box->set(failure);
}

}  // namespace detail

// What `work` returns or throws; errc::timed_out when `limit` strikes first. Late work is not
// cancelled: it goes on, on this loop, and its outcome is dropped. So it must own all it touches.
template <class T>
task<core::result<T>> within(executor loop, std::chrono::steady_clock::duration limit,
                             task<T> work) {
    const auto box = std::make_shared<detail::outcome_box<T>>(loop);
    spawn(loop, "within", detail::fill<T>(box, std::move(work)));
    const auto* outcome = co_await box->wait(limit);
    if (!outcome) co_return core::make_error_code(core::errc::timed_out);
    if (const auto* failure = std::get_if<std::exception_ptr>(outcome))
        std::rethrow_exception(*failure);
    co_return std::get<T>(*outcome);
}

}  // namespace runtime
