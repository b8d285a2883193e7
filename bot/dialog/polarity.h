// How each finding of a sentence is meant. Every doubt falls towards present or asked, never
// towards absent (dialogs.md §4).
#pragma once

#include "bot/dialog/sentence.h"
#include "bot/dialog/understanding.h"

#include <vector>

namespace dialog {

struct judged {
    polarity meaning = polarity::present;
    person who = person::unstated;
    bool gone = false;  // past because it is said to be over, not merely earlier
};

// One judgement for each of said.findings(), in that order. Linear in the text.
std::vector<judged> judge(const sentence& said);

// Whom the text is about.
person person_of(const sentence& said);

// Which meaning counts where a sentence holds several of one concept: an error must fall towards
// present or asked, never towards absent (dialogs.md §4).
int weight_of(polarity meaning) noexcept;

}  // namespace dialog
