// A small lumbar-like bundle made in C++, so that tests of the engine need no loader and do not
// move when the real dialogs do. It has every node type, a called flow, a ladder, skip, bands,
// conditions.
#pragma once

#include "bot/dialog/script.h"

namespace sample {

// Consent and age are required; `without_doors` drops both, for tests of what lies behind.
dialog::bundle make_bundle();
dialog::bundle without_doors();

// Texts of the bundle that tests look for.
inline constexpr auto advice_er = "请现在去医院急诊。";
inline constexpr auto advice_120 = "请现在拨打120。";
inline constexpr auto advice_48h = "请在48小时内就诊。";
inline constexpr auto safety_net = "下身发麻请立刻去急诊。";

// One example of each emergency concept, as a patient would write it.
struct emergency_example {
    const char* text;
    const char* flow;  // where it must lead
};
std::vector<emergency_example> emergency_examples();

}  // namespace sample
