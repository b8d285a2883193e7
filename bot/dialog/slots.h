// Where a slot's value lives: in the frame (flow scope), in the visit or with the patient. The
// flow's declaration decides; a name means nothing without it.
#pragma once

#include "bot/dialog/state.h"

#include <string_view>

namespace dialog {

// Reads the slots one frame can see. Holds references: valid while state, frame and script stand.
class slot_view {
public:
    slot_view(const flow& script, const frame& place, const state& whole)
        : script_(script), place_(place), whole_(whole) {}

    // Null if unset or unknown; a score starts at 0.
    const value* find(std::string_view slot_id) const;
    const flow& script() const { return script_; }

private:
    const flow& script_;
    const frame& place_;
    const state& whole_;
};

// Writes into the top frame's view; null unsets. What was there before is noted in the trail, so
// that 上一步 restores it. A slot the flow does not declare is ignored.
void write_slot(state& whole, const flow& script, std::string_view slot_id, const value* to);

// `set` and `add`. A sum is kept within 0 and the score's max.
void apply(state& whole, const flow& script, const changes& wanted);
void add_to_score(state& whole, const flow& script, const addition& wanted);

// Marks the question a frame waits at as answered; the oldest of 64 entries is forgotten.
void push_trail(frame& place, std::uint32_t turn);

// Undoes the last trail entry of the top frame and goes back to its question. False if there is
// none.
bool step_back(state& whole, const flow& script);

}  // namespace dialog
