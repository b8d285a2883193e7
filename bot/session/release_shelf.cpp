#include "bot/session/release_shelf.h"

#include "bot/dialog/current_emergencies.h"

#include <algorithm>

namespace session {

release_shelf::release_shelf(std::shared_ptr<const dialog::bundle> current,
                             std::vector<older_release> older)
    : current_(std::move(current)),
      older_(std::move(older)),
      emergency_flows_(dialog::emergency_flows(*current_)) {
    std::ranges::sort(older_, {}, &older_release::number);
}

const older_release* release_shelf::find(std::uint32_t number) const {
    const auto at = std::ranges::lower_bound(older_, number, {}, &older_release::number);
    return at == older_.end() || at->number != number ? nullptr : &*at;
}

const dialog::bundle* release_shelf::pinned_for(const dialog::state& whole,
                                                core::wall_time now) const {
    const older_release* begun = find(whole.release);
    if (begun == nullptr || begun->pinned == nullptr) return nullptr;
    const bool under_way =
        whole.visit_turn != 0 && now - whole.last_at <= begun->pinned->project.idle;
    const bool in_time = whole.visit_began <= begun->superseded_at &&
                         now - whole.visit_began <= longest_pin &&
                         now - begun->superseded_at <= longest_pin;
    return under_way && in_time && !touches_emergency(whole) ? begun->pinned.get() : nullptr;
}

const dialog::bundle* release_shelf::read_last(const dialog::state& whole) const {
    const older_release* begun = find(whole.release);
    if (begun == nullptr) return nullptr;
    // Part of a mix whose other half may have been replaced since: nobody knows what was read.
    const bool mixed = touches_emergency(whole) && !is_all_emergency(whole);
    return mixed && begun->pinned != begun->own ? nullptr : begun->own.get();
}

bool release_shelf::is_all_emergency(const dialog::state& whole) const {
    return !whole.stack.empty() &&
           std::ranges::all_of(whole.stack, [this](const dialog::frame& place) {
               return emergency_flows_.contains(place.flow);
           });
}

bool release_shelf::touches_emergency(const dialog::state& whole) const {
    return std::ranges::any_of(whole.stack, [this](const dialog::frame& place) {
        return emergency_flows_.contains(place.flow);
    });
}

}  // namespace session
