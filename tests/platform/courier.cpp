#include "tests/platform/courier.h"

#include "bot/runtime/spawn.h"

#include <boost/asio/this_coro.hpp>

namespace platform {
namespace {

using std::chrono::milliseconds;

// Headers as field logs show them (wechat §6.1).
std::vector<std::pair<std::string, std::string>> usual_headers() {
    return {{"User-Agent", "Mozilla/4.0"}, {"Accept", "*/*"}, {"Pragma", "no-cache"}};
}

std::string with_query(const std::string& url, const std::string& query) {
    return url + (url.find('?') == std::string::npos ? "?" : "&") + query;
}

std::string_view name_of(ruling outcome) {
    switch (outcome) {
        case ruling::acknowledged:
            return "acknowledged";
        case ruling::replied:
            return "replied";
        case ruling::illegal:
            break;
    }
    return "illegal";
}

std::string kind_of(const push& what) {
    if (what.is_event() && !what.fields.empty()) return what.fields.front().value;
    return what.type;
}

}  // namespace

sealing courier::fresh_sealing(const travel& how) {
    return {how.previous_key, std::to_string(core::unix_seconds(world_.wall_now())),
            invent_.digits(10)};
}

exchange courier::entry_for(const destination& where, delivery& what) {
    exchange entry;
    entry.at = world_.wall_now();
    entry.account = where.to.id;
    entry.user = what.what().user;
    entry.kind = kind_of(what.what());
    entry.msg_id = what.what().msg_id;
    entry.attempt = what.next_attempt();
    entry.encrypted = where.to.security != mode::plaintext;
    entry.sent = what.plaintext();
    entry.outcome = "no-answer";
    return entry;
}

runtime::task<courier::http_answer> courier::post(destination& where, sealer::letter letter,
                                                  travel how, steady_time deadline) {
    if (where.mischief.delay.count() > 0)
        co_await world_.wait_until(std::min(deadline, world_.now() + where.mischief.delay));
    net::client_request request;
    request.verb = net::method::post;
    request.url = with_query(where.to.url, letter.query);
    request.body = std::move(letter.body);
    request.headers = usual_headers();
    request.headers.emplace_back("Content-Type", "text/xml");
    request.version = how.version;
    request.fresh_connection = how.fresh_connection;
    request.limit = std::chrono::duration_cast<milliseconds>(deadline - world_.now());
    if (request.limit.count() <= 0) co_return net::client_errc::not_sent_in_time;
    co_return co_await world_.ask(std::move(request));
}

runtime::task<std::optional<verdict>> courier::attempt(destination& where,
                                                       std::shared_ptr<delivery> what, travel how,
                                                       sealing seals) {
    auto entry = entry_for(where, *what);
    const auto begun = world_.now();
    auto letter = where.keys.seal(seals, what->what().user, what->plaintext());
    http_answer got = core::errc::misconfigured;
    if (letter) got = co_await post(where, std::move(*letter), how, begun + limit_);
    entry.took = std::chrono::duration_cast<milliseconds>(world_.now() - begun);
    std::optional<verdict> judged;
    if (got) {
        const question asked{
            where.to, where.keys, what->what().user, seals, what->what().is_event(), where.media};
        judged = judge(asked, *got);
        entry.status = got->status;
        entry.outcome = name_of(judged->outcome);
        entry.reason = judged->reason;
        entry.answer = judged->outcome == ruling::illegal ? got->body : judged->plaintext;
        entry.agreement = what->agreement(*judged);
    } else {
        entry.reason = got.error().message();
    }
    if (judged && where.mischief.drop_answers > 0) {
        --where.mischief.drop_answers;
        entry.outcome = "dropped";
        judged.reset();
    }
    log_.add(std::move(entry));
    co_return judged;
}

runtime::task<> courier::copy(destination& where, std::shared_ptr<delivery> what, travel how,
                              sealing seals, settle done) {
    const auto judged = co_await attempt(where, what, how, std::move(seals));
    if (judged && what->take(*judged)) done(&*judged);
}

runtime::task<> courier::deliver(destination& where, std::shared_ptr<delivery> what, travel how,
                                 settle done) {
    auto seals = fresh_sealing(how);
    const auto loop = co_await boost::asio::this_coro::executor;
    for (unsigned extra = 1; extra < how.copies; ++extra)
        runtime::spawn(loop, "duplicate", copy(where, what, how, fresh_sealing(how), done));
    for (unsigned round = 0; round < attempts && !what->settled(); ++round) {
        const auto next_round = world_.now() + limit_;
        if (round > 0 && !how.same_signature) seals = fresh_sealing(how);
        const auto judged = co_await attempt(where, what, how, seals);
        const bool counts = judged && (judged->outcome != ruling::illegal || !how.retry_on_illegal);
        if (counts) {
            if (what->take(*judged)) done(&*judged);
            co_return;
        }
        co_await world_.wait_until(next_round);
    }
    if (what->give_up()) done(nullptr);
}

runtime::task<std::string> courier::deliver_again(destination& where,
                                                  std::shared_ptr<delivery> what, travel how) {
    const auto seals = fresh_sealing(how);
    const auto judged = co_await attempt(where, what, how, seals);
    if (!judged) co_return "no-answer";
    if (judged->outcome == ruling::illegal) co_return "illegal";
    co_return std::string(what->agreement(*judged));
}

runtime::task<std::string> courier::check_url(destination& where) {
    const auto echo = invent_.digits(19);
    net::client_request request;
    request.url = with_query(where.to.url, where.keys.check_query(fresh_sealing({}), echo));
    request.headers = usual_headers();
    request.version = 10;
    request.limit = limit_;
    const auto answer = co_await world_.ask(std::move(request));
    if (!answer) co_return answer.error().message();
    if (answer->status != 200) co_return "status " + std::to_string(answer->status);
    if (!answer->header("transfer-encoding").empty()) co_return "chunked answer";
    co_return answer->body == echo ? std::string() : "the body is not the echo";
}

}  // namespace platform
