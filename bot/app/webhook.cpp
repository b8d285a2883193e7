#include "bot/app/webhook.h"

#include "bot/core/log.h"
#include "bot/runtime/timer.h"

#include <boost/asio/this_coro.hpp>
#include <fmt/format.h>

namespace app {
namespace {

using namespace std::chrono_literals;

// The platform hangs up after 5 s (wechat §4.5). An answer later than this would be lost on the
// way.
constexpr auto answer_within = 4000ms;
// Past the platform's own limit: by then it has given the attempt up and tries again.
constexpr auto silent_until = 5500ms;

net::http_response refusal_response(unsigned status) {
    net::http_response response;
    response.status = status;
    if (status == 200) {
        response.content_type = "text/plain; charset=utf-8";
        response.body = "success";
    }
    return response;
}

net::http_response silent_close() {
    net::http_response response;
    response.status = 503;
    response.drop = true;
    return response;
}

}  // namespace

webhook::webhook(const account& channel, session::conversations& talks, const core::clock& clock,
                 core::metrics& registry)
    : account_(channel),
      talks_(talks),
      clock_(clock),
      registry_(registry),
      accepted_(registry.count("daozhen_webhook_accepted_total", "Verified messages and events.",
                               fmt::format("account=\"{}\"", channel.id()))),
      latency_(registry.latency("daozhen_webhook_seconds",
                                "From a request's first byte to its answer.")) {}

net::http_response webhook::refuse(const adapters::refusal& refused) {
    const auto code = core::make_error_code(refused.reason);
    registry_
        .count("daozhen_webhook_refused_total", "Requests refused, by reason.",
               fmt::format("account=\"{}\",reason=\"{}\"", account_.id(), refused.detail))
        .add();
    // A signed message that cannot be opened means our own key is wrong: somebody has to be told.
    const bool matters = refused.status == 200 || refused.alarming;
    const auto level = matters ? core::severity::error : core::severity::debug;
    core::log(level, "webhook-refused",
              {{"account", account_.id()}, {"reason", code.message()}, {"detail", refused.detail}});
    return refusal_response(refused.status);
}

// False: not stored, so the platform had better tell again.
runtime::task<bool> webhook::hear_desk(const adapters::direct& told) {
    core::conversation_key key{account_.id(), told.released_user};
    session::unprompted spoke =
        session::desk_spoke{dialog::desk_report::released, told.delivery_key};
    const auto outcome =
        co_await talks_.take_unprompted(std::move(key), std::move(spoke), account_.outgoing());
    co_return outcome != session::unprompted_outcome::failed;
}

runtime::task<net::http_response> webhook::handle(const net::http_request& request) {
    auto decoded = account_.channel().decode(request, clock_.now());
    if (const auto* refused = std::get_if<adapters::refusal>(&decoded)) co_return refuse(*refused);
    accepted_.add();
    if (auto* direct = std::get_if<adapters::direct>(&decoded)) {
        if (!direct->released_user.empty()) {
            const auto heard = co_await hear_desk(*direct);
            if (!heard) co_return refusal_response(503);
        }
        co_return std::move(direct->response);
    }

    if (auto* woken = std::get_if<adapters::wake_up>(&decoded)) {
        if (on_wake_) on_wake_(account_.id(), *woken);
        co_return std::move(woken->response);
    }

    auto& taken = std::get<adapters::delivery>(decoded);
    const auto received_at = request.received_at;
    auto turn = talks_.take(std::move(taken.message), account_, received_at + answer_within);
    const auto outcome = co_await std::move(turn);
    if (outcome.kind == session::answer_kind::timed_out) {
        auto executor = co_await boost::asio::this_coro::executor;
        runtime::timer wait(executor, received_at + silent_until);
        co_await wait.async_wait(runtime::use_task);
        co_return silent_close();
    }
    latency_.record(std::chrono::steady_clock::now() - received_at);
    // Nothing to say and nothing stored: only a failure makes the platform try again.
    if (outcome.kind == session::answer_kind::improvised && outcome.body.empty())
        co_return refusal_response(503);
    co_return account_.channel().seal(taken.context, outcome.body, clock_.now());
}

}  // namespace app
