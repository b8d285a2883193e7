// The ear: which concepts a patient's sentence holds, and how each is meant (dialogs.md §4).
// Deterministic and explainable: every mention carries the bytes of the text that led to it.
// A lexicon is immutable once compiled and may be read from all loops.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dialog {

enum class polarity {
    present,  // the patient says: I have it now
    absent,   // denied
    asked,    // a question or a hypothesis about it
    past,     // earlier, or gone
    other,    // somebody the patient does not speak for
};
std::string_view name_of(polarity meaning) noexcept;

enum class person { unstated, self, other };

struct span_of_time {
    std::chrono::minutes least{0}, most{std::chrono::minutes::max()};
};

// What one concept of shared/concepts.json says. `near`: a head and a tail within 6 characters.
struct concept_source {
    std::string id;
    std::string name;
    std::vector<std::string> phrases;
    std::vector<std::vector<std::vector<std::string>>> near;  // pairs [[heads],[tails]]
    std::vector<std::string> bare;    // complaints heard alone where no part of the body is named
    std::vector<std::string> except;  // longer words in which a phrase means nothing (麻烦, 麻醉)
    std::vector<std::string> examples, counter;
    std::string symptom;   // reported under this name by `understand`; empty: none
    std::string intent;    // reported as this intent; empty: none
    bool history = false;  // what once was counts: a tumour that was operated on years ago
    // A concept of time (昨天开始, 好几年) is also heard in a length of time within these bounds,
    // and speaks only of the complaints it stands by.
    std::optional<span_of_time> lasting;
};

struct mention {
    std::size_t concept_index = 0;  // place in lexicon::concepts()
    polarity meaning = polarity::present;
    person who = person::unstated;
    std::size_t begin = 0, end = 0;  // bytes of the original text
    std::uint32_t clause = 0;        // number of the clause, from 0
};

struct reading {
    std::vector<mention> mentions;  // in order of the text; one concept may occur repeatedly
    person who = person::unstated;  // whom the sentence is about
    std::string side;               // "left", "right", "both", or empty
    std::optional<std::chrono::minutes> duration;
    std::string duration_text;                     // the words it was read from
    std::vector<double> numbers;                   // every number in any script, in order
    std::optional<bool> yes;                       // the whole text is a plain yes or no
    bool unsure = false;                           // the whole text is a plain "I do not know"
    std::string intent;                            // best guess, empty for an honest "don't know"
    std::size_t intent_begin = 0, intent_end = 0;  // bytes that led to it

    // The weightiest meaning of a concept: present over asked, past, other, over absent.
    std::optional<polarity> meaning_of(std::size_t concept_index) const;
};

class lexicon {
public:
    lexicon();
    explicit lexicon(std::vector<concept_source> concepts);

    // Linear in the length of `text`; at most `limit` characters are read.
    reading read(std::string_view text, std::size_t limit = 2000) const;

    const std::vector<concept_source>& concepts() const noexcept;
    std::optional<std::size_t> find(std::string_view concept_id) const;

private:
    struct engine;
    std::shared_ptr<const engine> engine_;  // copies share it
};

// Folded form in which short answers compare: NFKC, simplified, lower case, without blanks and
// punctuation at the ends. "１。" and "1" fold to the same.
std::string fold_answer(std::string_view text);

// A number written in Arabic, full-width or Chinese digits, if that is all the text holds
// (units such as 分 个 左右 大概 allowed around it).
std::optional<double> read_number(std::string_view text);

}  // namespace dialog
