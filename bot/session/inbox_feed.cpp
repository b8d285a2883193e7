#include "bot/session/inbox_feed.h"

#include "bot/core/log.h"
#include "bot/runtime/spawn.h"
#include "bot/session/inbound_text.h"

#include <boost/asio/post.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace session {
namespace {

using namespace std::chrono_literals;
using steady = std::chrono::steady_clock;

constexpr auto first_retry = 500ms, longest_retry = 30'000ms;
constexpr auto after_limit = 60s;   // the platform's minute
constexpr auto after_failure = 1s;  // of a pull
constexpr auto turn_limit = 30s;
constexpr unsigned most_standstill = 3;
constexpr std::size_t loaded_at_once = 500;

core::counter& figure(core::metrics& registry, const std::string& feed, std::string_view what) {
    return registry.count("daozhen_feed_messages_total", "Pulled messages, by what became of them.",
                          fmt::format("feed=\"{}\",fate=\"{}\"", feed, what));
}

// What only has to be remembered: reports of no interest.
bool matters(const core::inbound& message) {
    return message.kind != core::inbound_kind::notice || !message.event.empty();
}

}  // namespace

inbox_feed::inbox_feed(const runtime::executor& loop, store::store& memory, conversations& talks,
                       const reply_writer& writer, pull_source& source, const core::clock& clock,
                       core::metrics& registry, feed_settings settings)
    : loop_(loop),
      memory_(memory),
      talks_(talks),
      writer_(writer),
      source_(source),
      clock_(clock),
      settings_(std::move(settings)),
      pulled_(figure(registry, settings_.name, "pulled")),
      answered_(figure(registry, settings_.name, "answered")),
      passed_over_(figure(registry, settings_.name, "passed-over")),
      retried_(figure(registry, settings_.name, "retried")),
      bell_(loop) {}

void inbox_feed::wake(std::string token) {
    boost::asio::post(loop_, [this, token = std::move(token)]() mutable {
        if (!token.empty()) token_ = std::move(token);
        woken_ = true;
        bell_.cancel();
    });
}

void inbox_feed::stop() {
    stopping_ = true;
    bell_.cancel();
}

// In slices, so that a long one does not hold up the end.
runtime::task<> inbox_feed::pause(std::chrono::milliseconds time) {
    const auto until = steady::now() + time;
    while (!stopping_ && steady::now() < until) {
        runtime::timer alarm(loop_, std::min(until, steady::now() + first_retry));
        co_await alarm.async_wait(runtime::use_task);
    }
}

runtime::task<bool> inbox_feed::hold_lease() {
    if (lease_ && steady::now() < renew_at_) co_return true;
    auto taking = memory_.take_lease("pull/" + settings_.name, settings_.holder, clock_.now(),
                                     settings_.lease);
    auto taken = co_await std::move(taking);
    if (!taken || !*taken) {
        lease_.reset();
        loaded_ = false;
        cursor_.reset();
        co_return false;
    }
    lease_ = std::move(**taken);
    renew_at_ = steady::now() + settings_.lease / 3;
    co_return true;
}

// What another process, or this one before a crash, has left.
runtime::task<bool> inbox_feed::load_waiting() {
    if (loaded_) co_return true;
    auto looking = memory_.find_cursor(settings_.name);
    auto cursor = co_await std::move(looking);
    if (!cursor) co_return false;
    for (std::uint64_t after = 0;;) {
        auto reading = memory_.waiting_items(settings_.name, after, loaded_at_once);
        auto found = co_await std::move(reading);
        if (!found) co_return false;
        for (auto& item : *found) {
            after = item.number;
            auto message = decode_inbound(item.content);
            if (message) enqueue(item.number, std::move(item.id), std::move(*message));
        }
        if (found->size() < loaded_at_once) break;
    }
    cursor_ = std::move(*cursor);
    loaded_ = true;
    co_return true;
}

runtime::task<> inbox_feed::run() {
    while (!stopping_) {
        bool mine = co_await hold_lease();
        if (mine) mine = co_await load_waiting();
        if (!mine) {
            co_await pause(after_failure);
            continue;
        }
        if (woken_ && steady::now() >= quiet_until_) co_await pull_all();
        if (!stopping_) co_await wait_for_work();
    }
    if (lease_) {
        auto ending = memory_.end_lease(*lease_);
        static_cast<void>(co_await std::move(ending));
    }
    ended_ = true;
}

runtime::task<> inbox_feed::wait_for_work() {
    if (woken_ && steady::now() >= quiet_until_) co_return;
    auto until = std::min(renew_at_, poll_at_);
    if (woken_) until = std::min(until, quiet_until_);
    bell_.expires_at(until);
    co_await bell_.async_wait(runtime::use_task);
    if (steady::now() >= poll_at_) woken_ = true;  // pushes get lost
}

runtime::task<> inbox_feed::pull_all() {
    woken_ = false;
    standstill_ = 0;
    poll_at_ = steady::now() + settings_.poll;
    for (bool more = true; more && !stopping_;) {
        while (!stopping_ && known_.size() >= settings_.waiting) {
            co_await pause(10ms);
            const bool mine = co_await hold_lease();
            if (!mine) co_return;
        }
        const bool mine = co_await hold_lease();
        if (!mine) co_return;
        const bool went_well = co_await pull_page(more);
        if (!went_well) {
            woken_ = true;
            co_return;
        }
    }
}

