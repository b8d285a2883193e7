// The conversations that one loop owns. No locks: everything here happens on that loop.
#pragma once

#include "bot/core/clock.h"
#include "bot/dialog/step.h"
#include "bot/runtime/turnstile.h"
#include "bot/session/answer.h"
#include "bot/session/conversation_cache.h"
#include "bot/session/conversations.h"
#include "bot/session/deliveries.h"
#include "bot/session/reply_writer.h"
#include "bot/session/script_source.h"
#include "bot/session/session_metrics.h"
#include "bot/session/unprompted.h"
#include "bot/session/way_out.h"
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

    // As conversations::take, on this loop.
    runtime::task<answer> take(core::inbound message, const reply_writer& writer,
                               std::chrono::steady_clock::time_point deadline);

    // As conversations::take_unprompted, on this loop.
    runtime::task<unprompted_outcome> take_unprompted(core::conversation_key key, unprompted what,
                                                      const way_out* out);

private:
    using box = deliveries::box;

    // A step that was taken and waits to be durable. Small: all in flight lie in memory together.
    struct prepared {
        store::turn change;
        cached_conversation after;
        std::string reply;
        dialog::explanation why;
        std::size_t carried = 0;  // blocks that wait for the next reply
    };

    runtime::task<answer> join(std::shared_ptr<box> flight,
                               std::chrono::steady_clock::time_point deadline, bool is_repeat);
    runtime::task<> wait_and_run(core::conversation_key key, core::inbound message,
                                 const reply_writer& writer, deliveries::flight* flight);
    runtime::task<answer> run(core::inbound message, const reply_writer& writer,
                              deliveries::flight* flight, runtime::turnstile::pass held,
                              std::chrono::steady_clock::time_point deadline);
    runtime::task<answer> slow_down(core::inbound message, const reply_writer& writer);
    runtime::task<answer> turn(const core::inbound& message, const reply_writer& writer);
    core::result<prepared> prepare(const release_shelf& releases, const cached_conversation& before,
                                   const core::inbound& message, const reply_writer& writer,
                                   core::wall_time now);
    void tell(const prepared& done, const std::string& account);
    runtime::task<answer> repeat(const core::conversation_key& key, const core::inbound& message,
                                 const reply_writer& writer);
    runtime::task<answer> forget(const core::conversation_key& key, const core::inbound& message,
                                 const reply_writer& writer);
    answer improvise(const core::inbound& message, const reply_writer& writer);

    runtime::executor loop_;
    store::store& store_;
    script_reader scripts_;
    const core::clock& clock_;
    conversation_limits limits_;
    session_metrics metrics_;
    runtime::turnstile turnstile_;
    deliveries deliveries_;
    conversation_cache cache_;
};

}  // namespace session
