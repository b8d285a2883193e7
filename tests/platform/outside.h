// What the emulator needs of the world: two clocks, waiting and a network. Tests bring a world in
// which five seconds pass at once.
#pragma once

#include "bot/core/clock.h"
#include "bot/net/http_client.h"

#include <chrono>

namespace platform {

using steady_time = std::chrono::steady_clock::time_point;

class outside {
public:
    virtual ~outside() = default;

    // The platform's clock. It may be set forward, so that hours pass for whatever counts wall
    // time: tokens, sending windows, quotas, codes. A running time limit does not notice.
    core::wall_time wall_now() { return clock_now() + ahead_; }
    void advance(std::chrono::milliseconds by) { ahead_ += by; }

    virtual steady_time now() = 0;
    virtual runtime::task<> wait_until(steady_time when) = 0;
    virtual runtime::task<core::result<net::client_response>> ask(net::client_request request) = 0;

protected:
    virtual core::wall_time clock_now() = 0;

private:
    std::chrono::milliseconds ahead_{0};
};

}  // namespace platform
