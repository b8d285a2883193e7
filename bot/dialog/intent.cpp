#include "bot/dialog/intent.h"

namespace dialog {
namespace {

// A special question says more about the wish than a general one, any question more than a
// complaint.
int weight_of(const std::string& intent) {
    if (intent == "chitchat") return 1;
    if (intent == "other_disease") return 2;
    if (intent == "symptom_report") return 3;
    if (intent == "ask_treatment_conservative" || intent == "ask_cause") return 4;
    if (intent == "ask_minimally_invasive") return 6;
    if (intent == "ask_booking" || intent == "ask_price") return 7;
    return 5;
}

}  // namespace

intent_guess::intent_guess(const std::vector<concept_source>& concepts) {
    for (const auto& source : concepts) intent_of_.push_back(source.intent);
}

std::string intent_guess::guess(std::u16string_view, const std::vector<mention>& mentions) const {
    std::string best;
    int weight = 0;
    bool own_field = false, other_field = false;
    for (const mention& said : mentions) {
        const std::string& intent = intent_of_[said.concept_index];
        const bool wish = intent.starts_with("ask_");
        if (wish && said.meaning != polarity::present) continue;
        own_field |= intent == "symptom_report";
        other_field |= intent == "other_disease";
        if (intent.empty() || weight_of(intent) < weight) continue;  // the last wish counts
        best = intent;
        weight = weight_of(intent);
    }
    // Whatever is asked, it is asked about something that these dialogs do not treat.
    return other_field && !own_field ? "other_disease" : best;
}

}  // namespace dialog
