// Aho-Corasick over folded letters: all words of all concepts and all cue words in one pass, linear
// in the text. Letters that sound or look alike share one symbol, so that a slip of the input
// method (没立气, 小编失禁) still arrives at its word; each hit says how many letters were written
// otherwise.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dialog {

struct word_hit {
    std::uint32_t word = 0;  // number given by add()
    std::uint32_t begin = 0, end = 0;
    std::uint32_t slips = 0;  // letters that only sound or look like the word's
};

class automaton {
public:
    automaton();

    // Number of the word; the same word gets the same number. Only before compile().
    std::uint32_t add(std::u16string_view word);
    void compile();

    std::size_t size() const { return words_.size(); }

    // Calls `found` for every occurrence, ordered by its end. A word of three letters forgives one
    // slip, one of five two.
    template <class Found>
    void scan(std::u16string_view text, Found&& found) const {
        std::uint32_t node = 0;
        for (std::uint32_t i = 0; i < text.size(); ++i) {
            node = next(node, symbol_[text[i]]);
            for (std::uint32_t at = first_output(node); at != 0; at = shorter_output_[at])
                for (std::uint32_t word = word_at_[at]; word != none; word = twin_[word])
                    report(text, i + 1, word, found);
        }
    }

private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    template <class Found>
    void report(std::u16string_view text, std::uint32_t end, std::uint32_t word,
                Found& found) const {
        const std::u16string& letters = words_[word];
        const auto size = static_cast<std::uint32_t>(letters.size());
        const std::u16string_view written = text.substr(end - size, size);
        std::uint32_t slips = 0;
        for (std::uint32_t i = 0; i < size; ++i) slips += written[i] != letters[i] ? 1 : 0;
        if (slips <= (size >= 5 ? 2U : size >= 3 ? 1U : 0U) && stands_alone(text, end - size, end))
            found(word_hit{word, end - size, end, slips});
    }

    // A Latin word is no part of a longer one: the ct of "doctor" is not a scan.
    static bool stands_alone(std::u16string_view text, std::size_t begin, std::size_t end);
    std::uint32_t first_output(std::uint32_t node) const {
        return word_at_[node] != none ? node : shorter_output_[node];
    }
    std::uint32_t next(std::uint32_t node, std::uint16_t symbol) const;
    std::uint32_t child(std::uint32_t node, std::uint16_t symbol) const;
    void insert_edge(std::uint32_t node, std::uint16_t symbol, std::uint32_t target);
    void grow_edges();

    std::vector<std::uint16_t> symbol_;  // letter -> symbol, 0 for a letter of no word
    std::uint16_t symbols_ = 1;
    std::vector<std::u16string> words_;
    std::vector<std::uint32_t> twin_;            // next word with the same symbols
    std::vector<std::uint32_t> word_at_;         // node -> first word that ends there
    std::vector<std::uint32_t> fail_;            // node -> longest proper suffix
    std::vector<std::uint32_t> shorter_output_;  // node -> longest suffix that ends a word, 0: none
    std::vector<std::uint64_t> edges_;  // open addressing: node 24, symbol 16, target 24 bits
    std::size_t edge_count_ = 0;
};

}  // namespace dialog
