// Brings the words a patient may type into the form that answers are compared in, once, at load:
// then a step compares bytes and folds nothing but the message.
#pragma once

#include "bot/dialog/script.h"

namespace dialog {

// Folds command words, interrupt words and synonyms, none of which is ever shown; an option whose
// label folds to something else gets that as one more synonym, and a flow the words it is called by
// in the home menu. Then gathers what commands are called by, and the home menu.
// After all checks.
void fold_words(bundle& script);

}  // namespace dialog
