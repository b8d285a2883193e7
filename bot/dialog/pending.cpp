#include "bot/dialog/pending.h"

#include "bot/dialog/answer.h"
#include "bot/dialog/commands.h"
#include "bot/dialog/decide.h"
#include "bot/dialog/emergency.h"
#include "bot/dialog/end.h"
#include "bot/dialog/menus.h"
#include "bot/dialog/message.h"
#include "bot/dialog/own_question.h"
#include "bot/dialog/run.h"
#include "bot/dialog/severity.h"
#include "bot/dialog/start.h"
#include "bot/dialog/texts.h"

namespace dialog {
namespace {

using kind = pending_question::kind;

std::string_view reading_name(kind what) {
    switch (what) {
        case kind::consent:
            return "consent";
        case kind::age:
            return "age";
        case kind::confirm_sign:
            return "confirm";
        case kind::leave_flow:
            return "entry";
        case kind::correct:
            return "correction";
        case kind::which_option:
            return "which";
        case kind::resume:
            return "resume";
        case kind::erase:
            return "command";
        case kind::booking:
            return "booking";
        case kind::home:
            return "home";
        case kind::updated:
            return "updated";
    }
    return {};
}

void start_over(turn& ongoing) {
    if (ongoing.whole.stack.empty()) throw fault{"RUN905"};
    std::string again = ongoing.whole.stack.front().flow;
    if (is_emergency_flow(ongoing.script, again)) again.clear();
    ongoing.whole.stack.clear();
    begin_visit(ongoing);
    ongoing.whole.visit_turn = 1;
    start_flow(ongoing, again);
}

void go_on_from_booking(turn& ongoing, const std::string& node_id, bool wanted) {
    const node* at = flow_of(ongoing, ongoing.whole.stack.back()).find_node(node_id);
    const auto* book = at == nullptr ? nullptr : std::get_if<book_node>(&at->what);
    if (book == nullptr) throw fault{"RUN905"};
    run_from(ongoing, wanted ? node_id : book->next);
}

void erase(turn& ongoing, bool wanted) {
    if (!wanted) {
        ongoing.say(texts::not_erased);
        return ask_again(ongoing);
    }
    forget_everything(ongoing);
    ongoing.say(texts::erased);
}

// The question is already off the list; `id` is one of its choices.
void resolve(turn& ongoing, const pending_question& question, std::string_view id) {
    const bool yes = id.starts_with("yes");
    ongoing.why.detail = id;
    switch (question.what) {
        case kind::consent:
            return yes ? give_consent(ongoing, question.topic) : decline_consent(ongoing);
        case kind::confirm_sign:
            return yes ? accept_sign(ongoing, question) : deny_sign(ongoing, question);
        case kind::leave_flow:
            return yes ? replace_flow(ongoing, question.topic) : ask_again(ongoing);
        case kind::correct:
            return yes ? correct_answer(ongoing, question.topic, question.choices.at(0))
                       : ask_again(ongoing);
        case kind::which_option:
            return answer_with(ongoing, std::string(id));
        case kind::resume:
            return yes ? show_question(ongoing, wording::full) : start_over(ongoing);
        case kind::erase:
            return erase(ongoing, yes);
        case kind::booking:
            return go_on_from_booking(ongoing, question.topic, yes);
        case kind::home:
            return want_flow(ongoing, {std::string(id), true});
        case kind::age:
        case kind::updated:
            break;
    }
    throw fault{"RUN905"};
}

pending_question take_top(turn& ongoing) {
    pending_question question = std::move(ongoing.whole.pending.back());
    ongoing.whole.pending.pop_back();
    return question;
}

// Neither yes nor no counts as yes; what else the words wished is done after the warning.
void take_sign_reply(turn& ongoing, const heard& message) {
    const pending_question question = take_top(ongoing);
    const std::string concept_id = question.choices.empty() ? std::string() : question.choices[0];
    const bool denied =
        !message.text.empty() &&
        (message.words().yes == false || message.meaning_of(concept_id) == polarity::absent);
    if (denied) return deny_sign(ongoing, question);
    const decision given = row_d_command(message);
    accept_sign(ongoing, question);
    const auto* command = std::get_if<command_given>(&given);
    if (command != nullptr &&
        (command->id == "human" || command->id == "forget" || command->id == "show-data" ||
         command->id == "summary" || command->id == "withdraw"))
        do_command(ongoing, command->id);
}

// What the patient answered was another question.
void go_on_updated(turn& ongoing) {
    const pending_question where = take_top(ongoing);
    ongoing.say(texts::updated);
    if (!where.topic.empty()) return run_from(ongoing, where.topic);
    if (ongoing.whole.stack.empty()) return start_flow(ongoing, where.text);
    show_question(ongoing, wording::full);
}

bool take_yes_or_no(turn& ongoing, const heard& message) {
    const kind what = ongoing.whole.pending.back().what;
    if (what == kind::age || what == kind::which_option || what == kind::home) return false;
    if (message.text.empty() || !message.words().yes) return false;
    const bool yes = *message.words().yes;
    resolve(ongoing, take_top(ongoing), yes ? "yes" : "no");
    return true;
}

void take_age_reply(turn& ongoing, const heard& message) {
    std::optional<double> years = read_number(message.answer_text());
    if (!years && message.words().numbers.size() == 1) years = message.words().numbers.front();
    constexpr double oldest = 130;
    const bool fits = years && *years >= 0 && *years <= oldest;
    pending_question& asked = ongoing.whole.pending.back();
    if (!fits && asked.choices.empty() && !message.words().unsure) {
        asked.choices.push_back("again");  // once more, then on without
        ongoing.say(texts::age_again);
        return;
    }
    const pending_question question = take_top(ongoing);
    take_age(ongoing, fits ? years : std::nullopt, question.topic);
}

// Hospital information and the like need no consent; a new wish replaces the remembered one.
void wait_for_consent(turn& ongoing, const heard& message) {
    const decision aside = row_g_digression(message);
    if (const auto* wanted = std::get_if<digression_wanted>(&aside);
        wanted != nullptr && needs_no_consent(ongoing.script, *wanted))
        return digress(ongoing, *wanted);
    const decision other = row_h_other_flow(message);
    if (const auto* wanted = std::get_if<flow_wanted>(&other)) {
        if (needs_no_consent(ongoing.script, {wanted->flow, {}, wanted->flow, false}))
            return digress(ongoing, {wanted->flow, {}, wanted->flow, false});
        ongoing.whole.pending.back().topic = wanted->flow;
    }
    show_pending(ongoing);
}

// Nothing stands beneath that could be asked instead, so the question stays.
void wait_for_booking(turn& ongoing, const heard& message) {
    for (const auto row : {row_g_digression, row_h_other_flow})
        if (const decision found = row(message); applies(found))
            return act(ongoing, message, found);
    show_pending(ongoing);
}

}  // namespace

bool may_drop(kind what) {
    return what == kind::leave_flow || what == kind::correct || what == kind::which_option ||
           what == kind::erase || what == kind::home;
}

void ask_pending(turn& ongoing, pending_question question) {
    std::vector<pending_question>& waiting = ongoing.whole.pending;
    // A question that may be dropped makes room for the next one, so they never pile up.
    while (!waiting.empty() &&
           (may_drop(waiting.back().what) || waiting.back().what == question.what))
        waiting.pop_back();
    waiting.push_back(std::move(question));
    show_pending(ongoing);
}

void show_pending(turn& ongoing) {
    const pending_question& question = ongoing.whole.pending.back();
    if (question.what == kind::updated) return go_on_updated(ongoing);
    if (question.what == kind::consent) greet(ongoing);
    own_question made = describe(ongoing.script, ongoing.whole, question);
    if (made.choices.empty()) return ongoing.say(std::move(made.head));
    core::menu_block menu{std::move(made.head), {}, texts::menu_tail};
    for (const own_question::choice& one : made.choices)
        menu.items.push_back({make_pick(ongoing.whole.turn, made.name, one.id), one.label});
    ongoing.send(std::move(menu));
}

void ask_again(turn& ongoing) {
    if (ongoing.whole.mode == speaker::human) return;
    if (!ongoing.whole.pending.empty()) return show_pending(ongoing);
    if (question_of(ongoing.script, ongoing.whole)) return show_question(ongoing, wording::brief);
    show_home(ongoing);
}

bool take_pending(turn& ongoing, const heard& message) {
    const kind what = ongoing.whole.pending.back().what;
    ongoing.why.reading = reading_name(what);
    const std::string chosen =
        choice_in(describe(ongoing.script, ongoing.whole, ongoing.whole.pending.back()), message);
    if (!chosen.empty()) return resolve(ongoing, take_top(ongoing), chosen), true;
    note_urgent_signs(ongoing, message);
    if (const decision sign = row_b_sign_present(message); applies(sign))
        return act(ongoing, message, sign), true;
    if (what == kind::confirm_sign) return take_sign_reply(ongoing, message), true;
    for (const auto row : {row_c_sign_unclear, row_d_command})
        if (const decision found = row(message); applies(found))
            return act(ongoing, message, found), true;
    if (what == kind::updated) return go_on_updated(ongoing), true;
    if (take_yes_or_no(ongoing, message)) return true;
    if (what == kind::consent) return wait_for_consent(ongoing, message), true;
    if (what == kind::age) return take_age_reply(ongoing, message), true;
    if (what == kind::booking) return wait_for_booking(ongoing, message), true;
    ongoing.whole.pending.pop_back();
    if (what == kind::resume) return show_question(ongoing, wording::full), true;
    return false;
}

}  // namespace dialog
