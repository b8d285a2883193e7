#include "bot/dialog/emergency.h"

#include "bot/dialog/decide.h"
#include "bot/dialog/end.h"
#include "bot/dialog/menus.h"
#include "bot/dialog/message.h"
#include "bot/dialog/pending.h"
#include "bot/dialog/run.h"
#include "bot/dialog/severity.h"
#include "bot/dialog/start.h"

#include <algorithm>

namespace dialog {
namespace {

bool remember(std::vector<std::string>& list, const std::string& id) {
    if (std::find(list.begin(), list.end(), id) != list.end()) return false;
    list.push_back(id);
    return true;
}

const interrupt* find_rule(const bundle& script, std::string_view id) {
    for (const interrupt& rule : script.interrupts)
        if (rule.id == id) return &rule;
    return nullptr;
}

bool runs_emergency(const turn& ongoing) {
    return !ongoing.whole.stack.empty() &&
           is_emergency_flow(ongoing.script, ongoing.whole.stack.front().flow);
}

// The same sign again, or a lesser one beside a running emergency.
void repeat_advice(turn& ongoing) {
    say_advice(ongoing, ongoing.whole.worst);
    if (runs_emergency(ongoing) || !ongoing.whole.pending.empty() ||
        question_of(ongoing.script, ongoing.whole))
        ask_again(ongoing);
}

// 会不会大小便失禁 is one question about two signs: asked as one, answered as one.
std::string another_unclear(const turn& ongoing, const heard& message,
                            const std::string& concept_id) {
    constexpr std::size_t longest_pair = 40;  // both names are part of a pick's id
    for (const sign& one : message.signs()) {
        const std::string& id = ongoing.script.ear.concepts()[one.concept_index].id;
        if (one.meaning != polarity::present && id != concept_id &&
            id.size() + concept_id.size() <= longest_pair &&
            urgency_of_level(ongoing.script, one.rule->level) == urgency::emergency)
            return id;
    }
    return {};
}

}  // namespace

void take_over(turn& ongoing, const interrupt& rule) {
    state& whole = ongoing.whole;
    ongoing.answering = &rule;
    ongoing.why.reading = "emergency";
    ongoing.why.detail = rule.id;
    const bool milder = runs_emergency(ongoing) &&
                        rank_of(ongoing.script, rule.level) <= rank_of(ongoing.script, whole.worst);
    raise_worst(ongoing, rule.level);
    const bool first_time = remember(whole.warned, rule.id);
    if (!first_time || milder) return repeat_advice(ongoing);
    for (const frame& place : whole.stack) raise_by_conditions(ongoing, place);
    put_all_aside(whole);
    whole.later.reset();
    whole.pending.clear();
    const flow* script = ongoing.script.find_flow(rule.flow);
    if (script == nullptr) return say_advice(ongoing, rule.level);
    push_frame(ongoing, *script);
    run(ongoing);
}

void ask_about_sign(turn& ongoing, const heard& message, const interrupt& rule,
                    const std::string& concept_id) {
    state& whole = ongoing.whole;
    ongoing.why.reading = "confirm";
    ongoing.why.detail = rule.id;
    std::vector<std::string> asked{concept_id};
    if (std::string other = another_unclear(ongoing, message, concept_id); !other.empty())
        asked.push_back(std::move(other));
    const bool keeps_words = has_consent(ongoing.script, whole);
    if (!keeps_words && whole.stack.empty() && whole.pending.empty() && !whole.consent_declined) {
        // What the patient came for is remembered as a flow, not as words.
        const decision wish = row_h_other_flow(message);
        if (const auto* wanted = std::get_if<flow_wanted>(&wish))
            whole.pending.push_back({pending_question::kind::consent, wanted->flow, {}, {}});
    }
    ask_pending(ongoing,
                {pending_question::kind::confirm_sign, rule.id,
                 keeps_words ? std::string(message.text) : std::string(), std::move(asked)});
}

void accept_sign(turn& ongoing, const pending_question& question) {
    ongoing.why.reading = "confirm";
    if (const interrupt* rule = find_rule(ongoing.script, question.topic))
        return take_over(ongoing, *rule);
    ongoing.say(emergency_text(ongoing.script));  // the rule is gone with its release
    ask_again(ongoing);
}

void deny_sign(turn& ongoing, const pending_question& question) {
    for (const std::string& concept_id : question.choices)
        remember(ongoing.whole.masked, concept_id);
    if (question.text.empty()) return ask_again(ongoing);
    core::inbound again;
    again.text = question.text;
    take_message(ongoing, again, pass::second);
}

void note_urgent_signs(turn& ongoing, const heard& message) {
    if (message.text.empty()) return;
    for (const sign& one : message.signs()) {
        if (one.meaning != polarity::present ||
            urgency_of_level(ongoing.script, one.rule->level) == urgency::emergency)
            continue;
        raise_worst(ongoing, one.rule->level);
        const bool first_time = remember(ongoing.whole.warned, one.rule->id);
        if (!first_time || applies(row_b_sign_present(message))) continue;
        if (!one.rule->snippet.empty())
            say_snippet(ongoing, one.rule->snippet);
        else if (remember(ongoing.whole.warned, "@" + one.rule->level))
            say_advice(ongoing, one.rule->level);
    }
}

bool alert_desk_of_signs(turn& ongoing, const heard& message) {
    decision found = row_b_sign_present(message);
    const interrupt* rule = nullptr;
    if (const auto* sign = std::get_if<sign_found>(&found)) rule = sign->rule;
    if (rule == nullptr) {
        found = row_c_sign_unclear(message);
        if (const auto* sign = std::get_if<sign_unclear>(&found))
            ongoing.effects.push_back(alert_desk{sign->rule->id});
        return false;
    }
    ongoing.why.reading = "emergency";
    ongoing.why.detail = rule->id;
    ongoing.answering = rule;
    raise_worst(ongoing, rule->level);
    remember(ongoing.whole.warned, rule->id);
    ongoing.effects.push_back(alert_desk{rule->id});
    say_advice(ongoing, ongoing.whole.worst);
    return true;
}

}  // namespace dialog
