#include "bot/session/conversations.h"

#include "bot/runtime/on_loop.h"
#include "bot/session/loop_conversations.h"

namespace session {

conversations::conversations(runtime::loops& house, store::store& memory,
                             const script_source& scripts, const core::clock& clock,
                             core::metrics& registry, conversation_limits limits)
    : house_(house) {
    for (std::size_t i = 0; i < house.size(); ++i)
        by_loop_.push_back(std::make_unique<loop_conversations>(house.at(i).get_executor(), memory,
                                                                scripts, clock, registry, limits));
}

conversations::~conversations() = default;

runtime::task<answer> conversations::take(core::inbound message, const reply_writer& writer,
                                          std::chrono::steady_clock::time_point deadline) {
    const auto owner = house_.owner_of(core::hash_of(message.account, message.user));
    if (house_.current() == owner)
        return by_loop_[owner]->take(std::move(message), writer, deadline);
    return runtime::on_loop(house_, owner,
                            begin_there(*by_loop_[owner], std::move(message), writer, deadline));
}

runtime::task<unprompted_outcome> conversations::take_unprompted(core::conversation_key key,
                                                                 unprompted what,
                                                                 const way_out* out) {
    const auto owner = house_.owner_of(core::hash_of(key));
    return runtime::on_loop(
        house_, owner,
        begin_unprompted_there(*by_loop_[owner], std::move(key), std::move(what), out));
}

runtime::task<unprompted_outcome> conversations::begin_unprompted_there(loop_conversations& owner,
                                                                        core::conversation_key key,
                                                                        unprompted what,
                                                                        const way_out* out) {
    auto work = owner.take_unprompted(std::move(key), std::move(what), out);
    co_return co_await std::move(work);
}

// Even the beginning of a turn belongs on the owner's loop.
runtime::task<answer> conversations::begin_there(loop_conversations& owner, core::inbound message,
                                                 const reply_writer& writer,
                                                 std::chrono::steady_clock::time_point deadline) {
    auto work = owner.take(std::move(message), writer, deadline);
    co_return co_await std::move(work);
}

}  // namespace session
