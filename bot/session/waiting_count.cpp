#include "bot/session/waiting_count.h"

#include "bot/dialog/move_conversation.h"
#include "bot/dialog/state_codec.h"
#include "bot/session/release_shelf.h"
#include "bot/session/saved_conversation.h"

namespace session {
namespace {

constexpr std::size_t page_size = 500;

bool is_under_way(const dialog::state& whole) {
    return whole.visit_turn != 0 && (!whole.stack.empty() || !whole.pending.empty());
}

void add(waiting_count& count, const dialog::state& whole, const bundle_of& before,
         const dialog::bundle& after) {
    ++count.waiting;
    const auto moved = dialog::move_conversation(before(whole.release), after, whole);
    switch (moved.how) {
        case dialog::move_class::kept:
            ++count.kept;
            return;
        case dialog::move_class::asked_again:
            ++count.asked_again;
            break;
        case dialog::move_class::upgraded:
            ++count.upgraded;
            break;
        case dialog::move_class::restarted:
            ++count.restarted;
            break;
    }
    if (!whole.stack.empty()) ++count.disturbed[{whole.stack.back().flow, whole.stack.back().node}];
}

// Calls `see(state)` for every conversation under way; what cannot be read is passed over.
template <class See>
runtime::task<core::result<void>> walk(store::store& memory, core::wall_time now, See see) {
    for (std::uint64_t after = 0;;) {
        auto page =
            co_await memory.states_since(now - release_shelf::longest_pin, after, page_size);
        if (!page) co_return page.error();
        if (page->empty()) co_return core::result<void>();
        after = page->back().place;
        for (const store::kept_state& one : *page) {
            const auto saved = decode(one.state);
            if (!saved) continue;
            const auto whole = dialog::decode_state(saved->state);
            if (whole && is_under_way(*whole)) see(*whole);
        }
    }
}

}  // namespace

runtime::task<core::result<std::set<std::uint32_t>>> releases_in_use(store::store& memory,
                                                                     core::wall_time now) {
    std::set<std::uint32_t> found;
    auto see = [&found](const dialog::state& whole) { found.insert(whole.release); };
    const auto walked = co_await walk(memory, now, std::move(see));
    if (!walked) co_return walked.error();
    co_return found;
}

runtime::task<core::result<waiting_count>> count_waiting(store::store& memory, bundle_of before,
                                                         const dialog::bundle& after,
                                                         core::wall_time now) {
    waiting_count count;
    auto see = [&](const dialog::state& whole) { add(count, whole, before, after); };
    const auto walked = co_await walk(memory, now, std::move(see));
    if (!walked) co_return walked.error();
    co_return count;
}

}  // namespace session
