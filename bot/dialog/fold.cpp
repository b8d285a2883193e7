#include "bot/dialog/fold.h"

#include "bot/core/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace dialog {
namespace {

// Marks in a table cell; letters below them stand for themselves.
constexpr char16_t dropped = 0xE000;     // blanks, brackets, zero width, marks
constexpr char16_t expanded = 0xE002;    // + number of the expansion (℃, ㎝, ½ ...)
constexpr char32_t table_end = 0x20000;  // beyond: rare ideographs, kept as one unknown letter
constexpr char16_t unknown_letter = 0xF8FF;
constexpr std::size_t longest_run = 2;  // 麻麻的 is a word, 麻麻麻麻 is a feeling

class fold_table {
public:
    fold_table() : cells_(table_end, comma) {
        UErrorCode status = U_ZERO_ERROR;
        const auto* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
        if (U_FAILURE(status)) throw std::runtime_error("ICU data missing: no NFKC_Casefold");
        // Ideographs, kana and Hangul are NFKC already; asking ICU for each costs 30 ms.
        for (char32_t c = 0; c < 0x10000; ++c) cells_[c] = static_cast<char16_t>(c);
        for (const auto& [from, to] : {std::pair{0x0U, 0x3400U}, std::pair{0xA640U, 0xAC00U},
                                       std::pair{0xD800U, 0x10000U}, std::pair{0x10000U, 0x20000U}})
            for (char32_t c = from; c < to; ++c) fill(*nfkc, c);
        for (std::size_t i = 0; i < traditional_pairs.size(); i += 2)
            cells_[traditional_pairs[i]] = traditional_pairs[i + 1];
    }

    char16_t cell(char32_t c) const { return c < table_end ? cells_[c] : unknown_letter; }
    std::u16string_view expansion(char16_t mark) const {
        return expansions_[static_cast<std::size_t>(mark - expanded)];
    }

private:
    void fill(const icu::Normalizer2& nfkc, char32_t c) {
        const auto sign = static_cast<UChar32>(c);
        if (u_charType(sign) == U_UNASSIGNED || U_IS_SURROGATE(sign)) {
            cells_[c] = comma;
            return;
        }
        UErrorCode status = U_ZERO_ERROR;
        const icu::UnicodeString form = nfkc.normalize(icu::UnicodeString(sign), status);
        std::u16string letters;
        for (int32_t i = 0; i < form.length(); i = form.moveIndex32(i, 1)) {
            const char16_t letter = class_of(form.char32At(i));
            if (letter != dropped) letters.push_back(letter);
        }
        if (letters.empty()) {
            cells_[c] = dropped;
        } else if (letters.size() == 1) {
            cells_[c] = letters.front();
        } else {
            cells_[c] = static_cast<char16_t>(expanded + expansions_.size());
            expansions_.push_back(std::move(letters));
        }
    }

    static char16_t class_of(UChar32 c) {
        switch (c) {
            case 0x3002:
            case '!':
            case ';':
            case '\n':
            case '\r':
            case '.':
            case 0xFF61:
                return full_stop;
            case '?':
            case 0xFF1F:
                return question_mark;
            case 0x3001:
            case '/':
            case '+':
            case '&':
            case 0x2044:
                return list_comma;
            case '%':
                return u'%';
            default:
                break;
        }
        if (u_isUWhiteSpace(c)) return dropped;
        switch (u_charType(c)) {
            case U_NON_SPACING_MARK:
            case U_ENCLOSING_MARK:
            case U_COMBINING_SPACING_MARK:
            case U_FORMAT_CHAR:
            case U_CONTROL_CHAR:
            case U_START_PUNCTUATION:
            case U_END_PUNCTUATION:
            case U_INITIAL_PUNCTUATION:
            case U_FINAL_PUNCTUATION:
            case U_CONNECTOR_PUNCTUATION:
                return dropped;  // （左）腿 reads on
            default:
                break;
        }
        if (c == '"' || c == '\'' || c == '*') return dropped;
        if (u_isalnum(c)) return c < 0x10000 ? static_cast<char16_t>(c) : unknown_letter;
        return comma;  // emoji, symbols, dashes, colons
    }

