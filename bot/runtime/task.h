// Our word for an awaitable. The executor is the concrete one of io_context: type erasure on every
// await costs more than the awaits themselves (reliability-security.md §3.3).
//
// g++ 12 destroys twice what is written as a temporary with owning members inside a co_await
// expression (gcc bug 107288): name the lambda or the aggregate first, then await the call.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace runtime {

using executor = boost::asio::io_context::executor_type;

template <class T = void>
using task = boost::asio::awaitable<T, executor>;

// The token of every Asio call of ours: no exceptions for input and output.
inline constexpr auto use_task = boost::asio::as_tuple(boost::asio::use_awaitable_t<executor>());

}  // namespace runtime
