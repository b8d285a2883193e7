// Commits an answer (dialogs.md §5.6) and runs on; or counts a miss and climbs the ladder.
#pragma once

#include "bot/dialog/decide.h"

namespace dialog {

void commit_answer(turn& ongoing, const answered& answer);

// The next step of the fallback ladder; after the last, its `then`. `say`: what was wrong, if
// known.
void count_miss(turn& ongoing, std::string_view say);

}  // namespace dialog
