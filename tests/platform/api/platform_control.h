// What a script may do to the platform itself, over HTTP: its clock, its tokens, its quotas, and
// what goes wrong at its end points (tests/platform/README.md). One loop.
#pragma once

#include "bot/net/http.h"
#include "tests/platform/api/open_api.h"

#include <optional>

namespace platform::api {

class platform_control {
public:
    // Both outlive it.
    platform_control(emulator& house, open_api& ends) : house_(house), ends_(ends) {}

    // Nothing: no path under /api/platform/.
    std::optional<net::http_response> serve(const net::http_request& request);

private:
    bool set(std::string_view what, details& body);
    bool add_fault(details& body);
    bool set_tokens(details& body);
    bool set_manners(details& body);

    emulator& house_;
    open_api& ends_;
};

}  // namespace platform::api
