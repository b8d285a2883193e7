// A few threads for calls that block (file reads, password hashes, bundle loads), so that no loop
// ever does. The pool joins in its destructor; destroy it before the loops it answers to.
#pragma once

#include "bot/runtime/task.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include <cstddef>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace runtime {

class blocking_pool {
public:
    explicit blocking_pool(std::size_t threads) : pool_(threads) {}
    ~blocking_pool() { pool_.join(); }
    blocking_pool(const blocking_pool&) = delete;
    blocking_pool& operator=(const blocking_pool&) = delete;

    // Calls `work` on a thread of the pool and resumes on the caller's loop with what it returned
    // or threw. Callers queue up without limit: bound them where they come from.
    template <class Work>
    task<std::invoke_result_t<Work&>> run(Work work) {
        using value = std::invoke_result_t<Work&>;
        std::optional<value> outcome;
        std::exception_ptr failure;
        auto call = [&] {
            try {
                outcome.emplace(work());
            } catch (...) {
                failure = std::current_exception();
            }
        };
        co_await perform(call);
        if (failure) std::rethrow_exception(failure);
        co_return std::move(*outcome);
    }

private:
    // The frame that `call` refers to lives as long as the handler: the pool's job owns both.
    template <class Call>
    task<> perform(Call& call) {
        using token = boost::asio::use_awaitable_t<executor>;
        auto start = [this, &call](auto handler) {
            auto home = boost::asio::make_work_guard(handler);
            auto job = [&call, handler = std::move(handler), home = std::move(home)]() mutable {
                call();
                boost::asio::post(home.get_executor(), std::move(handler));
            };
            boost::asio::post(pool_, std::move(job));
        };
        token completion;
        return boost::asio::async_initiate<token, void()>(std::move(start), completion);
    }

    boost::asio::thread_pool pool_;
};

}  // namespace runtime
