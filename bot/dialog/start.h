// Doors a patient passes before a flow asks anything: greeting, consent, age (dialogs.md
// §9.6, 9.8).
#pragma once

#include "bot/dialog/turn.h"

#include <string>
#include <string_view>

namespace dialog {

// Greeting and notice, once in a conversation.
void greet(turn& ongoing);

bool has_consent(const bundle& script, const state& whole);

// Starts a flow on an empty stack, or shows the home menu if `flow_id` is empty; asks for consent
// or age first where they are missing.
void start_flow(turn& ongoing, const std::string& flow_id);

void give_consent(turn& ongoing, const std::string& flow_id);
void decline_consent(turn& ongoing);

// Age in years decides; nullopt: the patient cannot say.
void take_age(turn& ongoing, std::optional<double> years, const std::string& flow_id);

// The home menu, as a question of its own if another one waits beneath.
void offer_home(turn& ongoing);

}  // namespace dialog
