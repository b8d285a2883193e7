#include "bot/app/wecom_calls.h"

#include "adapters/tencent/json_value.h"
#include "bot/core/log.h"

namespace app {
namespace {

using namespace std::chrono_literals;
using adapters::wecom::api;
using adapters::wecom::remedy;
using steady = std::chrono::steady_clock;

constexpr auto call_limit = 5'000ms;
constexpr std::size_t largest_answer = std::size_t{16} << 20U;
// Many calls with a wrong secret block our address for an hour.
constexpr auto after_wrong_secret = 5min;

}  // namespace

runtime::task<wecom_answer> wecom_calls::ask(net::client_request request, api where) {
    request.limit = call_limit;
    request.max_body = largest_answer;
    auto sending = client_.send(std::move(request));
    auto got = co_await std::move(sending);
    wecom_answer answer;
    if (!got || got->status != 200) co_return answer;
    const auto json = adapters::tencent::json_document::read_answer(got->body);
    if (!json) co_return answer;
    answer.code = static_cast<int>((*json)["errcode"].integer().value_or(0));
    answer.remedy = adapters::wecom::remedy_of(answer.code, where);
    if (adapters::wecom::is_alarming(answer.remedy))  // errmsg tells the operator what to do
        core::log(core::severity::error, "wecom-refuses",
                  {{"code", answer.code}, {"message", (*json)["errmsg"].text()}});
    answer.body = std::move(got->body);
    co_return answer;
}

runtime::task<wecom_answer> wecom_calls::fetch_token() {
    net::client_request request;
    request.url = base_ + adapters::tencent::gettoken_target(corp_id_, secret_);
    auto asking = ask(std::move(request), api::token);
    auto answer = co_await std::move(asking);
    if (answer.remedy == remedy::stop) not_before_ = steady::now() + after_wrong_secret;
    if (answer.code != 0) co_return answer;
    const auto now = clock_.now();
    auto read = adapters::tencent::read_token(answer.body, now);
    if (read && read->code == 0) {
        token_ = std::move(read->token);
        renew_at_ = adapters::tencent::renewal_of(token_, now, 0.5);
    } else {
        answer.code = adapters::wecom::no_answer;
        answer.remedy = remedy::retry;
    }
    answer.body.clear();
    co_return answer;
}

runtime::task<std::string> wecom_calls::token(wecom_answer& why) {
    if (!token_.value.empty() && clock_.now() < renew_at_) co_return token_.value;
    if (steady::now() < not_before_) {
        why.remedy = remedy::stop;
        co_return std::string();
    }
    if (fetching_) {
        const auto mine = fetching_;
        const auto* done = co_await mine->wait(2 * call_limit);
        if (done != nullptr) why = *done;
        co_return token_.value;
    }
    const auto mine = std::make_shared<flight>(loop_);
    fetching_ = mine;
    why = co_await fetch_token();
    fetching_.reset();
    mine->set(why);
    // An old one may live for minutes yet.
    co_return why.code == 0 || clock_.now() < token_.expires ? token_.value : std::string();
}

runtime::task<wecom_answer> wecom_calls::post(std::string api_name, std::string body) {
    wecom_answer answer;
    for (int round = 0; round < 2; ++round) {
        const auto held = co_await token(answer);
        if (held.empty()) co_return answer;
        net::client_request request;
        request.verb = net::method::post;
        request.url = base_ + "/cgi-bin/" + api_name + "?access_token=" + net::percent_encode(held);
        request.headers = {{"Content-Type", "application/json; charset=utf-8"}};
        request.body = body;
        auto asking = ask(std::move(request), api::call);
        answer = co_await std::move(asking);
        if (answer.remedy != remedy::refresh_token) co_return answer;
        if (token_.value == held) token_ = {};  // that one, not its successor
    }
    co_return answer;
}

}  // namespace app
