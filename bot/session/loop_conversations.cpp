#include "bot/session/loop_conversations.h"

#include "bot/core/log.h"
#include "bot/dialog/state_codec.h"
#include "bot/dialog/step.h"
#include "bot/runtime/spawn.h"
#include "bot/session/afterwards.h"
#include "bot/session/saved_conversation.h"
#include "bot/session/turn_content.h"

#include <exception>

namespace session {
namespace {

using steady = std::chrono::steady_clock;

// Another node may win a race, but not three times within one message of one patient.
constexpr int most_attempts = 3;

// A thumb that taps twice answers once: the second message would else answer the next question
// unseen (wechat §6.9).
constexpr auto double_tap_within = std::chrono::seconds(2);

std::uint64_t hash_of_words(const core::inbound& message) {
    return core::hash_of(message.pick, message.text) | 1U;
}

constexpr std::string_view slow_down_line =
    "您的消息我都收到了，请稍等几秒，一条一条发给我。如果大小便突然失常、下身发麻或双腿没力气，请直"
    "接拨打120。";

bool is_double_tap(const cached_conversation& before, const core::inbound& message,
                   core::wall_time now) {
    return before.answer_words == hash_of_words(message) && now >= before.answered_at &&
           now - before.answered_at < double_tap_within;
}

bool answered_a_question(const dialog::explanation& why) {
    return why.reading == "answer" || why.reading == "value";
}

core::conversation_key key_of(const core::inbound& message) {
    return {message.account, message.user};
}

std::string delivery_id(const core::inbound& message) {
    std::string id;
    id.reserve(message.account.size() + message.user.size() + message.delivery_key.size() + 2);
    id.append(message.account).append("\n").append(message.user).append("\n");
    return id.append(message.delivery_key);
}

// The reply of this delivery has a head start on what is sent beside it.
constexpr auto behind_the_reply = std::chrono::seconds(2);

// What the reply could not carry, timers, notices. A window that this message has opened has room;
// the sender counts again. What stays in `rest` waits for the next message.
std::shared_ptr<const store::consequences> leave_for_later(
    std::vector<core::block>& rest, turn_content& content, const openings& opened,
    const std::string& user, const way_out* out, core::wall_time now) {
    afterwards later{std::move(rest), true, false, now + behind_the_reply};
    later.may_send = out != nullptr &&
                     allowance_of(out->rules(), opened, {}, now).when == allowance::answer::now;
    auto more = arrange(later, content, user, out, now);
    rest = std::move(later.rest);
    return more;
}

}  // namespace

loop_conversations::loop_conversations(const runtime::executor& loop, store::store& memory,
                                       const script_source& scripts, const core::clock& clock,
                                       core::metrics& registry, conversation_limits limits)
    : loop_(loop),
      store_(memory),
      scripts_(scripts),
      clock_(clock),
      limits_(limits),
      metrics_(registry),
      turnstile_(loop),
      cache_(limits.cached) {}

runtime::task<answer> loop_conversations::take(core::inbound message, const reply_writer& writer,
                                               steady::time_point deadline) {
    const auto [flight, is_new] = deliveries_.begin(delivery_id(message), loop_);
    if (!is_new) return join(flight->second, deadline, true);
    auto pass = turnstile_.try_enter(key_of(message));
    if (pass) return run(std::move(message), writer, flight, std::move(*pass), deadline);
    auto key = key_of(message);
    if (turnstile_.population(key) > limits_.waiting) {
        deliveries_.abandon(flight);
        return slow_down(std::move(message), writer);
    }
    // Behind another turn, it may have to be left alone before it began.
    const auto outcome = flight->second;
    runtime::spawn(loop_, "turn", wait_and_run(std::move(key), std::move(message), writer, flight));
    return join(outcome, deadline, false);
}

runtime::task<answer> loop_conversations::join(std::shared_ptr<box> flight,
                                               steady::time_point deadline, bool is_repeat) {
    const answer* outcome = co_await flight->wait(deadline);
    if (outcome == nullptr) {
        metrics_.timed_out.add();
        co_return answer{};
    }
    answer mine = *outcome;
    if (is_repeat && mine.kind == answer_kind::replied) mine.kind = answer_kind::repeated;
    if (mine.kind == answer_kind::repeated) metrics_.repeats.add();
    co_return mine;
}

runtime::task<> loop_conversations::wait_and_run(core::conversation_key key, core::inbound message,
                                                 const reply_writer& writer,
                                                 deliveries::flight* flight) {
    auto pass = co_await turnstile_.enter(std::move(key));
    auto work = run(std::move(message), writer, flight, std::move(pass), steady::time_point::max());
    co_await std::move(work);
}

runtime::task<answer> loop_conversations::run(core::inbound message, const reply_writer& writer,
                                              deliveries::flight* flight,
                                              runtime::turnstile::pass /*held until the end*/,
                                              steady::time_point deadline) {
    const auto began = steady::now();
    answer outcome;
    try {
        outcome = co_await turn(message, writer);
    } catch (const std::exception& fault) {
        core::log(core::severity::error, "turn-failed",
                  {{"account", message.account}, {"what", fault.what()}});
        cache_.drop(key_of(message));
        outcome = improvise(message, writer);
    }
    const auto now = steady::now();
    metrics_.turn_time.record(now - began);
    deliveries_.finish(flight, outcome, now);
    if (now > deadline) {
        metrics_.timed_out.add();
        co_return answer{};
    }
    if (outcome.kind == answer_kind::repeated) metrics_.repeats.add();
    co_return outcome;
}

runtime::task<answer> loop_conversations::slow_down(core::inbound message,
                                                    const reply_writer& writer) {
    metrics_.slow_down.add();
    const std::vector<core::block> blocks{core::text_block{std::string(slow_down_line)}};
    co_return answer{answer_kind::slow_down, writer.write(message, blocks, clock_.now()).body};
}

runtime::task<answer> loop_conversations::turn(const core::inbound& message,
                                               const reply_writer& writer) {
    const auto key = key_of(message);
    if (message.kind == core::inbound_kind::leave) co_return co_await forget(key, message, writer);

    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        if (scripts_.now() == nullptr) co_return improvise(message, writer);

        cached_conversation loaded;
        const cached_conversation* before = cache_.find(key);
        if (before == nullptr) {
            auto found = co_await store_.load(key);
            if (!found) co_return improvise(message, writer);
            loaded = {found->version, std::move(found->state), found->where, 0, {}};
            before = &loaded;
        }

        const auto now = clock_.now();
        if (is_double_tap(*before, message, now)) co_return answer{answer_kind::replied, {}};
        auto next = prepare(*scripts_.now(), *before, message, writer, now);
        if (!next) {
            core::log(core::severity::error, "state-corrupt", {{"account", key.account}});
            co_return improvise(message, writer);
        }

        const auto committed = co_await store_.commit(std::move(next->change));
        if (!committed) {
            cache_.drop(key);
            co_return improvise(message, writer);
        }
        if (*committed == store::commit_outcome::duplicate)
            co_return co_await repeat(key, message, writer);
        if (*committed == store::commit_outcome::conflict) {
            metrics_.conflicts.add();
            cache_.drop(key);
            continue;
        }

        cache_.put(key, std::move(next->after));
        tell(*next, key.account);
        co_return answer{answer_kind::replied, std::move(next->reply)};
    }
    co_return improvise(message, writer);
}

