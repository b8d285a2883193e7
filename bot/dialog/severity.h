// Dispositions as the engine uses them: which is worse, and what is said about the worst.
#pragma once

#include "bot/dialog/turn.h"

#include <string_view>

namespace dialog {

int rank_of(const bundle& script, std::string_view disposition_id);  // 0 for none
urgency urgency_of_level(const bundle& script, std::string_view disposition_id);

// `worst` only rises within a visit.
void raise_worst(turn& ongoing, std::string_view disposition_id);

// Raises `worst` by the level of every condition that is true in a frame (§5.7).
void raise_by_conditions(turn& ongoing, const frame& place);

// The standing advice of a disposition. An emergency always has one: its own, or the built-in text.
std::string advice_for(const bundle& script, std::string_view disposition_id);

// The fixed text with the emergency number.
std::string emergency_text(const bundle& script);

// Says it, unless this turn already has.
void say_advice(turn& ongoing, std::string_view disposition_id);

// An emergency flow reached by a script's own route is as grave as the mildest sign that leads
// there.
void raise_by_flow(turn& ongoing, std::string_view flow_id);

// A flow some emergency leads to.
bool is_emergency_flow(const bundle& script, std::string_view flow_id);

}  // namespace dialog
