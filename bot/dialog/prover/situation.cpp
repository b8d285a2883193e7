#include "bot/dialog/prover/situation.h"

#include "bot/dialog/severity.h"
#include "bot/dialog/value_text.h"

#include <algorithm>

namespace dialog::prover {
namespace {

// Signs of one flow and level are asked about and answered alike.
std::string sign_class(const bundle& script, const std::string& rule_id) {
    for (const interrupt& rule : script.interrupts)
        if (rule.id == rule_id) return rule.flow + "/" + rule.level;
    return {};
}

std::string text_of(const value& held) {
    if (const auto* text = std::get_if<std::string>(&held)) return *text;
    if (const auto* number = std::get_if<double>(&held)) return std::to_string(*number);
    if (const auto* span = std::get_if<minutes>(&held)) return std::to_string(span->count());
    std::string all;
    for (const std::string& one : std::get<std::vector<std::string>>(held)) all += one + "+";
    return all;
}

void write(const slot_values& slots, std::string& key) {
    for (const auto& [id, held] : slots) key += id + "=" + text_of(held) + ";";
}

}  // namespace

bool is_aside(pending_question::kind what) {
    using kind = pending_question::kind;
    return what != kind::consent && what != kind::age && what != kind::booking;
}

abstraction::abstraction(const bundle& script) : script_(script) {
    for (const disposition& one : script.project.dispositions)
        if (one.how_soon == urgency::emergency &&
            (gravest_.empty() || one.rank > rank_of(script, gravest_)))
            gravest_ = one.id;
    for (const auto& [id, one] : script.flows)
        outlooks_.emplace(id, std::make_unique<outlook>(one));
}

void abstraction::simplify(situation& here) const {
    state& whole = here.whole;
    whole.warned.clear();
    whole.told.clear();
    whole.later.reset();
    whole.masked.clear();
    whole.last_digression.clear();
    whole.digression_repeats = 0;
    whole.visit_turn = std::min<std::uint32_t>(whole.visit_turn, 2);
    if (urgency_of_level(script_, whole.worst) != urgency::emergency)
        whole.worst.clear();
    else if (whole.stack.empty() || !is_emergency_flow(script_, whole.stack.front().flow))
        whole.worst = gravest_;
    if (!whole.age_band.empty() && whole.age_band != "child") whole.age_band = "adult";
    for (frame& place : whole.stack) place.trail.keep_only_last();
}

void abstraction::write(const frame& place, const state& whole, bool answers,
                        std::string& key) const {
    if (!answers) {
        key += place.flow + "/" + place.node + "\n";
        return;
    }
    const outlook& ahead = *outlooks_.at(place.flow);
    const flow& of = *ahead.graph().of;
    key += place.flow + "/" + place.node + "." + std::to_string(place.misses) + ":";
    const auto found = of.node_index.find(place.node);
    if (found != of.node_index.end()) ahead.write(slot_view(of, place, whole), found->second, key);
    key += '\n';
}

void abstraction::write(const pending_question& question, std::string& key) const {
    const bool is_sign = question.what == pending_question::kind::confirm_sign;
    key += std::to_string(static_cast<int>(question.what)) + "?";
    if (is_sign) {
        key += sign_class(script_, question.topic);
        key += question.text.empty() ? "-" : "+";
    } else {
        key += question.topic;
        for (const std::string& one : question.choices) key += "," + one;
    }
    key += '\n';
}

std::string abstraction::key(const situation& here) const {
    const state& whole = here.whole;
    std::string key;
    key.reserve(256);
    const bool aside = std::any_of(whole.pending.begin(), whole.pending.end(),
                                   [](const auto& one) { return is_aside(one.what); });
    for (const frame& place : whole.stack) write(place, whole, !aside, key);
    for (const pending_question& one : whole.pending) write(one, key);
    prover::write(whole.visit_slots, key);
    prover::write(whole.patient_slots, key);
    key += whole.mode == speaker::human ? "h" : "b";
    key += whole.worst + "/" + whole.age_band + "/" + std::to_string(here.owed);
    key += whole.consent_version.empty() ? 'n' : 'y';
    key += static_cast<char>('0' + whole.consent_declined);
    key += static_cast<char>('0' + whole.greeted);
    key += static_cast<char>('0' + (whole.stack.empty() ? whole.visit_turn : 3));
    return key;
}

}  // namespace dialog::prover
