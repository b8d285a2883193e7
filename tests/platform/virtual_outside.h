// A world for tests: time passes at once, and a script answers for the account's server. One
// thread; run() drives everything to its end.
#pragma once

#include "bot/runtime/once.h"
#include "tests/platform/outside.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace platform_test {

struct scripted {
    core::result<net::client_response> answer = net::client_errc::unreachable;
    std::chrono::milliseconds after{0};
};

inline scripted answer_after(std::chrono::milliseconds after, std::string body,
                             unsigned status = 200) {
    net::client_response response;
    response.status = status;
    response.body = std::move(body);
    return {std::move(response), after};
}

class virtual_outside final : public platform::outside {
public:
    using script = std::function<scripted(const net::client_request&)>;

    virtual_outside(boost::asio::io_context& loop, script server)
        : loop_(loop), server_(std::move(server)) {}

    platform::steady_time now() override { return now_; }

    runtime::task<> wait_until(platform::steady_time when) override {
        if (when <= now_) co_return;
        const auto bell = std::make_shared<runtime::once<bool>>(loop_.get_executor());
        bells_.emplace(when, bell);
        co_await bell->wait(std::chrono::hours(1));
    }

    runtime::task<core::result<net::client_response>> ask(net::client_request request) override {
        asked_at_.push_back(since_start());
        asked_.push_back(request);
        const auto planned = server_(request);
        const auto limit = std::min(planned.after, request.limit);
        co_await wait_until(now_ + limit);
        if (planned.after >= request.limit) co_return net::client_errc::timed_out;
        co_return planned.answer;
    }

    // Until nobody waits any more.
    void run() {
        for (;;) {
            loop_.restart();
            loop_.poll();
            if (bells_.empty()) return;
            const auto next = bells_.begin();
            const auto bell = next->second;
            now_ = next->first;
            bells_.erase(next);
            bell->set(true);
        }
    }

    std::chrono::milliseconds since_start() const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(now_.time_since_epoch());
    }
    const std::vector<net::client_request>& asked() const { return asked_; }
    const std::vector<std::chrono::milliseconds>& asked_at() const { return asked_at_; }

protected:
    core::wall_time clock_now() override {
        return core::wall_time(std::chrono::seconds(1735689600)) + since_start();
    }

private:
    boost::asio::io_context& loop_;
    script server_;
    platform::steady_time now_{};
    std::multimap<platform::steady_time, std::shared_ptr<runtime::once<bool>>> bells_;
    std::vector<net::client_request> asked_;
    std::vector<std::chrono::milliseconds> asked_at_;
};

}  // namespace platform_test
