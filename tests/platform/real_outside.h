// The world as it is: system clocks, a timer, and bot/net's client.
#pragma once

#include "bot/net/https_client.h"
#include "bot/runtime/timer.h"
#include "tests/platform/outside.h"

#include <memory>

namespace platform {

class real_outside final : public outside {
public:
    real_outside(boost::asio::io_context& loop, std::unique_ptr<net::http_client> client)
        : loop_(loop), client_(std::move(client)) {}

    steady_time now() override { return std::chrono::steady_clock::now(); }
    runtime::task<> wait_until(steady_time when) override {
        runtime::timer alarm(loop_.get_executor(), when);
        co_await alarm.async_wait(runtime::use_task);
    }
    runtime::task<core::result<net::client_response>> ask(net::client_request request) override {
        return client_->send(std::move(request));
    }

protected:
    core::wall_time clock_now() override { return clock_.now(); }

private:
    boost::asio::io_context& loop_;
    core::system_clock clock_;
    std::unique_ptr<net::http_client> client_;
};

}  // namespace platform
