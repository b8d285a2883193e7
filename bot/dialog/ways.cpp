#include "bot/dialog/answer.h"
#include "bot/dialog/end.h"
#include "bot/dialog/flow_facts.h"
#include "bot/dialog/menus.h"
#include "bot/dialog/message.h"
#include "bot/dialog/pending.h"
#include "bot/dialog/run.h"
#include "bot/dialog/severity.h"
#include "bot/dialog/start.h"

#include <algorithm>

// Ways aside, ways over, ways back: digressions, other flows, corrections.

namespace dialog {

bool needs_no_consent(const bundle& script, const digression_wanted& wanted) {
    return wanted.flow.empty() || !asks_something(script, wanted.flow);
}

void digress(turn& ongoing, const digression_wanted& wanted) {
    state& whole = ongoing.whole;
    ongoing.why.reading = "digression";
    ongoing.why.detail = wanted.id;
    whole.digression_repeats = whole.last_digression == wanted.id
                                   ? static_cast<std::uint8_t>(whole.digression_repeats + 1)
                                   : std::uint8_t{1};
    whole.last_digression = wanted.id;
    if (wanted.once) whole.warned.push_back(wanted.id);
    greet(ongoing);
    if (wanted.flow.empty()) {
        say_snippet(ongoing, wanted.snippet);
        say_safety_net(ongoing);
        return ask_again(ongoing);
    }
    if (whole.stack.empty() && whole.pending.empty()) return start_flow(ongoing, wanted.flow);
    const flow* script = ongoing.script.find_flow(wanted.flow);
    if (script == nullptr) throw fault{"RUN905"};
    push_frame(ongoing, *script);
    run(ongoing);
    if (whole.stack.empty()) ask_again(ongoing);  // an own question still waits
}

void want_flow(turn& ongoing, const flow_wanted& wanted) {
    state& whole = ongoing.whole;
    ongoing.why.reading = "entry";
    ongoing.why.detail = wanted.flow;
    greet(ongoing);
    const bool quick = !asks_something(ongoing.script, wanted.flow);
    if (whole.stack.empty() && (quick || wanted.tapped || !whole.consent_declined))
        return start_flow(ongoing, wanted.flow);
    if (whole.stack.empty()) {
        say_filled(ongoing, ongoing.script.project.consent.declined);
        return show_home(ongoing);
    }
    const bool runs = std::any_of(whole.stack.begin(), whole.stack.end(),
                                  [&](const frame& place) { return place.flow == wanted.flow; });
    if (runs) return ask_again(ongoing);
    if (quick) return digress(ongoing, {wanted.flow, {}, wanted.flow, false});
    ask_pending(ongoing, {pending_question::kind::leave_flow, wanted.flow, {}, {}});
}

void replace_flow(turn& ongoing, const std::string& flow_id) {
    for (const frame& place : ongoing.whole.stack) raise_by_conditions(ongoing, place);
    put_all_aside(ongoing.whole);
    ongoing.whole.pending.clear();
    start_flow(ongoing, flow_id);
}

void answer_with(turn& ongoing, const std::string& pick) {
    const waiting_question waits = question_of(ongoing.script, ongoing.whole);
    if (!waits) throw fault{"RUN905"};
    for (const option& one : waits.ask->options)
        if (one.pick == pick) return commit_answer(ongoing, {{&one}, {}, false, true});
    show_question(ongoing, wording::full);
}

void correct_answer(turn& ongoing, const std::string& node_id, const std::string& pick) {
    state& whole = ongoing.whole;
    if (whole.stack.empty()) throw fault{"RUN905"};
    const flow& script = flow_of(ongoing, whole.stack.back());
    while (step_back(whole, script))
        if (whole.stack.back().node == node_id) return answer_with(ongoing, pick);
    show_question(ongoing, wording::full);
}

}  // namespace dialog
