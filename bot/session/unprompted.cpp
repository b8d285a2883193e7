#include "bot/session/unprompted.h"

#include "bot/core/inbound.h"
#include "bot/core/overloaded.h"
#include "bot/dialog/move_conversation.h"
#include "bot/dialog/state_codec.h"

#include <chrono>
#include <iterator>

namespace session {
namespace {

// The bundle a conversation goes on with; one whose release is gone moves first.
const dialog::bundle& settle_in(const release_shelf& releases, dialog::state& whole,
                                core::wall_time now) {
    const auto& current = releases.current();
    if (whole.release == current.release) return current;
    if (const auto* pinned = releases.pinned_for(whole, now)) return *pinned;
    const auto* from = releases.read_last(whole);
    whole = dialog::move_conversation(from, current, std::move(whole)).next;
    return current;
}

unprompted_step told(saved_conversation before, const dialog::state& stood,
                     dialog::turn_result result) {
    unprompted_step step;
    step.keeps = result.next != stood;
    step.is_stale = !step.keeps && result.effects.empty();
    step.content = content_of(std::move(result.effects));
    step.record = record_of(result, core::inbound{}, step.content.blocks, std::chrono::seconds(0));
    step.next = std::move(before);
    step.next.state = dialog::encode_state(result.next);
    return step;
}

}  // namespace

core::result<unprompted_step> take_step(const release_shelf& releases, saved_conversation before,
                                        const unprompted& what, core::wall_time now) {
    if (const auto* back = std::get_if<message_returned>(&what)) {
        unprompted_step step;
        step.next = std::move(before);
        step.next.carried.insert(step.next.carried.end(), back->page.begin(), back->page.end());
        step.record.reading = "returned";
        return step;
    }
    auto whole = dialog::decode_state(before.state);
    if (!whole) return whole.error();
    const auto& script = settle_in(releases, *whole, now);
    const dialog::state stood = *whole;
    if (const auto* fired = std::get_if<timer_fired>(&what))
        return told(std::move(before), stood,
                    dialog::wake(script, std::move(*whole), fired->what, now));
    return told(
        std::move(before), stood,
        dialog::hear_desk(script, std::move(*whole), std::get<desk_spoke>(what).report, now));
}

std::string delivery_key_of(const unprompted& what) {
    return std::visit(
        core::overloaded{
            [](const timer_fired& fired) { return "timer:" + std::to_string(fired.id); },
            [](const desk_spoke& desk) { return "desk:" + desk.delivery_key; },
            [](const message_returned& back) { return "returned:" + std::to_string(back.id); }},
        what);
}

}  // namespace session
