#include "bot/dialog/move_conversation.h"

#include "bot/dialog/move_frame.h"
#include "bot/dialog/move_values.h"
#include "bot/dialog/severity.h"

#include <algorithm>

namespace dialog {
namespace {

using kind = pending_question::kind;

const flow* flow_before(const bundle* from, const frame& place) {
    return from == nullptr ? nullptr : from->find_flow(place.flow);
}

// What the answers so far mean must not be lost with them.
std::string worst_known(const bundle* from, const state& whole) {
    if (from == nullptr) return whole.worst;
    turn known(*from, whole, whole.last_at);
    for (const frame& place : whole.stack) raise_by_conditions(known, place);
    return std::move(known.whole.worst);
}

// `worst` in the words of the new release: never milder than it was.
void move_worst(const bundle* from, const bundle& to, state& whole) {
    if (whole.worst.empty() || to.project.find_disposition(whole.worst) != nullptr) return;
    const int rank = from == nullptr ? 0 : rank_of(*from, whole.worst);
    const bool known = rank > 0;
    const disposition* chosen = nullptr;
    for (const disposition& one : to.project.dispositions) {
        if (known && one.rank < rank) continue;
        const bool closer =
            chosen == nullptr || (known ? one.rank < chosen->rank : one.rank > chosen->rank);
        if (closer) chosen = &one;
    }
    if (chosen == nullptr)
        for (const disposition& one : to.project.dispositions)
            if (chosen == nullptr || one.rank > chosen->rank) chosen = &one;
    whole.worst = chosen == nullptr ? std::string() : chosen->id;
}

struct stack_fit {
    frame_fit top = frame_fit::same;
    std::size_t lost_from = 0;  // frames from here on cannot stay
};

// Moves frames from the bottom up, until one is lost.
stack_fit move_stack(const bundle* from, const bundle& to, state& whole) {
    stack_fit fit;
    for (; fit.lost_from < whole.stack.size(); ++fit.lost_from) {
        const std::size_t i = fit.lost_from;
        frame& place = whole.stack[i];
        const flow* there = to.find_flow(place.flow);
        if (there == nullptr) return fit;
        const frame* above = i + 1 < whole.stack.size() ? &whole.stack[i + 1] : nullptr;
        const flow* before = flow_before(from, place);
        fit.top = move_frame(before, *there, whole, place, above);
        if (fit.top == frame_fit::lost) return fit;
    }
    return fit;
}

// True if the own question asks about options of a question that is still there.
bool still_asks(const bundle& to, const state& whole, pending_question& one) {
    const flow* running = whole.stack.empty() ? nullptr : to.find_flow(whole.stack.back().flow);
    const node* at = running == nullptr ? nullptr : find_moved(*running, one.topic);
    const auto* ask = at == nullptr ? nullptr : std::get_if<ask_node>(&at->what);
    if (ask == nullptr) return false;
    one.topic = at->id;
    return std::ranges::all_of(one.choices, [&](const std::string& pick) {
        return std::ranges::find(ask->options, pick, &option::pick) != ask->options.end();
    });
}

// True if an own question has lost its sense. `same`: the place beneath reads as it did.
bool is_void(const bundle& to, const state& whole, pending_question& one, bool same) {
    switch (one.what) {
        case kind::consent:
        case kind::age:
            if (to.find_flow(one.topic) == nullptr) one.topic.clear();
            return false;
        case kind::leave_flow:
            return to.find_flow(one.topic) == nullptr;
        case kind::which_option:
        case kind::correct:
            return !same || !still_asks(to, whole, one);
        case kind::booking:
            if (same && !whole.stack.empty()) one.topic = whole.stack.back().node;
            return !same || whole.stack.empty();
        case kind::resume:
            return !same;
        case kind::updated:
            return true;
        case kind::confirm_sign:
        case kind::erase:
        case kind::home:
            return false;
    }
    return true;
}

void move_pending(const bundle& to, state& whole, bool same) {
    std::erase_if(whole.pending,
                  [&](pending_question& one) { return is_void(to, whole, one, same); });
}

void keep_params(const flow& there, frame& place) {
    erase_if(place.slots, [&](const auto& held) {
        const slot* declared = there.find_slot(held.first);
        const bool given = std::ranges::find(there.params, held.first) != there.params.end();
        return !given || declared == nullptr || !is_valid_value(*declared, held.second);
    });
}

void wait_to_go_on(state& whole, std::string node, std::string flow) {
    whole.pending.insert(whole.pending.begin(),
                         {kind::updated, std::move(node), std::move(flow), {}});
}

void stand_at(state& whole, const flow& there, const std::string& node) {
    frame& place = whole.stack.back();
    keep_params(there, place);
    place.trail.clear();
    place.misses = 0;
    place.node = node;
    place.began = whole.turn;
    wait_to_go_on(whole, node, {});
}

// The innermost frame that is lost, or had to go with one below it, decides where to go on.
move_class leave_place(const bundle& to, state& whole, std::size_t lost_from) {
    const std::string begun_with = whole.stack.front().flow;
    whole.stack.resize(lost_from + 1);
    const bool alone = lost_from == 0;
    if (alone) whole.visit_slots.clear();
    const flow* there = to.find_flow(whole.stack.back().flow);
    move_pending(to, whole, false);
    if (there != nullptr && !there->on_upgrade.empty()) {
        stand_at(whole, *there, there->on_upgrade);
        return move_class::upgraded;
    }
    whole.stack.pop_back();
    if (alone) {  // past consent and age, as any beginning
        wait_to_go_on(whole, {}, there == nullptr ? std::string() : begun_with);
        return move_class::restarted;
    }
    // The caller asks once more, or calls once more.
    wait_to_go_on(whole, whole.stack.back().node, {});
    return move_class::upgraded;
}

// What earlier flows of the visit were told stays where it still has a meaning.
void move_told(const bundle& to, state& whole) {
    std::erase_if(whole.told, [&](frame& place) {
        const flow* there = to.find_flow(place.flow);
        if (there != nullptr) drop_foreign_slots(*there, place);
        return there == nullptr;
    });
}

bool waits_for_update(const state& whole) {
    return std::ranges::any_of(
        whole.pending, [](const pending_question& one) { return one.what == kind::updated; });
}

// Every frame has its place.
move_class keep_place(const bundle& to, state& whole, frame_fit top) {
    const bool unseen = waits_for_update(whole);
    if (whole.stack.empty()) {
        const auto begins =
            std::ranges::find(whole.pending, kind::updated, &pending_question::what);
        const std::string flow = unseen ? begins->text : std::string();
        move_pending(to, whole, true);
        if (unseen) wait_to_go_on(whole, {}, to.find_flow(flow) == nullptr ? std::string() : flow);
        return unseen ? move_class::restarted : move_class::kept;
    }
    const bool asks = static_cast<bool>(question_of(to, whole));
    const bool again = asks && (unseen || top == frame_fit::asked_again);
    move_pending(to, whole, !again);
    if (!again) return move_class::kept;
    whole.stack.back().misses = 0;
    wait_to_go_on(whole, {}, {});
    return move_class::asked_again;
}

}  // namespace

moved_conversation move_conversation(const bundle* from, const bundle& to, state before) {
    moved_conversation moved{std::move(before), move_class::kept};
    state& whole = moved.next;
    const std::string worst = worst_known(from, whole);
    whole.release = to.release;
    const stack_fit fit = move_stack(from, to, whole);
    const bool lost = fit.lost_from < whole.stack.size();
    if (lost) whole.worst = worst;
    move_worst(from, to, whole);
    moved.how = lost ? leave_place(to, whole, fit.lost_from) : keep_place(to, whole, fit.top);
    move_told(to, whole);
    drop_unfit_slots(to, whole);
    return moved;
}

}  // namespace dialog
