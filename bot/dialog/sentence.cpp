#include "bot/dialog/sentence.h"

#include <algorithm>
#include <utility>

namespace dialog {
namespace {

constexpr std::uint32_t near_letters = 6;    // dialogs.md §4
constexpr std::uint32_t topic_letters = 12;  // across a comma, to a complaint of three letters
constexpr std::uint32_t longest_reach = 30;  // however little the letters between weigh
constexpr std::uint32_t unset = 0xFFFFFFFF;
constexpr int most_excepted = 4;  // heads in a row that a concept excepts

// Cues that keep their meaning even inside a word of a concept; a negator there is part of the
// word.
constexpr std::uint32_t outlives_words =
    bit(cue::asked_before) | bit(cue::asks_about) | bit(cue::hypothetical) | bit(cue::past) |
    bit(cue::resolved) | bit(cue::now) | bit(cue::recent) | bit(cue::family) | bit(cue::stranger);

// 不是没 in 不是没力气: the word 没力气 begins inside the cue and ends behind it.
bool cuts_a_word(const cue_place& place, const std::vector<std::uint32_t>& reach_from) {
    for (std::uint32_t i = place.begin + 1; i < place.end; ++i)
        if (reach_from[i] > place.end) return true;
    return false;
}

// From one part of the body to the next.
bool leads_on(char16_t letter) {
    return letter == u'到' || letter == u'至' || letter == u'连';
}

bool is_digit(char16_t letter) {
    return letter >= u'0' && letter <= u'9';
}

}  // namespace

sentence::sentence(const vocabulary& words, std::string_view text, std::size_t limit)
    : text_(fold(text, limit)), cue_at_(text_.size(), 0), marks_(text_.size(), 0) {
    sort_words(words);
    drop_excepted();
    mark_parts(words);
    choose_cues();  // as if there were no findings: what stands between words decides on pairs
    weigh();
    pair_up(words);
    hear_bare();
    choose_cues();
    weigh();
    call_normal(words);
    settle();
}

const cue_place* sentence::cue_at(std::uint32_t letter) const {
    return cue_at_[letter] == 0 ? nullptr : &cues_[cue_at_[letter] - 1];
}

bool sentence::ends_sentence(std::uint32_t letter) const {
    const char16_t sign = text_.letters[letter];
    if (sign == question_mark) return true;
    if (sign != full_stop) return false;
    return !(letter > 0 && letter + 1 < text_.size() && is_digit(text_.letters[letter - 1]) &&
             is_digit(text_.letters[letter + 1]));
}

bool sentence::ends_clause(std::uint32_t letter) const {
    return text_.letters[letter] == comma || ends_sentence(letter);
}

void sentence::sort_words(const vocabulary& words) {
    const std::size_t usual = std::min<std::size_t>(text_.size(), 256);
    cue_words_.reserve(usual);
    cues_.reserve(usual);
    heads_.reserve(2 * usual);
    tails_.reserve(2 * usual);
    phrases_.reserve(usual / 2);
    words.words.scan(text_.letters, [&](const word_hit& hit) {
        const word_meaning& meaning = words.meanings[hit.word];
        if (meaning.cues != 0 && hit.slips == 0)
            cue_words_.push_back({hit.begin, hit.end, meaning.cues});
        for (const word_use& use : meaning.uses) {
            auto& list = use.role == word_role::phrase   ? phrases_
                         : use.role == word_role::bare   ? bare_
                         : use.role == word_role::except ? excepts_
                         : use.role == word_role::head   ? heads_
                                                         : tails_;
            list.push_back({hit.begin, hit.end, use});
        }
    });
}

// A word inside a longer word that means nothing (麻 in 麻烦) is not there for the concept that
// says so. Excepts are ordered by their end: one that covers a part ends at most a few letters
// behind it.
bool sentence::is_excepted(std::uint32_t concept_index, const part& word) const {
    constexpr std::uint32_t longest_word = 32;
    auto at = std::partition_point(excepts_.begin(), excepts_.end(),
                                   [&word](const part& e) { return e.end < word.end; });
    for (; at != excepts_.end() && at->end <= word.end + longest_word; ++at)
        if (at->use.index == concept_index && at->begin <= word.begin) return true;
    return false;
}

void sentence::drop_excepted() {
    if (excepts_.empty()) return;
    std::erase_if(phrases_,
                  [this](const part& phrase) { return is_excepted(phrase.use.index, phrase); });
}

void sentence::mark_parts(const vocabulary& words) {
    for (const part& head : heads_) {
        const auto& owners = words.first_of[head.use.index];
        const bool names_part = std::any_of(owners.begin(), owners.end(), [&](std::uint32_t owner) {
            return excepts_.empty() || !is_excepted(owner, head);
        });
        for (std::uint32_t i = head.begin; i < head.end; ++i)
            marks_[i] |= names_part ? head_mark | part_mark : head_mark;
    }
    for (const part& tail : tails_) {
        const auto& pairs = words.pairs_of[tail.use.index];
        const bool stands =
            excepts_.empty() || std::any_of(pairs.begin(), pairs.end(), [&](const near_pair& pair) {
                return !is_excepted(pair.concept_index, tail);
            });
        for (std::uint32_t i = tail.begin; stands && i < tail.end; ++i) marks_[i] |= tail_mark;
    }
    std::sort(cue_words_.begin(), cue_words_.end(), [](const cue_place& a, const cue_place& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
    });
}

// The longest cue wins; a cue inside a word of a finding is part of that word (没力气), unless the
// cue reaches beyond it (没有感觉到).
void sentence::choose_cues() {
    // How far words of findings reach: from each letter on, and over each letter.
    std::vector<std::uint32_t> reach_from(text_.size() + 1, 0);
    for (const finding& found : findings_)
        if (!found.wish)
            reach_from[found.tail_begin] = std::max(reach_from[found.tail_begin], found.tail_end);
    std::vector<std::uint32_t> reach_over = reach_from;
    for (std::uint32_t i = 1; i < reach_over.size(); ++i)
        reach_over[i] = std::max(reach_over[i], reach_over[i - 1]);

    std::uint32_t free_from = 0;
    cues_.clear();
    for (cue_place candidate : cue_words_) {
        if (candidate.begin < free_from) continue;
        if (reach_over[candidate.begin] >= candidate.end) candidate.kinds &= outlives_words;
        if (cuts_a_word(candidate, reach_from)) continue;
        if (candidate.is(cue::opaque)) candidate.kinds = bit(cue::opaque);
        if (candidate.kinds == 0) continue;
        cues_.push_back(candidate);
        free_from = candidate.end;
    }
    std::fill(cue_at_.begin(), cue_at_.end(), 0);
    for (std::uint32_t number = 0; number < cues_.size(); ++number)
        for (std::uint32_t i = cues_[number].begin; i < cues_[number].end; ++i)
            cue_at_[i] = number + 1;
}

void sentence::weigh() {
    weight_.resize(text_.size() + 1);
    weight_[0] = 0;
    for (std::uint32_t i = 0; i < text_.size(); ++i) {
        bool light = (marks_[i] & (head_mark | tail_mark)) != 0 || ends_clause(i) ||
                     text_.letters[i] == list_comma || is_digit(text_.letters[i]);
        if (!light && cue_at_[i] != 0) {
            const std::uint32_t kinds = cues_[cue_at_[i] - 1].kinds;
            for (std::size_t kind = 0; kind < cue_kinds && !light; ++kind)
                light = (kinds >> kind & 1U) != 0 && weighs_nothing(static_cast<cue>(kind));
        }
        weight_[i + 1] = weight_[i] + (light ? 0 : 1);
    }
}

// Each tail looks for the nearest head of its pairs before it (腿 … 没劲).
void sentence::pair_up(const vocabulary& words) {
    for (const part& phrase : phrases_)
        findings_.push_back({phrase.use.index, phrase.begin, phrase.end, phrase.begin, phrase.end,
                             false, phrase.use.wish});
    if (tails_.empty() || heads_.empty()) return;
    std::vector<std::uint32_t> last_head(words.first_of.size(), unset);
    std::vector<std::uint32_t> head_before(heads_.size(), unset);  // of the same list
    std::size_t next_head = 0;
    std::sort(tails_.begin(), tails_.end(),
              [](const part& a, const part& b) { return a.begin < b.begin; });
    for (const part& tail : tails_) {
        for (; next_head < heads_.size() && heads_[next_head].end <= tail.begin; ++next_head) {
            std::uint32_t& last = last_head[heads_[next_head].use.index];
            head_before[next_head] = std::exchange(last, static_cast<std::uint32_t>(next_head));
        }
        std::uint32_t judged = unset;  // many pairs of one tail share their head
        bool belonged = false;
        for (const near_pair& pair : words.pairs_of[tail.use.index]) {
            std::uint32_t number = last_head[pair.heads];
            if (!excepts_.empty() && number != unset) {
                if (is_excepted(pair.concept_index, tail)) continue;
                for (int tries = 0; tries < most_excepted && number != unset &&
                                    is_excepted(pair.concept_index, heads_[number]);
                     ++tries)
                    number = tries + 1 < most_excepted ? head_before[number] : unset;
            }
            if (number == unset) continue;
            const part& head = heads_[number];
            if (number != judged) belonged = belongs(head, tail);
            judged = number;
            if (belonged)
                findings_.push_back({pair.concept_index, head.begin, head.end, tail.begin, tail.end,
                                     false, pair.wish});
        }
    }
}

// 疼轻了，就是麻: who names no part of the body speaks of the one these dialogs are about.
void sentence::hear_bare() {
    if (bare_.empty() || std::any_of(marks_.begin(), marks_.end(),
                                     [](std::uint8_t mark) { return (mark & part_mark) != 0; }))
        return;
    for (const part& word : bare_)
        if (excepts_.empty() || !is_excepted(word.use.index, word))
            findings_.push_back(
                {word.use.index, word.begin, word.end, word.begin, word.end, false, false, true});
}

// Near enough, in one sentence, and no other part of the body has taken the word over.
bool sentence::belongs(const part& head, const part& tail) const {
    if (tail.begin - head.end > longest_reach) return false;
    const std::uint32_t between = weight_[tail.begin] - weight_[head.end];
    const bool says_much = tail.end - tail.begin >= 3;
    if (between > (says_much ? topic_letters : near_letters)) return false;
    bool new_clause = false;
    bool said_something = false;  // about this head, before another one came
    bool other_part = false;
    for (std::uint32_t i = head.end; i < tail.begin; ++i) {
        if (ends_sentence(i)) return false;
        new_clause = new_clause || ends_clause(i);
        if ((marks_[i] & part_mark) != 0) {
            if (said_something) return false;
            other_part = true;
        } else if (leads_on(text_.letters[i])) {
            continue;  // 肛门到大腿根没感觉: both have it
        } else if (weight_[i + 1] > weight_[i] || (marks_[i] & tail_mark) != 0 || ends_clause(i)) {
            said_something = true;
        }
    }
    // 屁眼周围像涂了层蜡，碰着没感觉: what is named first stays the topic of the clause behind it.
    return between <= near_letters || (new_clause && !other_part);
}

// "大小便都正常": a head called well denies what its pair would have found.
void sentence::call_normal(const vocabulary& words) {
    for (const cue_place& place : cues_) {
        if (!place.is(cue::denial_after)) continue;
        if (place.end < text_.size()) {
            const cue_place* after = cue_at(place.end);
            if (after != nullptr && after->is(cue::asks)) continue;  // 正常吗
        }
        std::uint32_t from = place.begin;
        for (; from > 0 && place.begin - from < longest_reach; --from) {
            const std::uint32_t i = from - 1;
            const bool light = is_head(i) || (weight_[i + 1] == weight_[i] && !is_tail(i));
            if (!light || ends_clause(i)) break;
        }
        const auto first = std::partition_point(heads_.begin(), heads_.end(),
                                                [&](const part& h) { return h.end <= from; });
        std::size_t limit = 64;
        for (auto head = first; head != heads_.end() && head->end <= place.begin && limit > 0;
             ++head, --limit)
            if (head->begin >= from)
                for (const std::uint32_t owner : words.first_of[head->use.index])
                    if (excepts_.empty() || !is_excepted(owner, *head))
                        findings_.push_back(
                            {owner, head->begin, head->end, place.begin, place.end, true, false});
    }
}

// One finding a concept and place: the longest; ordered by place.
void sentence::settle() {
    std::sort(findings_.begin(), findings_.end(), [](const finding& a, const finding& b) {
        if (a.concept_index != b.concept_index) return a.concept_index < b.concept_index;
        if (a.tail_begin != b.tail_begin) return a.tail_begin < b.tail_begin;
        return a.end() - a.begin() > b.end() - b.begin();
    });
    std::vector<finding> kept;
    kept.reserve(findings_.size());
    for (const finding& candidate : findings_) {
        if (!kept.empty() && kept.back().concept_index == candidate.concept_index &&
            candidate.tail_begin < kept.back().tail_end && kept.back().normal == candidate.normal) {
            if (candidate.tail_end > kept.back().tail_end)
                kept.back().tail_end = candidate.tail_end;
            continue;
        }
        kept.push_back(candidate);
    }
    findings_ = std::move(kept);
    std::sort(findings_.begin(), findings_.end(), [](const finding& a, const finding& b) {
        if (a.tail_begin != b.tail_begin) return a.tail_begin < b.tail_begin;
        return a.concept_index < b.concept_index;
    });
    for (const finding& found : findings_)
        for (std::uint32_t i = found.tail_begin; i < found.tail_end && !found.wish; ++i)
            marks_[i] |= found_mark;
}

}  // namespace dialog
