// Warning signs: the take-over, the confirming question, the advice that lets the dialog go on, and
// the desk's alarm (dialogs.md §5 rows b and c, §9.1, §9.2).
#pragma once

#include "bot/dialog/heard.h"

namespace dialog {

// Replaces the stack by the sign's flow. A sign already answered in this visit, or one that is no
// worse than the emergency that runs, gets the standing advice again.
void take_over(turn& ongoing, const interrupt& rule);

// Asks whether the patient has it now. The sentence is kept for a second reading only if the
// patient agreed that words may be kept.
void ask_about_sign(turn& ongoing, const heard& message, const interrupt& rule,
                    const std::string& concept_id);
void accept_sign(turn& ongoing, const pending_question& question);
void deny_sign(turn& ongoing, const pending_question& question);

// Signs that are present but merely urgent: `worst` rises, their advice is given once, in front.
void note_urgent_signs(turn& ongoing, const heard& message);

// While people hold the conversation: the desk is alerted, the patient still gets the advice.
// False if the message holds no sign.
bool alert_desk_of_signs(turn& ongoing, const heard& message);

}  // namespace dialog
