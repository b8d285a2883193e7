#include "bot/dialog/prover/search.h"

#include "bot/dialog/menus.h"
#include "bot/dialog/severity.h"
#include "bot/dialog/stories/player.h"

#include <algorithm>

namespace dialog::prover {
namespace {

bool is_over(const state& whole) {
    return whole.stack.empty() && whole.pending.empty();
}

bool is_answer(const turn_result& turn) {
    return turn.why.reading == "answer" || turn.why.reading == "value";
}

// A debt lasts until the visit is over, or until people with that sign are sent where it asks.
int owed_after(const bundle& script, const situation& before, const move& by,
               const turn_result& turn) {
    if (is_over(turn.next)) return 0;
    const int owed =
        is_answer(turn) ? std::max(before.owed, owed_for(script, by.chosen)) : before.owed;
    const bool cared_for = !turn.next.stack.empty() &&
                           is_emergency_flow(script, turn.next.stack.front().flow) &&
                           rank_of(script, turn.next.worst) >= owed;
    return cared_for ? 0 : owed;
}

// What a patient who is only asked would do: no command, no sign.
bool leads_on(move_kind what) {
    return what == move_kind::answer || what == move_kind::miss || what == move_kind::own ||
           what == move_kind::desk || what == move_kind::start;
}

// What was asked, and by whom: everything is said at it once.
std::string question_name(const bundle& script, const state& whole) {
    std::string name = whole.mode == speaker::human ? "desk " : "";
    for (const pending_question& one : whole.pending)
        name += std::to_string(static_cast<int>(one.what)) + " ";
    if (const waiting_question waits = question_of(script, whole))
        name += waits.script->id + "/" + waits.at->id;
    return name;
}

}  // namespace

int owed_for(const bundle& script, const std::vector<const option*>& chosen) {
    int most = 0;
    for (const option* one : chosen) {
        if (one->none) continue;
        for (const interrupt& rule : script.interrupts) {
            if (rule.what != interrupt_class::emergency || !rule.with.empty() ||
                urgency_of_level(script, rule.level) != urgency::emergency)
                continue;
            for (const std::string& id : one->concepts)
                if (std::find(rule.concepts.begin(), rule.concepts.end(), id) !=
                    rule.concepts.end())
                    most = std::max(most, rank_of(script, rule.level));
        }
    }
    return most;
}

search::search(const bundle& script, const abstraction& merged, const spoken& words)
    : script_(script), merged_(merged), moves_(script, merged, words) {}

bool search::run(const visitor& visit, const limits& most) {
    begin(most.only_flow);
    for (std::size_t place = 0; place < all_.size(); ++place) {
        if (all_.size() > most.situations) return false;
        if (!look_around(place, visit)) return false;
    }
    return true;
}

void search::begin(const std::string& only_flow) {
    const auto add = [this](situation&& here, const std::string& flow) {
        merged_.simplify(here);
        const std::string key = merged_.key(here);
        const std::size_t place = enter(std::move(here), key, nowhere, {});
        all_[place].began = {flow};
    };
    for (const flow* one : script_.home) {
        const std::string& id = one->id;
        if (!only_flow.empty() && id != only_flow) continue;
        core::inbound event;
        event.kind = core::inbound_kind::menu;
        event.pick = id;
        state whole =
            step(script_, stories::admitted_patient(script_), event, stories::monday_morning).next;
        if (!is_over(whole)) add({std::move(whole), 0}, id);
    }
    if (only_flow.empty()) add({}, "");
}

std::size_t search::enter(situation&& here, const std::string& key, std::size_t from,
                          const move& by) {
    const auto [found, is_new] = places_.emplace(key, all_.size());
    if (!is_new) return found->second;
    all_.push_back({std::move(here), from, by, {}});
    answers_.emplace_back();
    return all_.size() - 1;
}

bool search::look_around(std::size_t place, const visitor& visit) {
    const situation before = all_[place].here;
    const bool first = asked_.insert(question_name(script_, before.whole)).second;
    for (const move& by : moves_.of(before, first, place)) {
        turn_result turn = make(script_, before, by);
        ++turns_;
        situation after{turn.next, owed_after(script_, before, by, turn)};
        merged_.simplify(after);
        const std::string key = merged_.key(after);
        const verdict wanted = visit({place, before, by, turn, after, key});
        if (wanted == verdict::stop) return false;
        if (wanted == verdict::leave_it) continue;
        const std::size_t to = enter(std::move(after), key, place, by);
        if (leads_on(by.what)) answers_[place].push_back(to);
    }
    return true;
}

std::vector<const move*> search::way_to(std::size_t place) const {
    std::vector<const move*> way;
    for (; all_[place].from != nowhere; place = all_[place].from) way.push_back(&all_[place].by);
    std::reverse(way.begin(), way.end());
    return way;
}

}  // namespace dialog::prover
