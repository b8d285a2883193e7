// Slots on their way from one release to another: what is kept must mean there what it meant here.
#pragma once

#include "bot/dialog/state.h"

namespace dialog {

// True if a patient of this bundle could have given the value.
bool is_valid_value(const slot& declared, const value& held);

// Every slot of the frame's view that the flow declares still has a valid value, where the flow
// looks for it. Slots the flow does not know do no harm.
bool slots_fit(const flow& there, const frame& place, const state& whole);

// Drops what means nothing in the flow, in the frame and in its trail.
void drop_foreign_slots(const flow& there, frame& place);

// Drops values of visit and patient scope that some flow declares otherwise. What no flow declares
// goes too for the visit; the patient's stays, a later release may know it again.
void drop_unfit_slots(const bundle& there, state& whole);

}  // namespace dialog
