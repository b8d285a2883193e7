// Folding: the form of a text in which words compare. NFKC, lower case, traditional to simplified,
// every stop one of five, runs of one letter shortened; each character remembers its bytes.
// Pure; the tables are built once, at first use, and are read by all loops.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dialog {

// What separates in a folded text. Everything else is a letter or a digit.
constexpr char16_t full_stop = u'.';      // 。！; and line ends: the sentence ends
constexpr char16_t question_mark = u'?';  // the sentence ends and asks
constexpr char16_t comma = u',';          // also emoji, dashes, colons
constexpr char16_t list_comma = u'、';    // also / + &

struct folded_text {
    std::u16string letters;
    std::vector<std::uint32_t> begin;  // byte of the original where the letter starts
    std::vector<std::uint32_t> end;    // byte behind it

    std::size_t size() const { return letters.size(); }
};

// Reads at most `limit` characters; never fails: bytes that are not UTF-8 become commas.
folded_text fold(std::string_view text, std::size_t limit);

// Folded letters alone, for words of a script or of a table.
std::u16string fold_word(std::string_view word);

// Traditional letter and its simplified form, in turn (traditional.cpp).
extern const std::u16string_view traditional_pairs;

}  // namespace dialog
