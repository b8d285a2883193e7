#include "bot/dialog/signs.h"

#include "bot/dialog/polarity.h"
#include "bot/dialog/times.h"

#include <algorithm>

namespace dialog {
namespace {

struct meant {
    polarity meaning;
    std::size_t concept_index;
};

// The weightiest of some concepts, unless denied.
std::optional<meant> weightiest(const lexicon& ear, const reading& heard,
                                const std::vector<std::string>& concepts) {
    std::optional<meant> best;
    for (const std::string& id : concepts) {
        const auto index = ear.find(id);
        if (!index) continue;
        const auto meaning = heard.meaning_of(*index);
        if (!meaning || *meaning == polarity::absent) continue;
        if (!best || weight_of(*meaning) > weight_of(best->meaning)) best = meant{*meaning, *index};
    }
    return best;
}

// Present, and where it is a word of time: said of every present mention of the sign.
bool excuses(const lexicon& ear, const reading& heard, const std::string& id,
             std::size_t complaint) {
    const auto index = ear.find(id);
    if (!index || heard.meaning_of(*index) != polarity::present) return false;
    return !ear.concepts()[*index].lasting || is_timed(ear, heard, complaint, *index);
}

std::optional<sign> holds(const bundle& script, const reading& heard, const interrupt& rule) {
    const auto found = weightiest(script.ear, heard, rule.concepts);
    if (!found) return std::nullopt;
    sign result{&rule, found->meaning, found->concept_index};
    for (const auto& companions : rule.with) {
        const auto beside = weightiest(script.ear, heard, companions);
        if (!beside) return std::nullopt;
        if (weight_of(beside->meaning) < weight_of(result.meaning))
            result.meaning = beside->meaning;
    }
    for (const std::string& id : rule.unless)
        if (excuses(script.ear, heard, id, found->concept_index)) return std::nullopt;
    return result;
}

}  // namespace

std::vector<sign> find_signs(const bundle& script, const reading& heard,
                             const std::vector<std::string>& masked) {
    std::vector<sign> signs;
    if (heard.mentions.empty()) return signs;
    for (const interrupt& rule : script.interrupts) {
        if (rule.what != interrupt_class::emergency) continue;
        const auto found = holds(script, heard, rule);
        if (!found) continue;
        const std::string& id = script.ear.concepts()[found->concept_index].id;
        const bool is_masked = std::find(masked.begin(), masked.end(), id) != masked.end();
        if (is_masked && found->meaning != polarity::present) continue;
        signs.push_back(*found);
    }
    // Present first; among the rest only the priority of the rule counts.
    std::stable_sort(signs.begin(), signs.end(), [](const sign& a, const sign& b) {
        const bool a_now = a.meaning == polarity::present, b_now = b.meaning == polarity::present;
        if (a_now != b_now) return a_now;
        if (a.rule->priority != b.rule->priority) return a.rule->priority > b.rule->priority;
        return a.rule->id < b.rule->id;
    });
    return signs;
}

urgency urgency_of(const bundle& script, const std::vector<sign>& signs) {
    urgency highest = urgency::none;
    for (const sign& found : signs) {
        if (found.meaning != polarity::present) continue;
        const disposition* level = script.project.find_disposition(found.rule->level);
        // A sign whose level is unknown is taken for the worst: never lower by mistake.
        const urgency how_soon = level != nullptr ? level->how_soon : urgency::emergency;
        highest = std::max(highest, how_soon);
    }
    return highest;
}

}  // namespace dialog
