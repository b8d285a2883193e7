// The releases that conversations under way may be in: the current one, and those published before
// it (dialogs.md §7). Immutable: a publication puts another shelf in its place.
#pragma once

#include "bot/core/clock.h"
#include "bot/dialog/state.h"

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace session {

struct older_release {
    std::uint32_t number = 0;
    std::shared_ptr<const dialog::bundle> own;     // as it was published
    std::shared_ptr<const dialog::bundle> pinned;  // with the current release's emergencies; null:
                                                   // whoever is in it moves
    core::wall_time superseded_at{};
};

class release_shelf {
public:
    // A conversation finishes with the release its visit began with, but no later than this.
    static constexpr std::chrono::hours longest_pin{24};

    explicit release_shelf(std::shared_ptr<const dialog::bundle> current,
                           std::vector<older_release> older = {});

    const dialog::bundle& current() const noexcept { return *current_; }
    std::shared_ptr<const dialog::bundle> share_current() const noexcept { return current_; }
    const std::vector<older_release>& older() const noexcept { return older_; }

    // What a conversation of an older release goes on with; null: it moves to the current one.
    const dialog::bundle* pinned_for(const dialog::state& whole, core::wall_time now) const;

    // The release whose words the patient read last; null: it is not here any more.
    const dialog::bundle* read_last(const dialog::state& whole) const;

    // All that waits belongs to an emergency, and so to the current release.
    bool is_all_emergency(const dialog::state& whole) const;

private:
    const older_release* find(std::uint32_t number) const;
    bool touches_emergency(const dialog::state& whole) const;

    std::shared_ptr<const dialog::bundle> current_;
    std::vector<older_release> older_;  // by number
    std::set<std::string, std::less<>> emergency_flows_;
};

}  // namespace session
