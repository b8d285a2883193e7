#include "bot/dialog/start.h"

#include "bot/dialog/end.h"
#include "bot/dialog/flow_facts.h"
#include "bot/dialog/menus.h"
#include "bot/dialog/pending.h"
#include "bot/dialog/run.h"
#include "bot/dialog/severity.h"
#include "bot/dialog/texts.h"

namespace dialog {
namespace {

constexpr double teen_from = 14;
constexpr double adult_from = 18;

void refuse_child(turn& ongoing) {
    const std::string& words = ongoing.script.project.age.child;
    say_filled(ongoing, words.empty() ? std::string_view(texts::age_child) : words);
    close_visit(ongoing);
}

bool asks_before(const bundle& script, const std::string& flow_id) {
    return flow_id.empty() ||
           (asks_something(script, flow_id) && !is_emergency_flow(script, flow_id));
}

}  // namespace

void greet(turn& ongoing) {
    if (ongoing.whole.greeted) return;
    ongoing.whole.greeted = true;
    say_filled(ongoing, ongoing.script.project.greeting);
    say_filled(ongoing, ongoing.script.project.program_notice);
}

bool has_consent(const bundle& script, const state& whole) {
    const consent_rule& rule = script.project.consent;
    return !rule.required ||
           (!whole.consent_version.empty() && whole.consent_version == rule.version);
}

void start_flow(turn& ongoing, const std::string& flow_id) {
    state& whole = ongoing.whole;
    if (asks_before(ongoing.script, flow_id)) {
        if (!has_consent(ongoing.script, whole))
            return ask_pending(ongoing, {pending_question::kind::consent, flow_id, {}, {}});
        if (ongoing.script.project.age.required && whole.age_band.empty())
            return ask_pending(ongoing, {pending_question::kind::age, flow_id, {}, {}});
        if (whole.age_band == "child") return refuse_child(ongoing);
    }
    if (flow_id.empty()) return show_home(ongoing);
    if (asks_something(ongoing.script, flow_id)) whole.later.reset();  // the patient is back
    const flow* script = ongoing.script.find_flow(flow_id);
    if (script == nullptr) throw fault{"RUN905"};
    push_frame(ongoing, *script);
    run(ongoing);
}

void give_consent(turn& ongoing, const std::string& flow_id) {
    ongoing.whole.consent_version = ongoing.script.project.consent.version;
    ongoing.whole.consent_at = ongoing.time;
    ongoing.whole.consent_declined = false;
    start_flow(ongoing, flow_id);
}

void decline_consent(turn& ongoing) {
    ongoing.whole.consent_declined = true;
    const std::string& words = ongoing.script.project.consent.declined;
    say_filled(ongoing, words.empty() ? std::string_view(texts::consent_declined) : words);
    close_visit(ongoing);
}

void take_age(turn& ongoing, std::optional<double> years, const std::string& flow_id) {
    std::string& band = ongoing.whole.age_band;
    band = !years                ? "unknown"
           : *years < teen_from  ? "child"
           : *years < adult_from ? "teen"
                                 : "adult";
    // Who cannot say may be young: the guardian's line is the safe one.
    if (band == "teen" || band == "unknown") say_filled(ongoing, ongoing.script.project.age.teen);
    start_flow(ongoing, flow_id);
}

void offer_home(turn& ongoing) {
    if (ongoing.whole.stack.empty() && ongoing.whole.pending.empty()) return show_home(ongoing);
    ask_pending(ongoing, {pending_question::kind::home, {}, {}, {}});
}

}  // namespace dialog
