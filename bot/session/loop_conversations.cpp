#include "bot/session/loop_conversations.h"

#include "bot/core/log.h"
#include "bot/dialog/state_codec.h"
#include "bot/dialog/step.h"
#include "bot/runtime/spawn.h"
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
    return core::hash_of({message.pick, message.text}) | 1U;
}

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
    return message.account + '\n' + message.delivery_key;
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
    std::string delivery = delivery_id(message);
    auto flight = deliveries_.find(delivery);
    const bool first = flight == nullptr;
    if (first) {
        auto key = key_of(message);
        if (turnstile_.population(key) > limits_.waiting) {
            metrics_.slow_down.add();
            co_return answer{answer_kind::slow_down, {}};
        }
        flight = deliveries_.begin(delivery, loop_);
        runtime::spawn(loop_, "turn",
                       run_turn(std::move(key), std::move(message), writer, std::move(delivery)));
    }
    const answer* outcome = co_await flight->wait(deadline);
    if (outcome == nullptr) {
        metrics_.timed_out.add();
        co_return answer{};
    }
    answer mine = *outcome;
    if (!first && mine.kind == answer_kind::replied) mine.kind = answer_kind::repeated;
    if (mine.kind == answer_kind::repeated) metrics_.repeats.add();
    co_return mine;
}

runtime::task<> loop_conversations::run_turn(core::conversation_key key, core::inbound message,
                                             const reply_writer& writer, std::string delivery) {
    const auto began = steady::now();
    const auto pass = co_await turnstile_.enter(key);
    answer outcome;
    try {
        outcome = co_await turn(key, message, writer);
    } catch (const std::exception& fault) {
        core::log(core::severity::error, "turn-failed",
                  {{"account", message.account}, {"what", fault.what()}});
        cache_.drop(key);
        outcome = improvise(message, writer);
    }
    metrics_.turn_time.record(steady::now() - began);
    deliveries_.finish(delivery, std::move(outcome), steady::now());
}

runtime::task<answer> loop_conversations::turn(const core::conversation_key& key,
                                               const core::inbound& message,
                                               const reply_writer& writer) {
    if (message.kind == core::inbound_kind::leave) co_return co_await forget(key, message, writer);

    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        const auto script = scripts_.current();
        if (script == nullptr) co_return improvise(message, writer);
        const auto before = co_await current(key);
        if (!before) co_return improvise(message, writer);

        const auto now = clock_.now();
        if (is_double_tap(*before, message, now)) co_return answer{answer_kind::replied, {}};

        saved_conversation saved;
        dialog::state state;
        if (before->version != 0) {
            auto whole = decode(before->state);
            auto decoded = whole ? dialog::decode_state(whole->state)
                                 : core::result<dialog::state>(whole.error());
            if (!decoded) {
                core::log(core::severity::error, "state-corrupt", {{"account", key.account}});
                co_return improvise(message, writer);
            }
            state = std::move(*decoded);
            saved.carried = std::move(whole->carried);
        }

        const auto step_began = steady::now();
        auto result = dialog::step(*script, std::move(state), message, now);
        const auto step_time = steady::now() - step_began;
        metrics_.step_time.record(step_time);

        auto content = content_of(std::move(result.effects));
        // What waited goes first; beside a warning nothing else may stand (dialogs.md §9.3).
        if (result.why.reading != "emergency" && !content.forget)
            content.blocks.insert(content.blocks.begin(),
                                  std::make_move_iterator(saved.carried.begin()),
                                  std::make_move_iterator(saved.carried.end()));
        auto reply = writer.write(message, content.blocks, now);
        store::turn change;
        change.key = key;
        change.expected_version = before->version;
        saved.state = dialog::encode_state(result.next);
        saved.carried = std::move(reply.rest);
        change.state = encode(saved);
        change.reply = {message.delivery_key, reply.body};
        change.record = record_of(result, message, content.blocks, step_time);
        change.at = now;
        change.erase_history = content.forget;
        cached_conversation after{before->version + 1, change.state, 0, now};
        if (answered_a_question(result.why)) after.answer_words = hash_of_words(message);

        const auto committed = co_await store_.commit(std::move(change));
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

        cache_.put(key, std::move(after));
        metrics_.turns.add();
        metrics_.carried_blocks.add(saved.carried.size());
        if (result.why.reading == "emergency") metrics_.emergencies.add();
        if (!result.why.fault.empty()) {
            metrics_.faults.add();
            core::log(core::severity::error, "step-fault",
                      {{"account", key.account},
                       {"code", result.why.fault},
                       {"flow", result.why.flow},
                       {"node", result.why.node}});
        }
        core::log(core::severity::debug, "turn",
                  {{"account", key.account},
                   {"reading", result.why.reading},
                   {"flow", result.why.flow},
                   {"node", result.why.node}});
        co_return answer{answer_kind::replied, std::move(reply.body)};
    }
    co_return improvise(message, writer);
}

runtime::task<core::result<cached_conversation>> loop_conversations::current(
    const core::conversation_key& key) {
    if (const auto* known = cache_.find(key)) co_return *known;
    auto loaded = co_await store_.load(key);
    if (!loaded) co_return loaded.error();
    co_return cached_conversation{loaded->version, std::move(loaded->state), 0, {}};
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
