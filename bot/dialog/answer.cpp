#include "bot/dialog/answer.h"

#include "bot/dialog/commands.h"
#include "bot/dialog/items.h"
#include "bot/dialog/menus.h"
#include "bot/dialog/run.h"

#include <algorithm>

namespace dialog {
namespace {

// Ids of what was chosen, in author order. "以上都没有" beside another choice is no denial of it.
value chosen_value(const ask_node& ask, std::vector<const option*>& chosen) {
    std::sort(chosen.begin(), chosen.end());  // options of one vector: author order
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    if (ask.kind != slot_type::multi) return chosen.front()->pick;
    if (chosen.size() > 1) std::erase_if(chosen, [](const option* one) { return one->none; });
    std::vector<std::string> ids;
    for (const option* one : chosen)
        if (!one->none) ids.push_back(one->pick);
    return ids;
}

void add_bands(state& whole, const flow& script, const ask_node& ask, const value& held) {
    const auto* number = std::get_if<double>(&held);
    const auto* span = std::get_if<minutes>(&held);
    if (number == nullptr && span == nullptr) return;
    const double amount = number != nullptr ? *number : static_cast<double>(span->count());
    for (const score_bands& one : ask.bands)
        for (const band& step : one.bands)
            if (amount >= step.min) {
                add_to_score(whole, script, {one.score, step.add});
                break;
            }
}

std::string way_on(const ask_node& ask, const std::vector<const option*>& chosen) {
    for (const option* one : chosen)
        if (!one->go.empty()) return one->go;
    return ask.next;
}

}  // namespace

void commit_answer(turn& ongoing, const answered& answer) {
    const waiting_question waits = question_of(ongoing.script, ongoing.whole);
    if (!waits) throw fault{"RUN905"};
    state& whole = ongoing.whole;
    push_trail(whole.stack.back(), whole.turn);
    whole.stack.back().misses = 0;
    if (answer.skipped) {
        write_slot(whole, *waits.script, waits.ask->slot, nullptr);
        ongoing.why.detail = "skip";
        return run_from(ongoing, waits.ask->skip->next);
    }
    std::vector<const option*> chosen = answer.chosen;
    const value held = chosen.empty() ? answer.typed.value() : chosen_value(*waits.ask, chosen);
    write_slot(whole, *waits.script, waits.ask->slot, &held);
    for (const option* one : chosen) apply(whole, *waits.script, one->change);
    add_bands(whole, *waits.script, *waits.ask, held);
    if (!chosen.empty()) ongoing.why.detail = chosen.front()->pick;
    run_from(ongoing, way_on(*waits.ask, chosen));
}

void count_miss(turn& ongoing, std::string_view say) {
    const waiting_question waits = question_of(ongoing.script, ongoing.whole);
    if (!waits) return;
    frame& place = ongoing.whole.stack.back();
    ++place.misses;
    const project& house = ongoing.script.project;
    if (const fallback_step* step = step_of(house, *waits.ask, place.misses)) {
        say_filled(ongoing, say.empty() ? std::string_view(step->say) : say);
        return show_question(ongoing, wording::brief);
    }
    const std::string& then = waits.ask->fallback ? waits.ask->fallback->then : house.fallback.then;
    place.misses = 0;
    if (waits.script->find_node(then) != nullptr) return run_from(ongoing, then);
    do_command(ongoing, then == "home" || then == "menu" ? "home" : "human");
}

}  // namespace dialog
