// Calls of WeCom's API for one app: the token, the errcode and what the reference says to do about
// it (wecom §6.1, §6.4). Belongs to one loop.
#pragma once

#include "adapters/tencent/access_token.h"
#include "adapters/wecom/remedy.h"
#include "bot/core/clock.h"
#include "bot/net/http_client.h"
#include "bot/runtime/once.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace app {

struct wecom_answer {
    int code = adapters::wecom::no_answer;
    adapters::wecom::remedy remedy = adapters::wecom::remedy::retry;
    std::string body;  // JSON, if there was an answer
};

class wecom_calls {
public:
    // `client` and `clock` outlive it. `base` without a slash at its end.
    wecom_calls(runtime::executor loop, net::http_client& client, const core::clock& clock,
                std::string base, std::string corp_id, std::string secret)
        : loop_(std::move(loop)),
          client_(client),
          clock_(clock),
          base_(std::move(base)),
          corp_id_(std::move(corp_id)),
          secret_(std::move(secret)) {}

    // POST /cgi-bin/`api`, within five seconds. A token that is refused is fetched anew, once.
    runtime::task<wecom_answer> post(std::string api, std::string body);

private:
    using flight = runtime::once<wecom_answer>;

    // Empty: there is none, and `why` says how that came.
    runtime::task<std::string> token(wecom_answer& why);
    runtime::task<wecom_answer> fetch_token();
    runtime::task<wecom_answer> ask(net::client_request request, adapters::wecom::api where);

    runtime::executor loop_;
    net::http_client& client_;
    const core::clock& clock_;
    std::string base_, corp_id_, secret_;
    adapters::tencent::access_token token_;
    core::wall_time renew_at_{};
    std::shared_ptr<flight> fetching_;                    // all who need a token wait for one call
    std::chrono::steady_clock::time_point not_before_{};  // after a wrong secret
};

}  // namespace app
