#include "bot/dialog/message.h"

#include "bot/core/overloaded.h"
#include "bot/dialog/answer.h"
#include "bot/dialog/commands.h"
#include "bot/dialog/emergency.h"
#include "bot/dialog/flow_facts.h"
#include "bot/dialog/menus.h"
#include "bot/dialog/pending.h"
#include "bot/dialog/run.h"
#include "bot/dialog/severity.h"
#include "bot/dialog/start.h"
#include "bot/dialog/texts.h"

#include <algorithm>

namespace dialog {
namespace {

bool names_symptom(const heard& message) {
    const auto& mentions = message.words().mentions;
    return std::any_of(mentions.begin(), mentions.end(), [&message](const mention& one) {
        return one.meaning != polarity::absent &&
               !message.script.ear.concepts()[one.concept_index].symptom.empty();
    });
}

void say_declined(turn& ongoing) {
    const std::string& words = ongoing.script.project.consent.declined;
    say_filled(ongoing, words.empty() ? std::string_view(texts::consent_declined) : words);
}

// Nothing runs and nothing was recognised.
void meet_at_home(turn& ongoing, const heard& message) {
    const bool symptom = !message.text.empty() && names_symptom(message);
    if (urgency_of_level(ongoing.script, ongoing.earlier_worst) == urgency::emergency)
        say_advice(ongoing, ongoing.earlier_worst);
    if (ongoing.whole.consent_declined) {
        say_declined(ongoing);
    } else if (symptom && !has_consent(ongoing.script, ongoing.whole)) {
        return start_flow(ongoing, "");
    } else if (ongoing.whole.greeted && !message.text.empty() && !ongoing.has_spoken() &&
               message.words().intent != "chitchat") {
        ongoing.say(texts::not_understood);
    }
    greet(ongoing);
    show_home(ongoing);
}

void take_old_pick(turn& ongoing, const old_pick& found) {
    if (found.sign != nullptr) return take_over(ongoing, *found.sign);
    if (found.chosen != nullptr)
        return ask_pending(ongoing,
                           {pending_question::kind::correct, found.node, {}, {found.chosen->pick}});
    ongoing.say(texts::stale_pick);
    ask_again(ongoing);
}

void ask_which(turn& ongoing, const heard& message, const several_options& found) {
    pending_question question{
        pending_question::kind::which_option, message.question.at->id, {}, {}};
    for (const option* one : found.chosen) question.choices.push_back(one->pick);
    ask_pending(ongoing, std::move(question));
}

void take_nothing(turn& ongoing, const heard& message, pass which) {
    if (!message.question) return meet_at_home(ongoing, message);
    if (which == pass::second) return ask_again(ongoing);
    count_miss(ongoing, {});
}

std::string_view name_of(const decision& found) {
    constexpr std::string_view names[] = {"miss",  "answer", "emergency",  "confirm",    "command",
                                          "range", "which",  "correction", "digression", "entry"};
    const auto* answer = std::get_if<answered>(&found);
    return answer != nullptr && !answer->own_words ? "value" : names[found.index()];
}

}  // namespace

void take_message(turn& ongoing, const core::inbound& event, pass which) {
    const heard message(ongoing.script, ongoing.whole, event, ongoing.time);
    // What waits beneath a dropped question hears the message before the dialog does.
    while (!ongoing.whole.pending.empty())
        if (take_pending(ongoing, message)) return;
    const decision found = decide(message);
    const auto* answer = std::get_if<answered>(&found);
    if (answer == nullptr || !answer->own_words) note_urgent_signs(ongoing, message);
    act(ongoing, message, found, which);
}

void act(turn& ongoing, const heard& message, const decision& found, pass which) {
    ongoing.why.reading = name_of(found);
    std::visit(core::overloaded{
                   [&](const answered& one) { commit_answer(ongoing, one); },
                   [&](const sign_found& one) { take_over(ongoing, *one.rule); },
                   [&](const sign_unclear& one) {
                       ask_about_sign(ongoing, message, *one.rule, one.concept_id);
                   },
                   [&](const command_given& one) { do_command(ongoing, one.id); },
                   [&](const value_out_of_range& one) { count_miss(ongoing, one.say); },
                   [&](const several_options& one) { ask_which(ongoing, message, one); },
                   [&](const old_pick& one) { take_old_pick(ongoing, one); },
                   [&](const digression_wanted& one) { digress(ongoing, one); },
                   [&](const flow_wanted& one) { want_flow(ongoing, one); },
                   [&](const nothing&) { take_nothing(ongoing, message, which); },
               },
               found);
}

}  // namespace dialog
