#include "bot/session/release_step.h"

#include "bot/dialog/move_conversation.h"
#include "bot/dialog/pick.h"

namespace session {
namespace {

core::counter* moved_as(core::metrics& registry, std::string_view labels) {
    return &registry.count("daozhen_conversations_moved_total",
                           "Conversations that moved to another release, by what became of their "
                           "place.",
                           labels);
}

const std::string* place_of(const dialog::state& whole) {
    return whole.stack.empty() ? nullptr : &whole.stack.back().node;
}

// A tap on a menu that was sent before its question got another name.
core::inbound renamed(core::inbound message, const std::string& before, const std::string& now) {
    const auto pick = dialog::parse_pick(message.pick);
    if (pick && pick->node == before)
        message.pick = dialog::make_pick(pick->turn, now, pick->option);
    return message;
}

dialog::turn_result step_moved(const release_shelf& releases, dialog::state before,
                               const core::inbound& message, core::wall_time now,
                               const move_metrics& counted) {
    const std::string* place = place_of(before);
    const std::string stood = place == nullptr ? std::string() : *place;
    const dialog::bundle* from = releases.read_last(before);
    auto moved = dialog::move_conversation(from, releases.current(), std::move(before));
    counted.moved.at(static_cast<std::size_t>(moved.how))->add();
    const std::string* stands = place_of(moved.next);
    if (stands == nullptr || *stands == stood)
        return dialog::step(releases.current(), std::move(moved.next), message, now);
    const auto heard = renamed(message, stood, *stands);
    return dialog::step(releases.current(), std::move(moved.next), heard, now);
}

}  // namespace

move_metrics::move_metrics(core::metrics& registry)
    : moved{moved_as(registry, R"(how="kept")"), moved_as(registry, R"(how="asked-again")"),
            moved_as(registry, R"(how="on-upgrade")"), moved_as(registry, R"(how="restarted")")} {}

dialog::turn_result step_in_release(const release_shelf& releases, dialog::state before,
                                    const core::inbound& message, core::wall_time now,
                                    const move_metrics& counted) {
    const dialog::bundle& current = releases.current();
    if (before.release == current.release || before.turn == 0)
        return dialog::step(current, std::move(before), message, now);
    const dialog::bundle* pinned = releases.pinned_for(before, now);
    if (pinned == nullptr) return step_moved(releases, std::move(before), message, now, counted);
    auto taken = dialog::step(*pinned, std::move(before), message, now);
    if (releases.is_all_emergency(taken.next)) taken.next.release = current.release;
    return taken;
}

}  // namespace session
