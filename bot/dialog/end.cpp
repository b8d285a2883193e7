#include "bot/dialog/end.h"

#include "bot/dialog/fill.h"
#include "bot/dialog/menus.h"
#include "bot/dialog/pending.h"
#include "bot/dialog/severity.h"
#include "bot/dialog/silence.h"

namespace dialog {
namespace {

// A frame pushed beside a question: the question is asked again, nothing goes on by itself.
bool returns_to_question(const turn& ongoing) {
    return static_cast<bool>(question_of(ongoing.script, ongoing.whole));
}

void give_standing_advice(turn& ongoing, const end_node& what, bool last) {
    if (what.disposition.empty() && !last) return;
    if (rank_of(ongoing.script, what.disposition) < rank_of(ongoing.script, ongoing.whole.worst))
        say_advice(ongoing, ongoing.whole.worst);
}

// `keep` counts from the patient's last message.
void forget_outdated(turn& ongoing) {
    const auto away = ongoing.time - ongoing.whole.last_at;
    erase_if(ongoing.whole.patient_slots, [&](const auto& held) {
        for (const auto& [id, of] : ongoing.script.flows)
            if (const slot* declared = of.find_slot(held.first);
                declared != nullptr && declared->scope == slot_scope::patient)
                return declared->keep && away > *declared->keep;
        return false;
    });
}

constexpr std::size_t told_limit = 3;

// Who has been sent to the emergency department is in other hands.
void promise_follow_up(turn& ongoing, const follow_up& wanted) {
    state& whole = ongoing.whole;
    if (urgency_of_level(ongoing.script, whole.worst) == urgency::emergency) return;
    const frame& place = whole.stack.back();
    // Like a reminder, it waits for the end of the night.
    const silence_step reminder{wanted.after, wanted.say, {}};
    whole.later =
        promise{place.flow, place.node, due_of(ongoing.script, place.flow, ongoing.time, reminder)};
    ongoing.effects.push_back(set_timer{whole.later->due, place.node, whole.turn});
}

}  // namespace

void put_aside(state& whole, frame&& place) {
    if (place.trail.empty()) return;  // nothing was asked
    std::erase_if(whole.told, [&place](const frame& one) { return one.flow == place.flow; });
    if (whole.told.size() >= told_limit) whole.told.erase(whole.told.begin());
    whole.told.push_back(std::move(place));
}

void put_all_aside(state& whole) {
    for (frame& place : whole.stack) put_aside(whole, std::move(place));
    whole.stack.clear();
}

bool end_flow(turn& ongoing, const end_node& what) {
    state& whole = ongoing.whole;
    raise_worst(ongoing, what.disposition);
    raise_by_conditions(ongoing, whole.stack.back());
    const bool last = whole.stack.size() == 1;
    give_standing_advice(ongoing, what, last);
    if (last) say_safety_net(ongoing);
    if (last && what.later) promise_follow_up(ongoing, *what.later);
    put_aside(whole, std::move(whole.stack.back()));
    whole.stack.pop_back();
    if (last) {
        if (whole.pending.empty()) mark_visit_over(whole);
        return false;
    }
    if (!whole.pending.empty()) {  // it was an aside beside an own question
        show_pending(ongoing);
        return false;
    }
    if (returns_to_question(ongoing)) {
        show_question(ongoing, wording::brief);
        return false;
    }
    frame& caller = whole.stack.back();
    const auto* call = std::get_if<call_node>(&node_of(ongoing, caller).what);
    if (call == nullptr) throw fault{"RUN905"};
    const auto way = call->on.find(what.outcome);
    if (way == call->on.end()) throw fault{"RUN905"};
    caller.node = way->second;
    return true;
}

void close_visit(turn& ongoing) {
    for (const frame& place : ongoing.whole.stack) raise_by_conditions(ongoing, place);
    put_all_aside(ongoing.whole);
    ongoing.whole.pending.clear();
    ongoing.whole.mode = speaker::bot;
    if (urgency_of_level(ongoing.script, ongoing.whole.worst) != urgency::none)
        say_advice(ongoing, ongoing.whole.worst);
    mark_visit_over(ongoing.whole);
}

void mark_visit_over(state& whole) {
    whole.visit_turn = 0;
}

void begin_visit(turn& ongoing) {
    state& whole = ongoing.whole;
    forget_outdated(ongoing);
    whole.visit_began = ongoing.time;
    whole.visit_slots.clear();
    whole.worst.clear();
    whole.warned.clear();
    whole.masked.clear();
    whole.told.clear();
    whole.last_digression.clear();
    whole.digression_repeats = 0;
}

void say_safety_net(turn& ongoing) {
    if (urgency_of_level(ongoing.script, ongoing.whole.worst) == urgency::emergency) return;
    std::string text = fill(ongoing.script.project.safety_net, ongoing.script.project, nullptr);
    if (!text.empty() && !ongoing.has_said(text)) ongoing.say(std::move(text));
}

}  // namespace dialog
