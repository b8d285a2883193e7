#include "bot/dialog/wake.h"

#include "bot/dialog/end.h"
#include "bot/dialog/language.h"
#include "bot/dialog/menus.h"
#include "bot/dialog/pending.h"
#include "bot/dialog/run.h"
#include "bot/dialog/silence.h"
#include "bot/dialog/start.h"

#include <algorithm>

namespace dialog {
namespace {

bool is_stale(const state& whole, const set_timer& fired) {
    return whole.stack.empty() || whole.visit_turn == 0 || !whole.pending.empty() ||
           whole.stack.back().node != fired.node;
}

// Where a fired timer leads: a line to say, or a node to go to. Both null: nowhere.
struct purpose {
    const std::string* say = nullptr;
    const std::string* go = nullptr;
};

purpose purpose_of(const bundle& script, const state& whole, const set_timer& fired) {
    if (is_stale(whole, fired)) return {};
    const flow* running = script.find_flow(whole.stack.back().flow);
    const node* at = running == nullptr ? nullptr : running->find_node(fired.node);
    if (at == nullptr) return {};
    // What is said beside the desk does not stop its clock.
    if (const auto* desk = std::get_if<handoff_node>(&at->what))
        return whole.mode == speaker::human ? purpose{nullptr, &desk->timeout_go} : purpose{};
    const auto* ask = std::get_if<ask_node>(&at->what);
    if (ask == nullptr || whole.turn != fired.turn) return {};
    const auto step =
        std::find_if(ask->silence.rbegin(), ask->silence.rend(), [&](const silence_step& one) {
            return due_of(script, running->id, whole.last_at, one) == fired.due;
        });
    if (step == ask->silence.rend()) return {};
    return step->go.empty() ? purpose{&step->say, nullptr} : purpose{nullptr, &step->go};
}

turn_result done(turn&& ongoing) {
    turn_result result;
    if (!ongoing.whole.stack.empty()) {
        ongoing.why.flow = ongoing.whole.stack.back().flow;
        ongoing.why.node = ongoing.whole.stack.back().node;
    }
    result.next = std::move(ongoing.whole);
    result.effects = std::move(ongoing.effects);
    result.why = std::move(ongoing.why);
    return result;
}

// Gives the conversation back to the script at a node; what fails leaves it as it was.
turn_result go_on(turn&& ongoing, const std::string& node_id) {
    state saved = ongoing.whole;
    try {
        ++ongoing.whole.turn;
        ongoing.whole.mode = speaker::bot;
        ongoing.whole.last_at = ongoing.time;
        if (node_id.empty())
            ask_again(ongoing);
        else
            run_from(ongoing, node_id);
    } catch (const fault& broken) {
        ongoing.whole = std::move(saved);
        ongoing.effects.clear();
        ongoing.why.fault = broken.code;
    }
    return done(std::move(ongoing));
}

// The promise a fired timer keeps; null: none. Whoever has begun something else since is not asked.
const follow_up* promised(const bundle& script, const state& whole, const set_timer& fired) {
    if (!whole.later || whole.later->due != fired.due || whole.later->node != fired.node)
        return nullptr;
    if (!whole.stack.empty() || whole.mode == speaker::human || whole.consent_declined)
        return nullptr;
    const flow* ended = script.find_flow(whole.later->flow);
    const node* at = ended == nullptr ? nullptr : ended->find_node(whole.later->node);
    const auto* end = at == nullptr ? nullptr : std::get_if<end_node>(&at->what);
    return end == nullptr || !end->later ? nullptr : &*end->later;
}

turn_result ask_later(turn&& ongoing, const follow_up& wanted) {
    state saved = ongoing.whole;
    ongoing.why.reading = "follow-up";
    try {
        state& whole = ongoing.whole;
        ++whole.turn;
        whole.later.reset();
        whole.pending.clear();
        begin_visit(ongoing);
        whole.visit_turn = 1;
        whole.last_at = ongoing.time;
        say_filled(ongoing, wanted.say);
        if (wanted.flow.empty())
            mark_visit_over(whole);
        else
            start_flow(ongoing, wanted.flow);
    } catch (const fault& broken) {
        ongoing.whole = std::move(saved);
        ongoing.effects.clear();
        ongoing.why.fault = broken.code;
    }
    return done(std::move(ongoing));
}

}  // namespace

turn_result wake(const bundle& original, state before, const set_timer& fired,
                 core::wall_time now) {
    const bundle& script = in_language_of(original, before);
    if (const follow_up* later = promised(script, before, fired))
        return ask_later(turn(script, std::move(before), now), *later);
    const purpose wanted = purpose_of(script, before, fired);
    turn ongoing(script, std::move(before), now);
    if (wanted.say == nullptr && wanted.go == nullptr) return done(std::move(ongoing));
    ongoing.why.reading = "silence";
    if (wanted.go != nullptr) return go_on(std::move(ongoing), *wanted.go);
    say_filled(ongoing, *wanted.say);
    return done(std::move(ongoing));
}

turn_result hear_desk(const bundle& original, state before, desk_report report,
                      core::wall_time now) {
    const bundle& script = in_language_of(original, before);
    const bool held = before.mode == speaker::human;
    turn ongoing(script, std::move(before), now);
    if (!held) return done(std::move(ongoing));
    ongoing.why.reading = "desk";
    const state& whole = ongoing.whole;
    const flow* running = whole.stack.empty() ? nullptr : script.find_flow(whole.stack.back().flow);
    const node* at = running == nullptr ? nullptr : running->find_node(whole.stack.back().node);
    const auto* desk = at == nullptr ? nullptr : std::get_if<handoff_node>(&at->what);
    // People who were called by 人工 leave the patient where he stood.
    if (desk == nullptr) return go_on(std::move(ongoing), {});
    return go_on(std::move(ongoing), report == desk_report::closed ? desk->closed : desk->next);
}

}  // namespace dialog
