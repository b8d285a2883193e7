// The conversations that one loop owns. No locks: everything here happens on that loop.
#pragma once

#include "bot/core/clock.h"
#include "bot/runtime/turnstile.h"
#include "bot/session/answer.h"
#include "bot/session/conversation_cache.h"
#include "bot/session/conversations.h"
#include "bot/session/deliveries.h"
#include "bot/session/reply_writer.h"
#include "bot/session/script_source.h"
#include "bot/session/session_metrics.h"
#include "bot/store/store.h"

#include <chrono>
#include <memory>
#include <string>

namespace session {

class loop_conversations {
public:
    loop_conversations(const runtime::executor& loop, store::store& memory,
                       const script_source& scripts, const core::clock& clock,
                       core::metrics& registry, conversation_limits limits);

    runtime::task<answer> take(core::inbound message, const reply_writer& writer,
                               std::chrono::steady_clock::time_point deadline);

private:
    using box = deliveries::box;

    runtime::task<> run_turn(core::conversation_key key, core::inbound message,
                             const reply_writer& writer, std::string delivery);
    runtime::task<answer> turn(const core::conversation_key& key, const core::inbound& message,
                               const reply_writer& writer);
    runtime::task<core::result<cached_conversation>> current(const core::conversation_key& key);
    runtime::task<answer> repeat(const core::conversation_key& key, const core::inbound& message,
                                 const reply_writer& writer);
    runtime::task<answer> forget(const core::conversation_key& key, const core::inbound& message,
                                 const reply_writer& writer);
    answer improvise(const core::inbound& message, const reply_writer& writer);

    runtime::executor loop_;
    store::store& store_;
    const script_source& scripts_;
    const core::clock& clock_;
    conversation_limits limits_;
    session_metrics metrics_;
    runtime::turnstile turnstile_;
    deliveries deliveries_;
    conversation_cache cache_;
};

}  // namespace session
