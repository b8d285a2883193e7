#include "bot/app/kf_source.h"

#include "adapters/wecom/kf_event.h"
#include "adapters/wecom/kf_inbound.h"
#include "adapters/wecom/kf_render.h"
#include "adapters/wecom/kf_send.h"
#include "adapters/wecom/kf_sync.h"
#include "bot/core/log.h"
#include "bot/runtime/timer.h"

#include <fmt/format.h>

#include <array>

namespace app {
namespace {

using namespace std::chrono_literals;
namespace wecom = adapters::wecom;
using session::sending;
using wecom::remedy;

// An ambiguous call is repeated with the same msgid (wecom §6.4, §3.9).
constexpr std::array<std::chrono::milliseconds, 3> busy_pauses{500ms, 1'000ms, 2'000ms};

core::counter& figure(core::metrics& registry, const std::string& account, std::string_view what) {
    return registry.count("daozhen_kf_sent_total", "Calls that answer customers, by outcome.",
                          fmt::format("account=\"{}\",outcome=\"{}\"", account, what));
}

std::string_view name_of(wecom::kf_session_status::change what) {
    using change = wecom::kf_session_status::change;
    if (what == change::ended) return "ended";
    return what == change::unknown ? "" : "taken";
}

// What the session has to know of an event, in the fields of an inbound: the event's name, and in
// `pick` what it is about.
struct event_reader {
    core::inbound& out;
    void operator()(const wecom::kf_session_status& status) const {
        out.pick = name_of(status.what);
    }
    void operator()(const wecom::kf_recalled& recalled) const { out.pick = recalled.message_id; }
    void operator()(const wecom::kf_send_failed& failed) const {
        out.pick = wecom::send_failure(failed.type.value_or(0));
    }
    template <class Other>
    void operator()(const Other&) const {
        out.event.clear();  // of no interest
    }
};

session::pulled_message taken(const wecom::kf_message& from, std::string_view account) {
    session::pulled_message made{std::string(from.id), wecom::to_inbound(from, account)};
    if (made.message.kind == core::inbound_kind::notice)
        std::visit(event_reader{made.message}, from.body);
    return made;
}

}  // namespace

kf_source::kf_source(runtime::executor loop, wecom_calls& calls, std::string account,
                     std::string open_kf_id, core::metrics& registry)
    : loop_(std::move(loop)),
      calls_(calls),
      account_(std::move(account)),
      open_kf_id_(std::move(open_kf_id)),
      sent_(figure(registry, account_, "sent")),
      uncertain_(figure(registry, account_, "uncertain")),
      lost_(figure(registry, account_, "lost")),
      undelivered_(figure(registry, account_, "undelivered")) {}

runtime::task<core::result<session::pulled_page>> kf_source::pull(std::string cursor,
                                                                  std::string token) {
    auto asking = calls_.post("kf/sync_msg", wecom::write_kf_sync({open_kf_id_, cursor, token}));
    const auto answer = co_await std::move(asking);
    if (answer.remedy == remedy::without_token) co_return core::errc::stale;
    if (answer.remedy == remedy::wait) co_return core::errc::overloaded;
    if (answer.remedy == remedy::stop) co_return core::errc::misconfigured;
    if (answer.code != 0) co_return core::errc::unavailable;
    auto page = wecom::read_kf_page(answer.body);
    if (!page) co_return core::errc::malformed;
    wecom::put_in_order(page->messages);
    session::pulled_page out{{}, std::string(page->next_cursor), page->has_more};
    out.messages.reserve(page->messages.size());
    for (const auto& one : page->messages) out.messages.push_back(taken(one, account_));
    co_return out;
}

void kf_source::note(const core::inbound& event) {
    if (event.event == "session_status_change") {
        if (event.pick == "ended")
            held_.erase(event.user);
        else if (event.pick == "taken")
            held_.insert(event.user);
    } else if (event.event == "msg_send_fail") {
        undelivered_.add();
        core::log(core::severity::warning, "kf-undelivered",
                  {{"account", account_}, {"why", event.pick}});
    }
}

// Asked only of sessions that people held when we last heard of them: their end by time is told by
// nobody (wecom §3.7).
runtime::task<core::result<bool>> kf_source::may_answer(std::string user) {
    if (!held_.contains(user)) co_return true;
    auto asking = calls_.post("kf/service_state/get",
                              wecom::write_kf_state_query(open_kf_id_, wecom::kf_customer(user)));
    const auto answer = co_await std::move(asking);
    if (answer.code != 0) co_return core::errc::unavailable;
    const auto json = adapters::tencent::json_document::read_answer(answer.body);
    const auto state = json ? (*json)["service_state"].integer() : std::nullopt;
    if (!state || *state < 0 || *state > 4) co_return core::errc::malformed;
    const bool free = wecom::may_send(static_cast<wecom::kf_state>(*state));
    if (free) held_.erase(user);
    co_return free;
}

runtime::task<sending> kf_source::send_part(std::string api, std::string body,
                                            const std::string& user) {
    wecom_answer answer;
    for (std::size_t attempt = 0;; ++attempt) {
        auto asking = calls_.post(api, body);
        answer = co_await std::move(asking);
        const bool busy = answer.remedy == remedy::retry || answer.remedy == remedy::slow_down;
        if (!busy || attempt == busy_pauses.size()) break;
        runtime::timer alarm(loop_, std::chrono::steady_clock::now() + busy_pauses[attempt]);
        co_await alarm.async_wait(runtime::use_task);
    }
    switch (answer.remedy) {
        case remedy::none:
            sent_.add();
            co_return sending::done;
        case remedy::unknown_outcome:  // a repeated msgid, or a code that was used: it got through
            uncertain_.add();
            co_return sending::done;
        case remedy::retry:
        case remedy::slow_down:
        case remedy::wait:
        case remedy::refresh_token:
        case remedy::stop:  // until somebody has put it right
            co_return sending::again;
        case remedy::reread_state:
            held_.insert(user);
            break;
        default:
            break;
    }
    lost_.add();
    core::log(
        core::severity::warning, "kf-not-sent",
        {{"account", account_}, {"code", answer.code}, {"remedy", wecom::name_of(answer.remedy)}});
    co_return sending::lost;
}

runtime::task<sending> kf_source::send(core::inbound message, std::string body) {
    for (const auto& call : wecom::kf_calls(body)) {
        const bool hands_over = call.api == "kf/service_state/trans";
        auto part = send_part(std::string(call.api), std::string(call.body), message.user);
        const auto how = co_await std::move(part);
        if (hands_over)
            held_.insert(message.user);  // its refusal too means: look first
        else if (how != sending::done)
            co_return how;
    }
    co_return sending::done;
}

}  // namespace app
