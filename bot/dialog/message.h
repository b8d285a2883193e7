// What a message is, done: each kind of decision leads to one small function.
#pragma once

#include "bot/dialog/decide.h"

#include <string>

namespace dialog {

// A second pass reads the sentence of a denied sign once more: what it still does not say is no
// miss.
enum class pass { first, second };

void take_message(turn& ongoing, const core::inbound& event, pass which);
void act(turn& ongoing, const heard& message, const decision& found, pass which = pass::first);

void want_flow(turn& ongoing, const flow_wanted& wanted);
void replace_flow(turn& ongoing, const std::string& flow_id);
void digress(turn& ongoing, const digression_wanted& wanted);
bool needs_no_consent(const bundle& script, const digression_wanted& wanted);

// Answers the waiting question with one of its options.
void answer_with(turn& ongoing, const std::string& pick);

// Returns to an earlier question of the top frame and answers it anew; later answers are dropped.
void correct_answer(turn& ongoing, const std::string& node_id, const std::string& pick);

}  // namespace dialog
