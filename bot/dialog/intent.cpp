#include "bot/dialog/intent.h"

namespace dialog {
namespace {

// A question says more about the wish than a complaint beside it, a special one more than a
// general.
int weight_of(const std::string& intent) {
    if (intent == "chitchat") return 1;
    if (intent == "symptom_report") return 2;
    if (intent == "other_disease") return 3;
    if (intent == "ask_treatment_conservative" || intent == "ask_cause") return 4;
    return 5;
}

}  // namespace

intent_guess::intent_guess(const std::vector<concept_source>& concepts) {
    for (const auto& source : concepts) intent_of_.push_back(source.intent);
}

std::string intent_guess::guess(std::u16string_view, const std::vector<mention>& mentions) const {
    std::string best;
    int weight = 0;
    for (const mention& said : mentions) {
        const std::string& intent = intent_of_[said.concept_index];
        if (intent.empty() || weight_of(intent) <= weight) continue;
        best = intent;
        weight = weight_of(intent);
    }
    return best;
}

}  // namespace dialog
