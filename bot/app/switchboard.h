// Which account answers which path. Replaced as a whole when the configuration is read again; what
// an old configuration built stays alive for the turns it began. Thread-safe.
#pragma once

#include "bot/app/account.h"
#include "bot/app/settings.h"
#include "bot/app/webhook.h"
#include "bot/core/clock.h"
#include "bot/core/metrics.h"
#include "bot/net/router.h"
#include "bot/session/conversations.h"
#include "bot/session/way_out.h"

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace app {

class switchboard {
public:
    // The account's way out, null if it only answers.
    using find_way_out = std::function<const session::way_out*(std::string_view account)>;

    // All arguments outlive the switchboard, as does all that `ways` returns.
    switchboard(session::conversations& talks, find_way_out ways, const core::clock& clock,
                core::metrics& registry);

    // Builds adapters and routes for these accounts. read_config() has checked that each can be
    // built.
    void connect(const std::vector<account_config>& accounts);

    // Before connect(); see webhook.
    void on_wake(webhook::wake call) { on_wake_ = std::move(call); }

    runtime::task<net::http_response> handle(const net::http_request& request) const;

private:
    struct line {
        std::unique_ptr<account> channel;
        std::unique_ptr<webhook> hook;
    };

    session::conversations& talks_;
    find_way_out ways_;
    const core::clock& clock_;
    core::metrics& registry_;
    webhook::wake on_wake_;
    std::vector<std::vector<line>> ever_connected_;
    std::atomic<std::shared_ptr<const net::router>> routes_;
};

}  // namespace app
