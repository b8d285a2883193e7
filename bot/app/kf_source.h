// One account of WeChat customer service as a source of messages: pulled with kf/sync_msg, answered
// with kf/send_msg (wecom §3). Belongs to one loop.
#pragma once

#include "bot/app/wecom_calls.h"
#include "bot/core/metrics.h"
#include "bot/session/pull_source.h"

#include <string>
#include <unordered_set>

namespace app {

class kf_source final : public session::pull_source {
public:
    // `calls` outlives it. `account`: id in the configuration.
    kf_source(runtime::executor loop, wecom_calls& calls, std::string account,
              std::string open_kf_id, core::metrics& registry);

    runtime::task<core::result<session::pulled_page>> pull(std::string cursor,
                                                           std::string token) override;
    void note(const core::inbound& event) override;
    runtime::task<core::result<bool>> may_answer(std::string user) override;
    runtime::task<session::sending> send(core::inbound message, std::string body) override;

private:
    runtime::task<session::sending> send_part(std::string api, std::string body,
                                              const std::string& user);

    runtime::executor loop_;
    wecom_calls& calls_;
    std::string account_, open_kf_id_;
    core::counter &sent_, &uncertain_, &lost_, &undelivered_;
    std::unordered_set<std::string> held_;  // users whose session people hold, as far as we know
};

}  // namespace app
