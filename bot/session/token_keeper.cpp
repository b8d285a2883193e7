#include "bot/session/token_keeper.h"

#include "bot/core/log.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace session {
namespace {

using namespace std::chrono_literals;

constexpr auto lease_time = 30s;
constexpr auto others_ask_for = 500ms;
constexpr auto longest_wait = 30s;

// Old and new tokens overlap for five minutes; one that lives shorter is renewed at half its time.
core::wall_time renewal_of(const store::stored_token& token) {
    const auto life = token.expires - token.taken;
    return life < 10min ? token.taken + life / 2 : token.expires - 5min;
}

core::counter& counted(core::metrics& registry, std::string_view name, std::string_view help,
                       const std::string& account) {
    return registry.count(name, help, fmt::format("account=\"{}\"", account));
}

}  // namespace

token_keeper::token_keeper(const runtime::executor& loop, std::string account, std::string holder,
                           store::store& memory, way_out& platform, const core::clock& clock,
                           core::metrics& registry)
    : loop_(loop),
      account_(std::move(account)),
      holder_(std::move(holder)),
      store_(memory),
      platform_(platform),
      clock_(clock),
      asked_(counted(registry, "daozhen_token_requests_total",
                     "Access tokens asked for at the platform.", account_)),
      failures_(counted(registry, "daozhen_token_errors_total",
                        "Access tokens that the platform refused or did not give.", account_)) {}

runtime::task<core::fresh_token> token_keeper::get() {
    const auto now = clock_.now();
    if (is_good(known_, now)) co_return core::fresh_token{known_.value, known_.expires, {}};
    if (now < not_before_) {
        auto waits = failed_;
        waits.wait = not_before_ - now;
        co_return old_or(std::move(waits));
    }
    if (const auto flight = flight_) {
        const auto* found = co_await flight->wait(longest_wait);
        if (found != nullptr) co_return *found;
        co_return core::fresh_token{
            {}, {}, {core::verdict_kind::retry, 1s, true, 0, false, "token"}};
    }
    const auto flight = std::make_shared<box>(loop_);
    flight_ = flight;
    auto found = co_await find();
    flight_.reset();
    flight->set(found);
    co_return found;
}

void token_keeper::reject(const std::string& value) {
    failures_.add();
    if (value == known_.value) rejected_ = value;
}

runtime::task<core::fresh_token> token_keeper::find() {
    auto stored = co_await store_.find_token(account_);
    if (stored && *stored && is_good(**stored, clock_.now())) co_return use(std::move(**stored));
    core::verdict elsewhere{core::verdict_kind::retry, others_ask_for, true, 0, false, "token"};
    auto held = co_await store_.take_lease("token/" + account_, holder_, clock_.now(), lease_time);
    if (!held || !*held) co_return old_or(std::move(elsewhere));
    // Whoever had the lease before may have just brought one.
    stored = co_await store_.find_token(account_);
    core::fresh_token found;
    if (stored && *stored && is_good(**stored, clock_.now()))
        found = use(std::move(**stored));
    else
        found = co_await ask(**held);
    co_await store_.end_lease(std::move(**held));
    co_return found;
}

runtime::task<core::fresh_token> token_keeper::ask(store::lease held) {
    asked_.add();
    auto answer = co_await platform_.ask_token(false);
    if (!answer.value.empty() && answer.value == rejected_) {
        asked_.add();
        answer = co_await platform_.ask_token(true);
    }
    const auto now = clock_.now();
    if (answer.value.empty() || answer.value == rejected_) {
        failures_.add();
        failed_ = std::move(answer.failed);
        if (failed_.what == core::verdict_kind::sent)  // the refused one came back
            failed_ = {core::verdict_kind::retry, 1min, true, 0, true, "token-refused"};
        failed_.all_wait = true;
        failed_.wait = std::max<std::chrono::milliseconds>(failed_.wait, 1s);
        not_before_ = now + failed_.wait;
        core::log(failed_.alarming ? core::severity::error : core::severity::warning,
                  "token-refused", {{"account", account_}, {"why", failed_.why}});
        co_return old_or(failed_);
    }
    store::stored_token fresh{std::move(answer.value), now, answer.expires};
    const auto kept = co_await store_.keep_token(std::move(held), account_, fresh);
    if (!kept)
        core::log(core::severity::warning, "token-not-stored",
                  {{"account", account_}, {"why", kept.error().message()}});
    co_return use(std::move(fresh));
}

bool token_keeper::is_good(const store::stored_token& token, core::wall_time now) const {
    return !token.value.empty() && token.value != rejected_ && now < renewal_of(token);
}

core::fresh_token token_keeper::use(store::stored_token token) {
    known_ = std::move(token);
    return {known_.value, known_.expires, {}};
}

// One that is due for renewal serves until it ends.
core::fresh_token token_keeper::old_or(core::verdict failed) const {
    if (!known_.value.empty() && known_.value != rejected_ && clock_.now() < known_.expires)
        return {known_.value, known_.expires, {}};
    return {{}, {}, std::move(failed)};
}

}  // namespace session