    std::vector<char16_t> cells_;
    std::vector<std::u16string> expansions_;
};

const fold_table& table() {
    static const fold_table only;
    return only;
}

bool is_digit(char16_t letter) {
    return letter >= u'0' && letter <= u'9';
}

bool is_stop(char16_t letter) {
    return letter == full_stop || letter == question_mark || letter == comma ||
           letter == list_comma;
}

struct decoded {
    char32_t letter;
    std::size_t size;
};

// The character at the front; a byte that starts none counts as a comma.
decoded decode(std::string_view text) {
    const auto at = [text](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto tail = [&at](std::size_t i) { return (at(i) & 0xC0) == 0x80; };
    const unsigned lead = at(0);
    if (lead < 0x80) return {lead, 1};
    if (lead >= 0xC2 && lead < 0xE0 && tail(1)) return {(lead & 0x1F) << 6 | (at(1) & 0x3F), 2};
    if (lead >= 0xE0 && lead < 0xF0 && tail(1) && tail(2))
        return {(lead & 0x0F) << 12 | (at(1) & 0x3F) << 6 | (at(2) & 0x3F), 3};
    if (lead >= 0xF0 && lead < 0xF5 && tail(1) && tail(2) && tail(3))
        return {(lead & 0x07) << 18 | (at(1) & 0x3F) << 12 | (at(2) & 0x3F) << 6 | (at(3) & 0x3F),
                4};
    return {U',', 1};
}

class folding {
public:
    folding(std::size_t bytes, bool keeps_places) : keeps_places_(keeps_places) {
        const std::size_t letters = std::min<std::size_t>(bytes, 4096);
        text_.letters.reserve(letters);
        if (!keeps_places_) return;
        text_.begin.reserve(letters);
        text_.end.reserve(letters);
    }

    void add(char16_t letter, std::size_t begin, std::size_t end) {
        auto& letters = text_.letters;
        if (is_stop(letter)) {
            if (!letters.empty() && is_stop(letters.back())) return merge_stop(letter, end);
        } else if (!is_digit(letter)) {
            run_ = !letters.empty() && letters.back() == letter ? run_ + 1 : 1;
            if (run_ > longest_run) return reach_to(end);
        }
        letters.push_back(letter);
        if (!keeps_places_) return;
        text_.begin.push_back(static_cast<std::uint32_t>(begin));
        text_.end.push_back(static_cast<std::uint32_t>(end));
    }

    folded_text take() { return std::move(text_); }

private:
    // Of several stops in a row the strongest stays.
    void merge_stop(char16_t letter, std::size_t end) {
        const auto strength = [](char16_t stop) {
            return stop == question_mark ? 3 : stop == full_stop ? 2 : stop == comma ? 1 : 0;
        };
        auto& last = text_.letters.back();
        if (strength(letter) > strength(last)) last = letter;
        reach_to(end);
    }

    void reach_to(std::size_t end) {
        if (keeps_places_) text_.end.back() = static_cast<std::uint32_t>(end);
    }

    folded_text text_;
    std::size_t run_ = 0;
    const bool keeps_places_;
};

folded_text fold_with(std::string_view text, std::size_t limit, bool keeps_places) {
    const fold_table& cells = table();
    folding result(text.size(), keeps_places);
    std::size_t at = 0;
    for (std::size_t count = 0; at < text.size() && count < limit; ++count) {
        const auto [letter, size] = decode(text.substr(at));
        const std::size_t end = at + size;
        const char16_t cell = cells.cell(letter);
        if (cell >= expanded && cell < unknown_letter) {
            for (const char16_t part : cells.expansion(cell)) result.add(part, at, end);
        } else if (cell != dropped) {
            result.add(cell, at, end);
        }
        at = end;
    }
    return result.take();
}

}  // namespace

folded_text fold(std::string_view text, std::size_t limit) {
    return fold_with(text, limit, true);
}

std::u16string fold_word(std::string_view word) {
    return fold_with(word, word.size(), false).letters;
}

}  // namespace dialog
