#include "bot/dialog/commands.h"

#include "bot/dialog/end.h"
#include "bot/dialog/menus.h"
#include "bot/dialog/pending.h"
#include "bot/dialog/run.h"
#include "bot/dialog/severity.h"
#include "bot/dialog/start.h"
#include "bot/dialog/texts.h"

#include <algorithm>

namespace dialog {
namespace {

// Over a call that has not been answered yet, back leads to the caller's last question.
void go_back(turn& ongoing) {
    state& whole = ongoing.whole;
    if (!whole.pending.empty() && may_drop(whole.pending.back().what)) {
        whole.pending.pop_back();
        return ask_again(ongoing);
    }
    const auto answered = std::find_if(whole.stack.rbegin(), whole.stack.rend(),
                                       [](const frame& place) { return !place.trail.empty(); });
    if (answered == whole.stack.rend()) {
        ongoing.say(texts::at_first_question);
        return ask_again(ongoing);
    }
    whole.pending.clear();
    while (whole.stack.back().trail.empty()) {
        whole.stack.pop_back();
        if (question_of(ongoing.script, whole)) return ask_again(ongoing);  // was a digression
    }
    step_back(whole, flow_of(ongoing, whole.stack.back()));
    show_question(ongoing, wording::full);
}

void restart(turn& ongoing) {
    state& whole = ongoing.whole;
    std::string again = whole.stack.empty() ? std::string() : whole.stack.front().flow;
    if (is_emergency_flow(ongoing.script, again)) again.clear();
    for (const frame& place : whole.stack) raise_by_conditions(ongoing, place);
    whole.stack.clear();
    whole.told.clear();
    whole.pending.clear();
    whole.visit_slots.clear();
    whole.mode = speaker::bot;
    if (whole.age_band == "child") whole.age_band.clear();  // it may be for somebody else now
    whole.consent_declined = false;
    if (again.empty()) return show_home(ongoing);
    start_flow(ongoing, again);
}

void let_go_of_desk(turn& ongoing) {
    ongoing.whole.mode = speaker::bot;
    ongoing.say(texts::back_from_human);
    if (!ongoing.whole.stack.empty()) {
        const node& at = node_of(ongoing, ongoing.whole.stack.back());
        if (const auto* desk = std::get_if<handoff_node>(&at.what))
            return run_from(ongoing, desk->closed);
    }
    ask_again(ongoing);
}

void quit(turn& ongoing) {
    if (ongoing.whole.mode == speaker::human) return let_go_of_desk(ongoing);
    const std::string& words = ongoing.script.project.goodbye;
    say_filled(ongoing, words.empty() ? std::string_view(texts::goodbye) : words);
    close_visit(ongoing);
}

void call_human(turn& ongoing) {
    ongoing.say(texts::to_human);
    hand_over(ongoing, ongoing.script.project.human_queue,
              summarize(ongoing.script, ongoing.whole));
}

// On the patient's request: what a doctor would be told, without his own words.
void show_summary(turn& ongoing) {
    constexpr std::size_t longest = 1500;  // bytes: one message with the question behind it
    const std::string lines = in_lines(summarize(ongoing.script, ongoing.whole), longest);
    ongoing.say(lines.empty() ? std::string(texts::nothing_told)
                              : std::string(texts::summary_head) + lines);
    ask_again(ongoing);
}

void help(turn& ongoing) {
    const std::string& words = ongoing.script.project.help;
    say_filled(ongoing, words.empty() ? std::string_view(texts::help) : words);
    ask_again(ongoing);
}

// Without consent nothing may stay: what was recorded goes with it.
void withdraw(turn& ongoing) {
    for (const frame& place : ongoing.whole.stack) raise_by_conditions(ongoing, place);
    const std::string worst = ongoing.whole.worst;
    forget_everything(ongoing);
    ongoing.whole.consent_declined = true;
    ongoing.whole.greeted = true;
    ongoing.whole.worst = worst;
    ongoing.say(texts::withdrawn);
    if (urgency_of_level(ongoing.script, worst) != urgency::none) say_advice(ongoing, worst);
}

}  // namespace

void do_command(turn& ongoing, std::string_view id) {
    ongoing.why.detail = id;
    if (id == "back") return go_back(ongoing);
    if (id == "restart") return restart(ongoing);
    if (id == "quit") return quit(ongoing);
    if (id == "human") return call_human(ongoing);
    if (id == "home") return offer_home(ongoing);
    if (id == "forget") return ask_pending(ongoing, {pending_question::kind::erase, {}, {}, {}});
    if (id == "withdraw") return withdraw(ongoing);
    if (id == "summary") return show_summary(ongoing);
    if (id == "show-data") {
        ongoing.say(data_report(ongoing));
        return ask_again(ongoing);
    }
    help(ongoing);
}

void forget_everything(turn& ongoing) {
    state fresh;
    fresh.release = ongoing.whole.release;
    fresh.turn = ongoing.whole.turn;
    fresh.last_at = ongoing.whole.last_at;
    ongoing.whole = std::move(fresh);
    ongoing.effects.push_back(forget_patient{});
}

}  // namespace dialog
