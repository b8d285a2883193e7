// A text under reading: its folded letters, the words found in it, and what each letter weighs.
#pragma once

#include "bot/dialog/fold.h"
#include "bot/dialog/vocabulary.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace dialog {

// Cues that survived: no two overlap, none lies inside a word of a concept.
struct cue_place {
    std::uint32_t begin = 0, end = 0;
    std::uint32_t kinds = 0;
    bool is(cue kind) const { return (kinds & bit(kind)) != 0; }
};

// A finding before its polarity: where its parts stand, in letters. A phrase has one part.
struct finding {
    std::uint32_t concept_index = 0;
    std::uint32_t head_begin = 0, head_end = 0;
    std::uint32_t tail_begin = 0, tail_end = 0;
    bool normal = false;  // "the legs are fine": a part of the body called well
    bool wish = false;    // says what the patient wants, or when, not what he has
    bool bare = false;    // a complaint alone, in a text that names no part of the body
    std::uint32_t begin() const { return head_begin < tail_begin ? head_begin : tail_begin; }
    std::uint32_t end() const { return head_end > tail_end ? head_end : tail_end; }
};

class sentence {
public:
    sentence(const vocabulary& words, std::string_view text, std::size_t limit);

    const folded_text& text() const { return text_; }
    const std::vector<cue_place>& cues() const { return cues_; }
    const std::vector<finding>& findings() const { return findings_; }  // by place of the tail

    const cue_place* cue_at(std::uint32_t letter) const;
    bool is_head(std::uint32_t letter) const { return (marks_[letter] & head_mark) != 0; }
    bool is_found(std::uint32_t letter) const { return (marks_[letter] & found_mark) != 0; }
    bool is_tail(std::uint32_t letter) const { return (marks_[letter] & tail_mark) != 0; }
    bool ends_sentence(std::uint32_t letter) const;
    bool ends_clause(std::uint32_t letter) const;

private:
    struct part {
        std::uint32_t begin = 0, end = 0;
        word_use use;
    };

    void sort_words(const vocabulary& words);
    void drop_excepted();
    void mark_parts(const vocabulary& words);
    void choose_cues();
    void weigh();
    void pair_up(const vocabulary& words);
    void hear_bare();
    bool belongs(const part& head, const part& tail) const;
    bool is_excepted(std::uint32_t concept_index, const part& word) const;
    void call_normal(const vocabulary& words);
    void settle();

    static constexpr std::uint8_t head_mark = 1, tail_mark = 2, part_mark = 4, found_mark = 8;

    folded_text text_;
    std::vector<part> phrases_, bare_, excepts_, heads_, tails_;
    std::vector<cue_place> cue_words_;  // all that were written, by place
    std::vector<cue_place> cues_;
    std::vector<std::uint32_t> cue_at_;  // 1 + place in cues_, 0: none
    std::vector<std::uint8_t> marks_;
    std::vector<std::uint32_t> weight_;  // letters that weigh, before this one
    std::vector<finding> findings_;
};

}  // namespace dialog
