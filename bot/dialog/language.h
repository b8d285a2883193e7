// Which language a patient is answered in: a patient-scope slot called `language` says it. A flow
// may ask for it; until it is known, project.json's `accountLanguages` decides, else the first
// language.
#pragma once

#include "bot/dialog/state.h"

namespace dialog {

// The bundle in the patient's language, or `script` itself. A choice counts from the next turn on.
const bundle& in_language_of(const bundle& script, const state& whole);

// Notes the account's language with a patient whose language is not known yet.
void note_language(const bundle& script, std::string_view account, state& whole);

}  // namespace dialog