runtime::task<bool> inbox_feed::pull_page(bool& more) {
    const auto token = token_;
    auto asking = source_.pull(*cursor_, token);
    auto page = co_await std::move(asking);
    if (!page && page.error() == core::errc::stale && !token.empty()) {
        if (token_ == token) token_.clear();
        co_return true;  // the same once more, without
    }
    if (!page) {
        const bool limited = page.error() == core::errc::overloaded;
        quiet_until_ = steady::now() +
                       (limited ? steady::duration(after_limit) : steady::duration(after_failure));
        core::log(core::severity::warning, "pull-failed",
                  {{"feed", settings_.name}, {"why", page.error().message()}});
        co_return false;
    }
    const bool moved = page->cursor != *cursor_ || !page->messages.empty();
    standstill_ = moved ? 0 : standstill_ + 1;
    more = page->more && standstill_ < most_standstill;
    if (!moved) co_return true;
    auto keeping = keep(std::move(*page));
    co_return co_await std::move(keeping);
}

runtime::task<bool> inbox_feed::keep(pulled_page page) {
    const auto now = clock_.now();
    const bool is_history = cursor_->empty();
    store::inbox_page kept{settings_.name, page.cursor, {}, now};
    for (const auto& [id, message] : page.messages) {
        const bool too_old = is_history && now - message.sent_at > settings_.oldest_unknown;
        kept.items.push_back({id,
                              {message.account, message.user},
                              encode_inbound(message),
                              matters(message) && !too_old});
    }
    auto storing = memory_.take_page(*lease_, std::move(kept));
    auto numbers = co_await std::move(storing);
    if (!numbers || !*numbers) {
        if (numbers) lease_.reset();  // somebody else pulls now
        loaded_ = loaded_ && lease_.has_value();
        co_return false;
    }
    cursor_ = std::move(page.cursor);
    pulled_.add(page.messages.size());
    for (std::size_t i = 0; i < page.messages.size(); ++i) {
        const auto number = (**numbers)[i];
        if (number == 0)
            passed_over_.add();
        else
            enqueue(number, std::move(page.messages[i].id), std::move(page.messages[i].message));
    }
    co_return true;
}

void inbox_feed::enqueue(std::uint64_t number, std::string id, core::inbound message) {
    if (!known_.insert(number).second) return;
    drop_recalled(message);
    const auto user = message.user;
    auto [place, is_new] = lanes_.try_emplace(user);
    place->second.push_back({number, std::move(id), std::move(message)});
    if (is_new) ready_.push_back(user);
    start_workers();
}

// What the patient takes back is not answered if nobody began to (wecom §3.9, 11).
void inbox_feed::drop_recalled(const core::inbound& recall) {
    if (recall.event != "user_recall_msg") return;
    const auto place = lanes_.find(recall.user);
    if (place == lanes_.end()) return;
    for (auto one = place->second.begin(); one != place->second.end(); ++one) {
        const bool begun =
            one == place->second.begin() && std::ranges::find(ready_, recall.user) == ready_.end();
        if (one->id == recall.pick && !begun) one->message.kind = core::inbound_kind::notice;
    }
}

void inbox_feed::start_workers() {
    while (!stopping_ && active_ < settings_.workers && !ready_.empty()) {
        ++active_;
        runtime::spawn(loop_, "feed", work(std::move(ready_.front())));
        ready_.pop_front();
    }
}

runtime::task<> inbox_feed::work(std::string user) {
    lane& mine = lanes_.at(user);  // stays where it is until we take it away
    while (!mine.empty() && !stopping_) {
        const auto number = mine.front().number;
        auto wait = std::chrono::milliseconds(first_retry);
        for (;;) {
            auto trying = answer_one(mine.front().message);
            const bool dealt_with = co_await std::move(trying);
            if (dealt_with) break;
            if (stopping_) {
                --active_;
                co_return;
            }
            retried_.add();
            co_await pause(wait);
            wait = std::min(2 * wait, std::chrono::milliseconds(longest_retry));
        }
        co_await settle(number);
        known_.erase(number);
        mine.pop_front();
    }
    if (mine.empty()) lanes_.erase(user);
    --active_;
    start_workers();
}

runtime::task<> inbox_feed::settle(std::uint64_t number) {
    for (;;) {
        std::vector<std::uint64_t> one{number};
        auto storing = memory_.settle_items(std::move(one));
        const auto settled = co_await std::move(storing);
        if (settled || stopping_) co_return;
        co_await pause(after_failure);
    }
}

runtime::task<bool> inbox_feed::answer_one(const core::inbound& message) {
    if (message.kind == core::inbound_kind::notice) {
        source_.note(message);
        co_return true;
    }
    const bool late_welcome = message.kind == core::inbound_kind::follow &&
                              clock_.now() - message.sent_at > settings_.welcome_within;
    auto asking = source_.may_answer(message.user);
    const auto free = co_await std::move(asking);
    if (!free) co_return false;
    if (late_welcome || !*free) {
        passed_over_.add();
        co_return true;
    }
    auto turn = talks_.take(message, writer_, steady::now() + turn_limit);
    auto reply = co_await std::move(turn);
    if (reply.kind != answer_kind::replied && reply.kind != answer_kind::repeated) co_return false;
    if (!reply.body.empty()) {
        auto delivering = source_.send(message, std::move(reply.body));
        const auto how = co_await std::move(delivering);
        if (how == sending::again) co_return false;
    }
    answered_.add();
    co_return true;
}

}  // namespace session
