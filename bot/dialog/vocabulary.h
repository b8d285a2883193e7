// The words of all concepts and cues, compiled into one automaton: what each word may stand for.
#pragma once

#include "bot/dialog/automaton.h"
#include "bot/dialog/cues.h"
#include "bot/dialog/understanding.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dialog {

enum class word_role : std::uint8_t { phrase, bare, except, head, tail };

// What a word does: for one concept, or as a member of a list that heads or tails of pairs share.
struct word_use {
    word_role role = word_role::phrase;
    std::uint32_t index = 0;  // phrase, bare, except: of the concept; head, tail: of the list
    bool wish = false;        // phrase of a concept that says what the patient wants, or when
};

// One pair of a concept, seen from its list of tails.
struct near_pair {
    std::uint32_t concept_index = 0;
    std::uint32_t heads = 0;  // list of its heads
    bool wish = false;        // of a concept that says what the patient wants, or when
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
    std::vector<word_meaning> meanings;            // by number of the word
    std::vector<std::vector<near_pair>> pairs_of;  // by list of tails
    // By list of heads: the concepts whose first pair it begins. The first pair of a concept names
    // its part of the body: such a head takes a complaint away from a head before it, and if it is
    // called well (大小便 … 正常) the trouble is denied.
    std::vector<std::vector<std::uint32_t>> first_of;

private:
    word_meaning& meaning_of(std::string_view word);
    void add(std::string_view word, word_use use);
    using lists = std::map<std::vector<std::string>, std::uint32_t>;
    std::uint32_t list_of(lists& known, const std::vector<std::string>& words, word_role role);

    lists heads_, tails_;
    word_meaning blank_word_;  // where words without a letter go
};

}  // namespace dialog
