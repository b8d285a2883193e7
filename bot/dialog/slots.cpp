#include "bot/dialog/slots.h"

#include <algorithm>

namespace dialog {
namespace {

const value* find_in(const slot_values& slots, std::string_view id) {
    const auto found = slots.find(id);
    return found == slots.end() ? nullptr : &found->second;
}

slot_values& home_of(state& whole, frame& place, slot_scope scope) {
    switch (scope) {
        case slot_scope::visit:
            return whole.visit_slots;
        case slot_scope::patient:
            return whole.patient_slots;
        case slot_scope::flow:
            break;
    }
    return place.slots;
}

void put(slot_values& slots, std::string_view id, const value* to) {
    const auto found = slots.find(id);
    if (to == nullptr) {
        if (found != slots.end()) slots.erase(found);
    } else if (found != slots.end()) {
        found->second = *to;
    } else {
        slots.emplace(std::string(id), *to);
    }
}

// Notes what a slot held at the time of the last answer, once.
void remember(frame& place, std::string_view id, const value* held) {
    if (place.trail.empty()) return;
    trail_entry& last = place.trail.last();
    const bool known = last.before.contains(id) ||
                       std::find(last.unset.begin(), last.unset.end(), id) != last.unset.end();
    if (known) return;
    if (held == nullptr)
        last.unset.emplace_back(id);
    else
        last.before.emplace(std::string(id), *held);
}

}  // namespace

const value* slot_view::find(std::string_view slot_id) const {
    static const value zero = 0.0;
    const slot* declared = script_.find_slot(slot_id);
    if (declared == nullptr) return nullptr;
    const value* held = nullptr;
    switch (declared->scope) {
        case slot_scope::flow:
            held = find_in(place_.slots, slot_id);
            break;
        case slot_scope::visit:
            held = find_in(whole_.visit_slots, slot_id);
            break;
        case slot_scope::patient:
            held = find_in(whole_.patient_slots, slot_id);
            break;
    }
    return held == nullptr && declared->type == slot_type::score ? &zero : held;
}

void write_slot(state& whole, const flow& script, std::string_view slot_id, const value* to) {
    const slot* declared = script.find_slot(slot_id);
    if (declared == nullptr || whole.stack.empty()) return;
    frame& top = whole.stack.back();
    slot_values& home = home_of(whole, top, declared->scope);
    const value* held = find_in(home, slot_id);
    // A caller sees what its callee writes for the visit, so going back over the call restores it.
    if (declared->scope == slot_scope::flow)
        remember(top, slot_id, held);
    else
        for (frame& place : whole.stack) remember(place, slot_id, held);
    put(home, slot_id, to);
}

void add_to_score(state& whole, const flow& script, const addition& wanted) {
    const slot* declared = script.find_slot(wanted.score);
    if (declared == nullptr || whole.stack.empty()) return;
    const value* held = slot_view(script, whole.stack.back(), whole).find(wanted.score);
    const double* before = held == nullptr ? nullptr : std::get_if<double>(held);
    double sum = (before == nullptr ? 0 : *before) + wanted.amount;
    if (declared->max) sum = std::min(sum, *declared->max);
    const value after = std::max(sum, 0.0);
    write_slot(whole, script, wanted.score, &after);
}

void apply(state& whole, const flow& script, const changes& wanted) {
    for (const assignment& one : wanted.set) write_slot(whole, script, one.slot, &one.to);
    for (const addition& one : wanted.add) add_to_score(whole, script, one);
}

bool step_back(state& whole, const flow& script) {
    if (whole.stack.empty() || whole.stack.back().trail.empty()) return false;
    frame& top = whole.stack.back();
    const trail_entry last = top.trail.pop();
    const auto restore = [&](std::string_view id, const value* to) {
        if (const slot* declared = script.find_slot(id))
            put(home_of(whole, top, declared->scope), id, to);
    };
    for (const auto& [id, held] : last.before) restore(id, &held);
    for (const std::string& id : last.unset) restore(id, nullptr);
    top.node = last.node;
    top.misses = 0;
    return true;
}

void push_trail(frame& place, std::uint32_t turn) {
    place.trail.push({place.node, {}, {}, turn});
}

}  // namespace dialog
