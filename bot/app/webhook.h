// From request to response: the adapter verifies and reads, the session takes the turn, the adapter
// seals the answer. Knows no platform and no dialog.
#pragma once

#include "bot/app/account.h"
#include "bot/core/clock.h"
#include "bot/core/metrics.h"
#include "bot/net/http.h"
#include "bot/session/conversations.h"

#include <functional>
#include <string>

namespace app {

class webhook {
public:
    // All arguments outlive the webhook.
    webhook(const account& channel, session::conversations& talks, const core::clock& clock,
            core::metrics& registry);

    runtime::task<net::http_response> handle(const net::http_request& request);

    // Called on the connection's loop for a push that only wakes.
    using wake = std::function<void(const std::string& account, const adapters::wake_up&)>;
    void on_wake(wake call) { on_wake_ = std::move(call); }

private:
    runtime::task<bool> hear_desk(const adapters::direct& told);
    net::http_response refuse(const adapters::refusal& refused);

    const account& account_;
    session::conversations& talks_;
    const core::clock& clock_;
    core::metrics& registry_;
    core::counter& accepted_;
    core::histogram& latency_;
    wake on_wake_;
};

}  // namespace app