core::result<loop_conversations::prepared> loop_conversations::prepare(
    const release_shelf& releases, const cached_conversation& before, const core::inbound& message,
    const reply_writer& writer, core::wall_time now) {
    saved_conversation saved;
    dialog::state state;
    if (before.version != 0) {
        auto whole = decode(before.state);
        if (!whole) return whole.error();
        auto decoded = dialog::decode_state(whole->state);
        if (!decoded) return decoded.error();
        state = std::move(*decoded);
        saved.carried = std::move(whole->carried);
        saved.opened = whole->opened;
    }

    const auto step_began = steady::now();
    auto result = step_in_release(releases, std::move(state), message, now, metrics_.moves);
    const auto step_time = steady::now() - step_began;
    metrics_.step_time.record(step_time);

    auto content = content_of(std::move(result.effects));
    // What waited goes first; beside a warning nothing else may stand (dialogs.md §9.3).
    if (result.why.reading != "emergency" && !content.forget)
        content.blocks.insert(content.blocks.begin(),
                              std::make_move_iterator(saved.carried.begin()),
                              std::make_move_iterator(saved.carried.end()));
    auto reply = writer.write(message, content.blocks, now);
    saved.state = dialog::encode_state(result.next);
    const way_out* out = writer.outgoing();
    if (out != nullptr) note(saved.opened, out->opens(message), now);
    prepared next;
    if (!reply.rest.empty() || !content.timers.empty() || !content.notices.empty())
        next.change.more =
            leave_for_later(reply.rest, content, saved.opened, message.user, out, now);
    saved.carried = std::move(reply.rest);

    next.change.key = key_of(message);
    next.change.where = before.where;
    next.change.expected_version = before.version;
    next.change.state = encode(saved);
    next.change.reply = {message.delivery_key, reply.body};
    next.change.record = record_of(result, message, content.blocks, step_time);
    next.change.at = now;
    next.change.erase_history = content.forget;
    next.after = {before.version + 1, next.change.state, before.where, 0, now};
    if (answered_a_question(result.why)) next.after.answer_words = hash_of_words(message);
    next.reply = std::move(reply.body);
    next.why = std::move(result.why);
    next.carried = saved.carried.size();
    return next;
}

