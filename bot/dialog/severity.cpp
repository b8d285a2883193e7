#include "bot/dialog/severity.h"

#include "bot/dialog/conditions.h"
#include "bot/dialog/fill.h"
#include "bot/dialog/texts.h"

#include <algorithm>

namespace dialog {

int rank_of(const bundle& script, std::string_view disposition_id) {
    const disposition* found = script.project.find_disposition(disposition_id);
    return found == nullptr ? 0 : found->rank;
}

urgency urgency_of_level(const bundle& script, std::string_view disposition_id) {
    const disposition* found = script.project.find_disposition(disposition_id);
    return found == nullptr ? urgency::none : found->how_soon;
}

void raise_worst(turn& ongoing, std::string_view disposition_id) {
    if (rank_of(ongoing.script, disposition_id) > rank_of(ongoing.script, ongoing.whole.worst))
        ongoing.whole.worst = disposition_id;
}

void raise_by_conditions(turn& ongoing, const frame& place) {
    const flow* script = ongoing.script.find_flow(place.flow);
    if (script == nullptr) return;
    const slot_view slots(*script, place, ongoing.whole);
    for (const named_condition& one : script->conditions)
        if (!one.level.empty() && evaluate(one.when, slots) == truth::yes)
            raise_worst(ongoing, one.level);
}

std::string advice_for(const bundle& script, std::string_view disposition_id) {
    const disposition* found = script.project.find_disposition(disposition_id);
    if (found == nullptr) return {};
    if (!found->advice.empty()) return fill(found->advice, script.project, nullptr);
    if (found->how_soon != urgency::emergency) return {};
    return emergency_text(script);
}

std::string emergency_text(const bundle& script) {
    const std::string& own = script.project.emergency_builtin;
    return own.empty() ? texts::emergency : fill(own, script.project, nullptr);
}

void say_advice(turn& ongoing, std::string_view disposition_id) {
    std::string advice = advice_for(ongoing.script, disposition_id);
    if (!advice.empty() && !ongoing.has_said(advice)) ongoing.say(std::move(advice));
}

void raise_by_flow(turn& ongoing, std::string_view flow_id) {
    const interrupt* mildest = nullptr;
    for (const interrupt& rule : ongoing.script.interrupts) {
        if (rule.what != interrupt_class::emergency || rule.flow != flow_id) continue;
        if (mildest == nullptr ||
            rank_of(ongoing.script, rule.level) < rank_of(ongoing.script, mildest->level))
            mildest = &rule;
    }
    if (mildest != nullptr) raise_worst(ongoing, mildest->level);
}

bool is_emergency_flow(const bundle& script, std::string_view flow_id) {
    return std::any_of(script.interrupts.begin(), script.interrupts.end(),
                       [flow_id](const interrupt& rule) {
                           return rule.what == interrupt_class::emergency && rule.flow == flow_id;
                       });
}

}  // namespace dialog
