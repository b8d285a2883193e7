#include "bot/session/outbox_sender.h"

#include "bot/core/log.h"
#include "bot/runtime/spawn.h"
#include "bot/session/saved_conversation.h"
#include "bot/session/sender_figures.h"

#include <algorithm>

namespace session {
namespace {

using namespace std::chrono_literals;
using core::verdict_kind;
using store::fate;

constexpr auto idle = 1s;
constexpr auto others_send_for = 5s;
constexpr auto longest_backoff = std::chrono::milliseconds(5min);
constexpr auto longest_call = 12s;
constexpr std::uint32_t most_unknown = 3;  // attempts nobody knows the end of

std::chrono::milliseconds backoff(std::chrono::milliseconds first, std::uint32_t attempts) {
    return std::min(first * (1L << std::min(attempts, 20U)), longest_backoff);
}

bool is_reminder(const outgoing_body& body) {
    const auto* page = std::get_if<patient_page>(&body);
    return page != nullptr && !page->keeps;
}

}  // namespace

// One round's messages, shared by the workers that take them one after another.
struct outbox_sender::round {
    explicit round(const runtime::executor& loop) : ended(loop) {}
    std::vector<store::queued_message> messages;
    std::size_t next = 0, workers = 0;
    runtime::once<bool> ended;
};

struct outbox_sender::figures : sender_figures {
    using sender_figures::sender_figures;
};

outbox_sender::outbox_sender(const runtime::executor& loop, std::string account, std::string holder,
                             store::store& memory, way_out& platform, conversations& talks,
                             const core::clock& clock, core::metrics& registry,
                             sender_limits limits)
    : loop_(loop),
      account_(std::move(account)),
      holder_(std::move(holder)),
      store_(memory),
      platform_(platform),
      talks_(talks),
      clock_(clock),
      limits_(limits),
      tokens_(loop, account_, holder_, memory, platform, clock, registry),
      figures_(std::make_unique<figures>(registry, account_, clock)) {}

outbox_sender::~outbox_sender() = default;

runtime::task<core::wall_time> outbox_sender::run_once() {
    const auto now = clock_.now();
    co_await settle_what_failed();
    co_await count();
    const bool held = co_await hold_lease(now);
    if (!held) co_return now + others_send_for;
    if (now < rest_until_) co_return std::min(rest_until_, now + others_send_for);
    auto due = co_await store_.due_messages(account_, now, limits_.in_a_round);
    if (!due || due->empty()) co_return now + idle;

    moved_ = false;
    const auto ours = std::make_shared<round>(loop_);
    ours->messages = std::move(*due);
    ours->workers = std::min(limits_.at_once, ours->messages.size());
    for (auto left = ours->workers; left > 0; --left) runtime::spawn(loop_, "send", work(ours));
    co_await ours->ended.wait(std::chrono::hours(1));
    co_return moved_ ? clock_.now() : clock_.now() + idle;
}

runtime::task<> outbox_sender::leave() {
    co_await settle_what_failed();
    if (!lease_) co_return;
    auto held = std::move(*lease_);
    lease_.reset();
    co_await store_.end_lease(std::move(held));
}

runtime::task<bool> outbox_sender::hold_lease(core::wall_time now) {
    if (!lease_ || lease_->until - now < limits_.lease * 2 / 3) {
        auto taken = co_await store_.take_lease("outbox/" + account_, holder_, now, limits_.lease);
        lease_ = taken ? std::move(*taken) : std::nullopt;
    }
    if (!lease_) co_return false;
    if (cleared_fence_ != lease_->fence) co_await settle_left_behind();
    co_return cleared_fence_ == lease_->fence;
}

// What somebody began and did not live to settle: sent again only where that does no harm.
runtime::task<> outbox_sender::settle_left_behind() {
    auto left = co_await store_.begun_before(*lease_, account_, limits_.in_a_round);
    if (!left) co_return;
    const auto now = clock_.now();
    for (const auto& message : *left) {
        store::settlement how{fate::unknown, now, now, "restart"};
        if (may_repeat(message, now)) how.how = fate::waiting;
        const auto told = co_await store_.settle_message(message.id, how);
        if (!told) co_return;
        if (how.how == fate::unknown) figures_->unknown.add();
    }
    if (left->size() < limits_.in_a_round) cleared_fence_ = lease_->fence;
}

runtime::task<> outbox_sender::work(std::shared_ptr<round> ours) {
    struct leaving {
        round& from;
        ~leaving() {
            if (--from.workers == 0) from.ended.set(true);
        }
    } const last_one_out{*ours};
    while (ours->next < ours->messages.size() && may_begin(clock_.now())) {
        auto one = send(std::move(ours->messages[ours->next++]));
        co_await std::move(one);
    }
}

// What is begun has to end under the same lease.
bool outbox_sender::may_begin(core::wall_time now) const {
    return now >= rest_until_ && lease_->until - now > longest_call;
}

runtime::task<> outbox_sender::send(store::queued_message message) {
    const auto body = decode_outgoing(message.body);
    const auto now = clock_.now();
    if (!body || now - message.created > limits_.oldest) {
        store::settlement how{fate::dead, now, {}, body ? "too-old" : "unreadable"};
        figures_->dead.add();
        co_return co_await settle(message.id, std::move(how));
    }
    const bool room = co_await has_room(message, *body);
    if (!room) co_return;
    auto told = co_await attempt(message, *body);
    if (told) co_await end(message, *body, std::move(*told));
}

// False: nothing may be sent now, and the message has been taken care of.
runtime::task<bool> outbox_sender::has_room(const store::queued_message& message,
                                            const outgoing_body& body) {
    if (!std::holds_alternative<patient_page>(body)) co_return true;
    const auto now = clock_.now();
    auto known = co_await store_.load(message.key);
    if (!known) co_return false;
    auto sent = co_await store_.sent_since(message.key, now - longest_span(platform_.rules()));
    if (!sent) co_return false;
    const auto saved = decode(known->state);
    const auto told =
        allowance_of(platform_.rules(), saved ? saved->opened : openings(), *sent, now);
    figures_->left = told.left;
    if (told.when == allowance::answer::now) co_return true;
    figures_->held_back.add();
    if (told.when == allowance::answer::later) {
        store::settlement how{fate::waiting, now, told.again, "quota"};
        co_await settle(message.id, std::move(how));
    } else {
        co_await give_back(message, body);
    }
    co_return false;
}

// None: it was not begun, and waits as before.
runtime::task<std::optional<core::verdict>> outbox_sender::attempt(
    const store::queued_message& message, const outgoing_body& body) {
    auto token = co_await tokens_.get();
    if (token.value.empty()) {
        rest(token.failed.wait);
        co_return std::nullopt;
    }
    const auto begun = co_await store_.begin_message(*lease_, message.id, clock_.now());
    if (!begun || *begun == store::under_lease::refused) co_return std::nullopt;
    moved_ = true;
    auto told = co_await call(message, body, token.value);
    if (told.what != verdict_kind::refresh_token) co_return told;
    // Once, with a token that is another one; what the second is told counts.
    tokens_.reject(token.value);
    auto other = co_await tokens_.get();
    if (!other.value.empty() && other.value != token.value)
        told = co_await call(message, body, other.value);
    if (told.what == verdict_kind::refresh_token)
        told = {verdict_kind::retry,
                std::max<std::chrono::milliseconds>(other.failed.wait, 1min),
                true,
                0,
                true,
                std::move(told.why)};
    co_return told;
}

runtime::task<core::verdict> outbox_sender::call(const store::queued_message& message,
                                                 const outgoing_body& body, std::string token) {
    if (const auto* page = std::get_if<patient_page>(&body))
        return platform_.say(message.key.user, page->blocks, message.id, std::move(token));
    return platform_.tell_desk(std::get<core::desk_notice>(body), message.id, std::move(token));
}

runtime::task<> outbox_sender::end(const store::queued_message& message, const outgoing_body& body,
                                   core::verdict told) {
    const auto now = clock_.now();
    if (told.alarming)
        core::log(core::severity::error, "outbox-refused",
                  {{"account", account_}, {"why", told.why}, {"message", message.id}});
    if (told.all_wait) rest(told.wait);
    const auto attempts = message.attempts + 1;
    store::settlement how{fate::waiting, now, now + backoff(told.wait, message.attempts), told.why};
    switch (told.what) {
        case verdict_kind::sent:
            figures_->sent.add();
            how.how = fate::sent;
            break;
        case verdict_kind::refresh_token:
        case verdict_kind::retry:
            figures_->retried.add();
            if (told.most_attempts != 0 && attempts >= told.most_attempts) how.how = fate::dead;
            break;
        case verdict_kind::await_user:
            how.due = now + 1min;
            co_await settle(message.id, how);
            co_return co_await give_back(message, body);
        case verdict_kind::dead:
            how.how = fate::dead;
            break;
        case verdict_kind::unknown:
            if (!may_repeat(message, now) || attempts >= most_unknown) how.how = fate::unknown;
            break;
    }
    if (how.how == fate::dead) figures_->dead.add();
    if (how.how == fate::unknown) figures_->unknown.add();
    co_await settle(message.id, std::move(how));
}

// The patient's next message brings it; a reminder is not worth that.
runtime::task<> outbox_sender::give_back(const store::queued_message& message,
                                         const outgoing_body& body) {
    const auto now = clock_.now();
    if (is_reminder(body) || !std::holds_alternative<patient_page>(body)) {
        store::settlement how{fate::dead, now, {}, "window"};
        figures_->dead.add();
        co_return co_await settle(message.id, std::move(how));
    }
    figures_->returned.add();
    unprompted back = message_returned{message.id, std::get<patient_page>(body).blocks};
    const auto outcome = co_await talks_.take_unprompted(message.key, std::move(back), &platform_);
    moved_ = true;
    if (outcome == unprompted_outcome::done) co_return;
    store::settlement how{fate::dead, now, now + 1min, "window"};
    if (outcome == unprompted_outcome::failed) how.how = fate::waiting;
    co_await settle(message.id, std::move(how));
}

runtime::task<> outbox_sender::settle(std::uint64_t id, store::settlement how) {
    const auto told = co_await store_.settle_message(id, how);
    moved_ = true;
    if (!told) unsettled_.emplace_back(id, std::move(how));
}

runtime::task<> outbox_sender::settle_what_failed() {
    auto waiting = std::exchange(unsettled_, {});
    for (auto& [id, how] : waiting) {
        auto one = settle(id, std::move(how));
        co_await std::move(one);
    }
}

runtime::task<> outbox_sender::count() {
    const auto now = clock_.now();
    if (now < count_again_) co_return;
    count_again_ = now + 5s;
    const auto told = co_await store_.count_messages(account_);
    if (told) figures_->note(*told);
}

bool outbox_sender::may_repeat(const store::queued_message& message, core::wall_time now) const {
    const auto began = message.began == core::wall_time() ? now : message.began;
    return now - began < platform_.repeatable_for();
}

void outbox_sender::rest(std::chrono::milliseconds how_long) {
    rest_until_ = std::max(rest_until_, clock_.now() + how_long);
}

}  // namespace session