// Counts and logs a turn that is durable.
void loop_conversations::tell(const prepared& done, const std::string& account) {
    metrics_.turns.add();
    metrics_.carried_blocks.add(done.carried);
    if (done.why.reading == "emergency") metrics_.emergencies.add();
    if (!done.why.fault.empty()) {
        metrics_.faults.add();
        core::log(core::severity::error, "step-fault",
                  {{"account", account},
                   {"code", done.why.fault},
                   {"flow", done.why.flow},
                   {"node", done.why.node}});
    }
    core::log(core::severity::debug, "turn",
              {{"account", account},
               {"reading", done.why.reading},
               {"flow", done.why.flow},
               {"node", done.why.node}});
}

runtime::task<answer> loop_conversations::repeat(const core::conversation_key& key,
                                                 const core::inbound& message,
                                                 const reply_writer& writer) {
    cache_.drop(key);
    auto recorded = co_await store_.find_reply(key, message.delivery_key);
    if (!recorded || !*recorded) co_return improvise(message, writer);
    co_return answer{answer_kind::repeated, std::move(**recorded)};
}

// The platform demands that a patient who left is forgotten (wechat §3.2, unsubscribe).
runtime::task<answer> loop_conversations::forget(const core::conversation_key& key,
                                                 const core::inbound& message,
                                                 const reply_writer& writer) {
    cache_.drop(key);
    const auto erased = co_await store_.erase(key);
    if (!erased) co_return improvise(message, writer);
    core::log(core::severity::info, "patient-forgotten", {{"account", key.account}});
    co_return answer{answer_kind::replied, {}};
}

answer loop_conversations::improvise(const core::inbound& message, const reply_writer& writer) {
    metrics_.improvised.add();
    if (message.kind == core::inbound_kind::leave) return {answer_kind::improvised, {}};
    std::vector<core::block> blocks{core::text_block{dialog::answer_without_script(message.text)}};
    return {answer_kind::improvised, writer.write(message, blocks, clock_.now()).body};
}

}  // namespace session
