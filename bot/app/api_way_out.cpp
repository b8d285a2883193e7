#include "bot/app/api_way_out.h"

#include <utility>

namespace app {
namespace {

using namespace std::chrono_literals;

// Longer than the platforms take, shorter than a lease lasts.
constexpr auto call_limit = 8s;

core::verdict nothing_to_say() {
    return {core::verdict_kind::dead, 0ms, false, 0, false, "empty"};
}

}  // namespace

runtime::task<core::verdict> api_way_out::say(std::string user, std::vector<core::block> page,
                                              std::uint64_t number, std::string token) {
    auto call = channel_->say(user, page, number, token);
    if (!call) co_return nothing_to_say();
    std::string body;
    const auto answer = co_await make(std::move(*call), body);
    co_return channel_->judge(answer, clock_.now());
}

runtime::task<core::verdict> api_way_out::tell_desk(core::desk_notice notice, std::uint64_t number,
                                                    std::string token) {
    auto call = channel_->tell_desk(notice, number, token);
    if (!call) co_return nothing_to_say();
    std::string body;
    const auto answer = co_await make(std::move(*call), body);
    co_return channel_->judge_desk(answer, clock_.now());
}

runtime::task<core::fresh_token> api_way_out::ask_token(bool force) {
    std::string body;
    auto call = channel_->ask_token(force);
    const auto answer = co_await make(std::move(call), body);
    co_return channel_->read_token(answer, clock_.now());
}

runtime::task<adapters::api_answer> api_way_out::make(adapters::api_call call, std::string& kept) {
    net::client_request request;
    request.verb = call.verb;
    request.url = std::move(call.url);
    request.body = std::move(call.body);
    request.limit = call_limit;
    if (request.verb == net::method::post)
        request.headers.emplace_back("Content-Type", "application/json; charset=utf-8");
    auto got = co_await client_.send(std::move(request));
    adapters::api_answer answer;
    if (got) {
        kept = std::move(got->body);
        answer.status = got->status;
        answer.body = kept;
    } else {
        answer.reached = net::may_have_reached_peer(got.error());
    }
    co_return answer;
}

}  // namespace app
