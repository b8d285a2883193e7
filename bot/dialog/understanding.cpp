#include "bot/dialog/understanding.h"

#include "bot/core/string_map.h"
#include "bot/dialog/answers.h"
#include "bot/dialog/intent.h"
#include "bot/dialog/polarity.h"
#include "bot/dialog/quantities.h"
#include "bot/dialog/sentence.h"
#include "bot/dialog/vocabulary.h"

#include <algorithm>

namespace dialog {

std::string_view name_of(polarity meaning) noexcept {
    switch (meaning) {
        case polarity::present:
            return "present";
        case polarity::absent:
            return "absent";
        case polarity::asked:
            return "asked";
        case polarity::past:
            return "past";
        case polarity::other:
            return "other";
    }
    return "present";
}

int weight_of(polarity meaning) noexcept {
    switch (meaning) {
        case polarity::present:
            return 4;
        case polarity::asked:
            return 3;
        case polarity::past:
            return 2;
        case polarity::other:
            return 1;
        case polarity::absent:
            return 0;
    }
    return 4;
}

std::optional<polarity> reading::meaning_of(std::size_t concept_index) const {
    std::optional<polarity> best;
    for (const mention& said : mentions)
        if (said.concept_index == concept_index &&
            (!best || weight_of(said.meaning) > weight_of(*best)))
            best = said.meaning;
    return best;
}

struct lexicon::engine {
    explicit engine(std::vector<concept_source> sources)
        : concepts(std::move(sources)), words(concepts), intents(concepts) {
        for (std::size_t i = 0; i < concepts.size(); ++i) {
            index.emplace(concepts[i].id, i);
            if (concepts[i].lasting) times.push_back(i);
        }
    }

    // A length of time within the bounds of a concept of time is a mention of it.
    void hear_times(const sentence& said, const std::vector<written_duration>& durations,
                    std::vector<mention>& mentions) const {
        const folded_text& text = said.text();
        std::uint32_t clause = 0, at = 0;
        for (const written_duration& one : durations) {
            for (; at < one.begin; ++at) clause += said.ends_clause(at) ? 1 : 0;
            if (is_rate(text.letters, one)) continue;
            for (const std::size_t time : times) {
                const auto& bounds = *concepts[time].lasting;
                if (one.length < bounds.least || one.length > bounds.most) continue;
                mention heard;
                heard.concept_index = time;
                heard.begin = text.begin[one.begin];
                heard.end = text.end[one.end - 1];
                heard.clause = clause;
                mentions.push_back(heard);
            }
        }
    }

    std::vector<concept_source> concepts;
    vocabulary words;
    intent_guess intents;
    std::vector<std::size_t> times;  // concepts of time
    core::string_map<std::size_t> index;
};

lexicon::lexicon() : lexicon(std::vector<concept_source>{}) {}
lexicon::lexicon(std::vector<concept_source> concepts)
    : engine_(std::make_shared<const engine>(std::move(concepts))) {}

reading lexicon::read(std::string_view text, std::size_t limit) const {
    const sentence said(engine_->words, text, limit);
    const folded_text& folded = said.text();
    reading result;
    const std::vector<judged> meanings = judge(said);
    result.mentions.reserve(meanings.size() + 2);
    // A complaint alone belongs to whatever else the sentence is about.
    const bool elsewhere =
        std::any_of(said.findings().begin(), said.findings().end(), [this](const finding& found) {
            return engine_->concepts[found.concept_index].intent == "other_disease";
        });
    std::uint32_t at = 0, clause = 0;
    for (std::size_t i = 0; i < meanings.size(); ++i) {
        const finding& found = said.findings()[i];
        if (found.bare && elsewhere) continue;
        polarity meaning = meanings[i].meaning;
        if (meaning == polarity::asked && is_wish(engine_->concepts[found.concept_index]))
            meaning = polarity::present;
        if (meaning == polarity::past && !meanings[i].gone &&
            engine_->concepts[found.concept_index].history)
            meaning = polarity::present;
        for (; at < found.tail_begin; ++at) clause += said.ends_clause(at) ? 1 : 0;
        result.mentions.push_back({found.concept_index, meaning, meanings[i].who,
                                   folded.begin[found.begin()], folded.end[found.end() - 1],
                                   clause});
    }
    result.who = person_of(said);
    result.side = find_side(folded.letters);
    const auto numbers = find_numbers(folded.letters);
    for (const auto& number : numbers) result.numbers.push_back(number.value);
    const auto durations = find_durations(folded.letters, numbers);
    if (!durations.empty()) {
        result.duration = durations.front().length;
        const std::size_t begin = folded.begin[durations.front().begin];
        result.duration_text =
            std::string(text.substr(begin, folded.end[durations.front().end - 1] - begin));
        engine_->hear_times(said, durations, result.mentions);
    }
    const short_answer answer = read_short_answer(folded.letters);
    result.yes = answer.yes;
    result.unsure = answer.unsure;
    const intent_guess::answer wish = engine_->intents.guess(folded.letters, result.mentions);
    result.intent = wish.intent;
    if (wish.from != nullptr) {
        result.intent_begin = wish.from->begin;
        result.intent_end = wish.from->end;
    } else if (wish.end > wish.begin) {
        result.intent_begin = folded.begin[wish.begin];
        result.intent_end = folded.end[wish.end - 1];
    }
    return result;
}

const std::vector<concept_source>& lexicon::concepts() const noexcept {
    return engine_->concepts;
}

std::optional<std::size_t> lexicon::find(std::string_view concept_id) const {
    const auto found = engine_->index.find(concept_id);
    return found == engine_->index.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace dialog
