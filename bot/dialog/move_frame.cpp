#include "bot/dialog/move_frame.h"

#include "bot/dialog/move_values.h"

#include <algorithm>

namespace dialog {
namespace {

template <class Kind>
const Kind* as(const node* one) {
    return one == nullptr ? nullptr : std::get_if<Kind>(&one->what);
}

bool same_options(const std::vector<option>& a, const std::vector<option>& b) {
    return std::ranges::equal(a, b, [](const option& left, const option& right) {
        return left.pick == right.pick && left.label == right.label && left.none == right.none;
    });
}

std::string_view label_of(const std::optional<skip_way>& skip) {
    return skip ? std::string_view(skip->label) : std::string_view();
}

bool reads_the_same(const ask_node& a, const ask_node& b) {
    return a.prompt == b.prompt && a.brief == b.brief && same_options(a.options, b.options) &&
           label_of(a.skip) == label_of(b.skip);
}

frame_fit fit_of_question(const flow* from, const node* before, const ask_node& now) {
    if (from == nullptr) return frame_fit::asked_again;
    const auto* was = as<ask_node>(before);
    if (was == nullptr || was->kind != now.kind) return frame_fit::lost;
    return reads_the_same(*was, now) ? frame_fit::same : frame_fit::asked_again;
}

bool waits_for_booking(const state& whole, const std::string& node_id) {
    return std::ranges::any_of(whole.pending, [&](const pending_question& one) {
        return one.what == pending_question::kind::booking && one.topic == node_id;
    });
}

frame_fit fit_of_place(const flow* from, const state& whole, const frame& place, const node& now,
                       const frame* above) {
    const node* before = from == nullptr ? nullptr : from->find_node(place.node);
    if (const auto* ask = as<ask_node>(&now)) return fit_of_question(from, before, *ask);
    if (above != nullptr) {
        const auto* call = as<call_node>(&now);
        const bool calls_it = call != nullptr && !call->replace && call->flow == above->flow;
        return calls_it ? frame_fit::same : frame_fit::lost;
    }
    const bool held = as<handoff_node>(&now) != nullptr && whole.mode == speaker::human;
    const bool books = as<book_node>(&now) != nullptr && waits_for_booking(whole, place.node);
    return held || books ? frame_fit::same : frame_fit::lost;
}

// The steps back that are still there, up to the latest that is not.
void move_trail(const flow& there, frame& place) {
    auto answers = place.trail.entries();
    auto kept = answers.rbegin();
    for (; kept != answers.rend(); ++kept) {
        const node* now = find_moved(there, kept->node);
        if (as<ask_node>(now) == nullptr) break;
        kept->node = now->id;
    }
    answers.erase(answers.begin(), kept.base());
    place.trail = answer_trail(std::move(answers));
}

}  // namespace

const node* find_moved(const flow& there, const std::string& id) {
    const std::string* name = &id;
    for (std::size_t steps = 0; steps <= there.renamed.size(); ++steps) {
        if (const node* found = there.find_node(*name)) return found;
        const auto next = there.renamed.find(*name);
        if (next == there.renamed.end()) return nullptr;
        name = &next->second;
    }
    return nullptr;
}

frame_fit move_frame(const flow* from, const flow& there, const state& whole, frame& place,
                     const frame* above) {
    const node* now = find_moved(there, place.node);
    if (now == nullptr || !slots_fit(there, place, whole)) return frame_fit::lost;
    const frame_fit fit = fit_of_place(from, whole, place, *now, above);
    if (fit == frame_fit::lost) return fit;
    place.node = now->id;
    move_trail(there, place);
    drop_foreign_slots(there, place);
    return fit;
}

}  // namespace dialog
