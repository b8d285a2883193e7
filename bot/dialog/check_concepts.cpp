// 603-605: the phrase library says one thing each, and hears its own examples.
#include "bot/core/text.h"
#include "bot/dialog/check.h"

namespace dialog {
namespace {

std::string pointer_of(const std::string& id, const std::string& list, std::size_t place) {
    return pointer_to(pointer_to("", id) + "/" + list, place);
}

void check_phrases(const check_input& input, const json_document& document) {
    std::map<std::string, const concept_source*> owners;
    for (const concept_source& one : input.script.ear.concepts())
        for (std::size_t i = 0; i < one.phrases.size(); ++i) {
            const std::string& phrase = one.phrases[i];
            const std::string at = pointer_of(one.id, "phrases", i);
            const auto [known, fresh] = owners.emplace(phrase, &one);
            if (!fresh)
                input.found.add(
                    603, document, at,
                    {"“" + phrase + "” 也属于概念 “" + known->second->id + "”，请只留一处。",
                     "phrase “" + phrase + "” belongs to concept “" + known->second->id + "” too"},
                    {"从这里删去", {deletion(document, at)}});
            else if (core::utf8_length(phrase) == 1)
                input.found.add(605, document, at,
                                {"“" + phrase + "” 只有一个字，容易误听，请写长一点。",
                                 "phrase “" + phrase + "” has one character; lengthen it"});
        }
}

void check_examples(const check_input& input, const json_document& document) {
    const lexicon& ear = input.script.ear;
    const auto meaning_of = [&ear](const std::string& text, std::size_t concept_index) {
        return ear.read(text).meaning_of(concept_index);
    };
    // What a patient wants to know is a question by nature, and may be recognised as a whole.
    std::map<std::string, int> sharers;
    for (const concept_source& one : ear.concepts()) ++sharers[one.intent];
    const auto asked_for = [&](const std::string& text, const concept_source& one,
                               std::size_t concept_index) {
        if (one.intent.empty() || sharers[one.intent] > 1) return false;
        return ear.read(text).intent == one.intent ||
               meaning_of(text, concept_index) == polarity::asked;
    };
    for (std::size_t c = 0; c < ear.concepts().size(); ++c) {
        const concept_source& one = ear.concepts()[c];
        for (std::size_t i = 0; i < one.examples.size(); ++i)
            if (meaning_of(one.examples[i], c) != polarity::present &&
                !asked_for(one.examples[i], one, c))
                input.found.add(
                    604, document, pointer_of(one.id, "examples", i),
                    {"例句 “" + one.examples[i] + "” 没有被听成 “" + one.name + "”，请补说法。",
                     "example “" + one.examples[i] + "” is not heard as “" + one.id +
                         "”; add a phrase"});
        for (std::size_t i = 0; i < one.counter.size(); ++i)
            if (meaning_of(one.counter[i], c) == polarity::present)
                input.found.add(
                    604, document, pointer_of(one.id, "counter", i),
                    {"反例 “" + one.counter[i] + "” 被听成了 “" + one.name + "”，请改说法。",
                     "counter-example “" + one.counter[i] + "” is heard as “" + one.id + "”"});
    }
}

}  // namespace

void check_concepts(const check_input& input) {
    const json_document* document = input.document("shared/concepts.json");
    if (document == nullptr) return;
    check_phrases(input, *document);
    if (!input.known_ear) check_examples(input, *document);
}

}  // namespace dialog
