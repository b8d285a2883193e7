#include "bot/dialog/run.h"

#include "bot/dialog/conditions.h"
#include "bot/dialog/end.h"
#include "bot/dialog/fill.h"
#include "bot/dialog/menus.h"
#include "bot/dialog/pending.h"
#include "bot/dialog/severity.h"
#include "bot/dialog/silence.h"

namespace dialog {
namespace {

constexpr std::size_t entry_limit = 64;

enum class after { goes_on, waits };

after go(turn& ongoing, const std::string& node_id) {
    ongoing.whole.stack.back().node = node_id;
    return after::goes_on;
}

const std::string& route(const std::map<std::string, std::string>& on, const std::string& outcome) {
    const auto found = on.find(outcome);
    if (found == on.end()) throw fault{"RUN905"};
    return found->second;
}

void remind(turn& ongoing, const std::string& node_id, minutes after_this) {
    ongoing.effects.push_back(set_timer{ongoing.time + after_this, node_id, ongoing.whole.turn});
}

// Of steps that quiet hours shift to one moment, the last counts.
void set_silence_timers(turn& ongoing, const std::string& node_id,
                        const std::vector<silence_step>& steps) {
    const std::string& flow_id = ongoing.whole.stack.back().flow;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto due = due_of(ongoing.script, flow_id, ongoing.time, steps[i]);
        if (i + 1 < steps.size() &&
            due_of(ongoing.script, flow_id, ongoing.time, steps[i + 1]) == due)
            continue;
        ongoing.effects.push_back(set_timer{due, node_id, ongoing.whole.turn});
    }
}

after enter(turn& ongoing, const node& at, const say_node& what) {
    say_blocks_of(ongoing, at.say);
    return go(ongoing, what.next);
}

after enter(turn& ongoing, const node& at, const ask_node& what) {
    ongoing.whole.stack.back().misses = 0;
    show_question(ongoing, wording::full);
    set_silence_timers(ongoing, at.id, what.silence);
    return after::waits;
}

after enter(turn& ongoing, const node&, const branch_node& what) {
    const frame& place = ongoing.whole.stack.back();
    const slot_view slots(flow_of(ongoing, place), place, ongoing.whole);
    for (const branch_case& one : what.cases)
        if (evaluate(one.when, slots) == truth::yes) return go(ongoing, one.go);
    return go(ongoing, what.otherwise);
}

after enter(turn& ongoing, const node&, const call_node& what) {
    const flow* callee = ongoing.script.find_flow(what.flow);
    if (callee == nullptr) throw fault{"RUN905"};
    if (what.replace) {
        raise_by_conditions(ongoing, ongoing.whole.stack.back());
        put_aside(ongoing.whole, std::move(ongoing.whole.stack.back()));
        ongoing.whole.stack.pop_back();
    }
    push_frame(ongoing, *callee);
    raise_by_flow(ongoing, callee->id);
    for (const assignment& one : what.with) write_slot(ongoing.whole, *callee, one.slot, &one.to);
    return after::goes_on;
}

// No provider of results is plugged in: the way for failures is the honest one.
after enter(turn& ongoing, const node&, const action_node& what) {
    return go(ongoing, route(what.on, "failed"));
}

// Education and booking never share a turn, and an emergency is never offered an appointment.
after enter(turn& ongoing, const node& at, const book_node& what) {
    if (urgency_of_level(ongoing.script, ongoing.whole.worst) == urgency::emergency)
        return go(ongoing, what.unavailable);
    if (ongoing.education) {
        ask_pending(ongoing, {pending_question::kind::booking, at.id, {}, {}});
        return after::waits;
    }
    const auto found = ongoing.script.bookings.find(what.booking);
    if (found == ongoing.script.bookings.end()) return go(ongoing, what.unavailable);
    const booking& target = found->second;
    const frame& place = ongoing.whole.stack.back();
    const slot_view slots(flow_of(ongoing, place), place, ongoing.whole);
    say_blocks_of(ongoing, at.say);
    ongoing.send(core::link_block{target.title, fill_url(target.url, target.parameters, &slots),
                                  fill(target.alt, ongoing.script.project, &slots)});
    return go(ongoing, what.next);
}

after enter(turn& ongoing, const node& at, const handoff_node& what) {
    say_blocks_of(ongoing, at.say);
    hand_over(
        ongoing, what.queue,
        items_of_frame(ongoing.script, ongoing.whole, ongoing.whole.stack.back(), what.summary));
    if (what.timeout.count() > 0) remind(ongoing, at.id, what.timeout);
    return after::waits;
}

after enter(turn& ongoing, const node& at, const end_node& what) {
    say_blocks_of(ongoing, at.say);
    return end_flow(ongoing, what) ? after::goes_on : after::waits;
}

}  // namespace

void run(turn& ongoing) {
    for (;;) {
        if (++ongoing.entries > entry_limit) throw fault{"RUN901"};
        const frame& place = ongoing.whole.stack.back();
        const flow& script = flow_of(ongoing, place);
        const node& at = node_of(ongoing, place);
        ongoing.why.visited.push_back(script.id + "/" + at.id);
        apply(ongoing.whole, script, at.change);
        const after next =
            std::visit([&](const auto& what) { return enter(ongoing, at, what); }, at.what);
        if (next == after::waits) return;
    }
}

void run_from(turn& ongoing, std::string node_id) {
    ongoing.whole.stack.back().node = std::move(node_id);
    run(ongoing);
}

void hand_over(turn& ongoing, const std::string& queue, std::vector<summary_item> items) {
    ongoing.whole.mode = speaker::human;
    ongoing.send(core::handoff_block{queue});
    std::string line = in_one_line(items);
    ongoing.effects.push_back(open_handoff{queue, std::move(line), std::move(items)});
}

}  // namespace dialog
