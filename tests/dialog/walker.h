// A patient without a plan, for property tests: taps the last menu or an old one, writes answers,
// commands and warning signs, sends bytes that are no text, comes back after days; timers fire and
// the desk reports. The seed decides everything.
#pragma once

#include "bot/dialog/wake.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace dialog {

class walker {
public:
    // `more`: texts to write besides the usual ones.
    walker(std::uint32_t seed, std::vector<std::string> more = {});

    core::inbound next();               // mostly what a patient would do with the last menu
    void see(const turn_result& turn);  // what was shown and which timers were set
    std::uint32_t roll(std::uint32_t sides) { return static_cast<std::uint32_t>(dice_()) % sides; }

    // A timer that is due by then, taken off the list; null: none.
    const set_timer* due(core::wall_time now);

private:
    std::string any_text();
    core::inbound tap(const core::menu_block& menu);
    core::inbound odd();

    std::mt19937 dice_;
    std::vector<std::string> more_;
    core::menu_block menu_, old_menu_;
    std::vector<set_timer> timers_;
    set_timer fired_{};
};

// How many events a walk takes: `usual`, or what DAOZHEN_WALK_EVENTS says.
std::size_t walk_length(std::size_t usual);

// Walks and checks each turn: no fault, every bound of dialogs.md §5, the level never sinks within
// a visit, an answer to every message, nothing kept without consent, and the same bytes when the
// turn is taken again from the stored state.
void walk(const bundle& script, walker& patient, std::size_t events);

}  // namespace dialog
