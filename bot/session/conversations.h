// The turn: one inbound message takes one step of its conversation, durably and exactly once
// (architecture.md "The way of one message", 3-6).
#pragma once

#include "bot/core/clock.h"
#include "bot/core/inbound.h"
#include "bot/core/metrics.h"
#include "bot/runtime/loops.h"
#include "bot/session/answer.h"
#include "bot/session/reply_writer.h"
#include "bot/session/script_source.h"
#include "bot/session/unprompted.h"
#include "bot/store/store.h"

#include <chrono>
#include <memory>
#include <vector>

namespace session {

class loop_conversations;
class way_out;

struct conversation_limits {
    std::size_t waiting = 4;       // messages of one patient behind the running one
    std::size_t cached = 100'000;  // conversations kept in memory per loop
};

// Construct after, and destroy before, all it is given. take() may be called on any loop.
class conversations {
public:
    conversations(runtime::loops& house, store::store& memory, const script_source& scripts,
                  const core::clock& clock, core::metrics& registry,
                  conversation_limits limits = {});
    ~conversations();

    // To be awaited at once, on the loop it was called on. An attempt that finds its turn running
    // waits until `deadline` at the latest; the one that runs it waits for the store, and is told
    // if that took longer. In both cases a later attempt of the same delivery receives the reply.
    // `writer` outlives the turn.
    runtime::task<answer> take(core::inbound message, const reply_writer& writer,
                               std::chrono::steady_clock::time_point deadline);

    // A turn that no message begins, through the same turnstile. To be awaited on any loop; `out`
    // is the account's, null if it only answers, and outlives the turn.
    runtime::task<unprompted_outcome> take_unprompted(core::conversation_key key, unprompted what,
                                                      const way_out* out);

private:
    static runtime::task<unprompted_outcome> begin_unprompted_there(loop_conversations& owner,
                                                                    core::conversation_key key,
                                                                    unprompted what,
                                                                    const way_out* out);
    static runtime::task<answer> begin_there(loop_conversations& owner, core::inbound message,
                                             const reply_writer& writer,
                                             std::chrono::steady_clock::time_point deadline);

    runtime::loops& house_;
    std::vector<std::unique_ptr<loop_conversations>> by_loop_;
};

}  // namespace session
