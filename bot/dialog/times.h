// Which complaints a word of time speaks of, in the manner of ConText: "腰疼半年，左半身麻" says
// nothing about how long the numbness has been there.
//
// A word of time belongs to the complaints before it in its clause, back to the word of time before
// it; without any, to those behind it (半年前开始腿麻). Alone in its clause it belongs to the
// clause before, or else to the one behind (小便憋不住，昨天开始的).
#pragma once

#include "bot/dialog/understanding.h"

namespace dialog {

// True if the complaint is present, and each present mention of it is one the time belongs to.
bool is_timed(const lexicon& ear, const reading& heard, std::size_t complaint, std::size_t time);

}  // namespace dialog
