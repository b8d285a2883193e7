// The words of all concepts and cues, compiled into one automaton: what each word may stand for.
#pragma once

#include "bot/dialog/automaton.h"
#include "bot/dialog/cues.h"
#include "bot/dialog/understanding.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace dialog {

enum class word_role : std::uint8_t { phrase, except, head, tail };

// What a word does for a concept. Heads and tails carry the number of their pair.
struct word_use {
    word_role role = word_role::phrase;
    std::uint32_t concept_index = 0;
    std::uint32_t pair = 0;
    // The first pair of a concept names its part of the body: such a head takes a complaint away
    // from a head before it, and if it is called well (大小便 … 正常) the trouble is denied.
    bool first_pair = false;
    bool wish = false;  // of a concept that says what the patient wants, or when, not what he has
};

// A question ("do I need surgery?") is how a wish is said.
bool is_wish(const concept_source& source);

struct word_meaning {
    std::vector<word_use> uses;
    std::uint32_t cues = 0;  // bit per cue
};

constexpr std::uint32_t bit(cue kind) {
    return 1U << static_cast<unsigned>(kind);
}

struct vocabulary {
    explicit vocabulary(const std::vector<concept_source>& concepts);

    automaton words;
    std::vector<word_meaning> meanings;  // by number of the word
    std::uint32_t pairs = 0;

private:
    word_meaning& meaning_of(std::string_view word);
    void add(std::string_view word, word_use use);
    word_meaning blank_word_;  // where words without a letter go
};

}  // namespace dialog
