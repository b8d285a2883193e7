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
    virtual core::wall_time wall_now() = 0;
    virtual steady_time now() = 0;
    virtual runtime::task<> wait_until(steady_time when) = 0;
    virtual runtime::task<core::result<net::client_response>> ask(net::client_request request) = 0;
};

}  // namespace platform
