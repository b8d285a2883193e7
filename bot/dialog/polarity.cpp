#include "bot/dialog/polarity.h"

#include <algorithm>
#include <array>

namespace dialog {
namespace {

constexpr std::uint32_t unset = 0xFFFFFFFF;
constexpr std::uint32_t negation_letters = 2;  // letters that weigh, between 没有 and the finding
constexpr std::uint32_t negation_reach = 16;   // whatever they weigh
constexpr std::uint32_t list_reach = 60;       // "A、B、C … 都没有"
constexpr std::uint32_t resolved_reach = 30;

// 没力气 and 尿不出 are whole sentences of their own; 无力 is a noun that a list may hold.
bool is_negating(char16_t letter) {
    return letter == u'没' || letter == u'不' || letter == u'未';
}

bool weighs_nothing(const cue_place& place) {
    for (std::size_t kind = 0; kind < cue_kinds; ++kind)
        if ((place.kinds >> kind & 1U) != 0 && weighs_nothing(static_cast<cue>(kind))) return true;
    return false;
}

class judgement {
public:
    explicit judgement(const sentence& said)
        : said_(said), letters_(said.text().letters), denied_(letters_.size(), no) {
        last_.fill(unset);
        clause_end_.resize(letters_.size() + 1, static_cast<std::uint32_t>(letters_.size()));
        for (auto i = static_cast<std::uint32_t>(letters_.size()); i-- > 0;)
            clause_end_[i] = said.ends_clause(i) ? i : clause_end_[i + 1];
        word_begin_.assign(letters_.size(), unset);
        for (const finding& found : said.findings()) {
            if (found.normal) continue;
            const std::uint32_t begin = std::min(word_begin_[found.tail_begin], found.tail_begin);
            for (std::uint32_t i = found.tail_begin; i < found.tail_end; ++i)
                if (word_begin_[i] == unset) word_begin_[i] = begin;
        }
        asked_for_stranger_ = std::any_of(said.cues().begin(), said.cues().end(),
                                          [](const auto& c) { return c.is(cue::asks_for); });
    }

    judged next(const finding& found) {
        advance(found.tail_begin);
        judged result;
        wrote_wu_ = false;
        result.who = person_now();
        bool denied = false;
        if (about_stranger()) {
            result.meaning = polarity::other;
        } else if (asked_before(found) || asked_after(found)) {
            result.meaning = polarity::asked;
        } else if (passed(found)) {
            result.meaning = polarity::past;
            result.gone = resolved(found.end());
        } else {
            denied = found.normal || denied_before(found) || denied_after(found.end());
            if (denied) result.meaning = polarity::absent;
        }
        const denial kind = !denied ? no : wrote_wu_ ? written : spoken;
        for (std::uint32_t i = found.tail_begin; i < found.tail_end; ++i) denied_[i] = kind;
        return result;
    }

private:
    enum denial : std::uint8_t { no, spoken, written };

    // Remembers the last cue of each kind and the borders left of the finding.
    void advance(std::uint32_t to) {
        const auto& cues = said_.cues();
        for (; next_cue_ < cues.size() && cues[next_cue_].begin < to; ++next_cue_) {
            const cue_place& place = cues[next_cue_];
            if (place.is(cue::family) && belongs_to_stranger(place)) continue;
            if (place.is(cue::stranger)) stranger_end_ = place.end;
            for (std::size_t kind = 0; kind < cue_kinds; ++kind)
                if ((place.kinds >> kind & 1U) != 0) last_[kind] = place.begin;
        }
        for (; position_ < to; ++position_) {
            if (said_.ends_clause(position_)) clause_begin_ = position_ + 1;
            if (said_.ends_sentence(position_)) sentence_begin_ = position_ + 1;
        }
    }

    // 同事说他下面麻, 朋友的妈妈: a pronoun, or a relative named right behind, is still not ours.
    bool belongs_to_stranger(const cue_place& family) const {
        if (last(cue::stranger) == unset) return false;
        if (family.end == family.begin + 1) return true;
        const std::uint32_t gap = family.begin - stranger_end_;
        return gap == 0 ||
               (gap == 1 && (letters_[stranger_end_] == u'的' || letters_[stranger_end_] == u'家'));
    }

    std::uint32_t last(cue kind) const { return last_[static_cast<std::size_t>(kind)]; }
    bool since(cue kind, std::uint32_t from) const {
        return last(kind) != unset && last(kind) >= from;
    }

    person person_now() const {
        const auto place = [this](cue kind) { return last(kind) == unset ? 0 : last(kind) + 1; };
        const auto other = std::max(place(cue::family), place(cue::stranger));
        if (other == 0) return place(cue::self) == 0 ? person::unstated : person::self;
        return place(cue::self) > other ? person::self : person::other;
    }

    bool about_stranger() const {
        if (asked_for_stranger_) return true;
        if (last(cue::stranger) == unset) return false;
        return !since(cue::self, last(cue::stranger)) && !since(cue::family, last(cue::stranger));
    }

    bool asked_before(const finding& found) const {
        if (since(cue::asked_before, clause_begin_) &&
            !since(cue::contrast, last(cue::asked_before)))
            return true;
        if (since(cue::asks_about, found.head_end)) return true;  // 鞍区麻木是指哪里麻
        if (since(cue::hypothetical, sentence_begin_)) {
            const std::uint32_t from = last(cue::hypothetical);
            const bool came_true = from < clause_begin_ && since(cue::recent, clause_begin_);
            if (!since(cue::contrast, from) && !since(cue::now, from) && !since(cue::then, from) &&
                !came_true)
                return true;
        }
        return (since(cue::may, clause_begin_) && clause_asks(found.end())) ||
               clause_compares(found.end());
    }

    bool clause_asks(std::uint32_t from) const {
        const std::uint32_t end = clause_end_[std::min<std::size_t>(from, letters_.size())];
        if (end < letters_.size() && letters_[end] == question_mark) return true;
        const cue_place* particle = end > from ? said_.cue_at(end - 1) : nullptr;
        return particle != nullptr && particle->is(cue::asks) && particle->begin >= from;
    }

    // 血栓和腰突引起的腿疼怎么区分: the clause ends with the question what it is.
    bool clause_compares(std::uint32_t from) const {
        std::uint32_t end = clause_end_[std::min<std::size_t>(from, letters_.size())];
        const cue_place* last_word = end > from ? said_.cue_at(end - 1) : nullptr;
        if (last_word != nullptr && last_word->is(cue::asks) && last_word->begin > from) {
            end = last_word->begin;  // 有区别吗
            last_word = said_.cue_at(end - 1);
        }
        return last_word != nullptr && last_word->is(cue::tells_apart) && last_word->begin >= from;
    }

    bool asked_after(const finding& found) const {
        std::uint32_t weight = 0;
        for (std::uint32_t i = found.end(); i < letters_.size() && weight <= 1;) {
            if (said_.ends_clause(i)) return false;
            const cue_place* place = said_.cue_at(i);
            if (place == nullptr) {
                ++weight;
                ++i;
                continue;
            }
            if (place->is(cue::asks_about)) return true;
            if (place->is(cue::asks) && weight == 0 && clause_end_[i] == place->end) return true;
            if (!weighs_nothing(*place) || place->end - found.end() > negation_reach) return false;
            i = place->end;
        }
        return false;
    }

    bool passed(const finding& found) const {
        if (since(cue::recent, sentence_begin_)) return false;
        if (since(cue::past, clause_begin_) && !since(cue::now, last(cue::past)) &&
            !since(cue::since, last(cue::past)) && !goes_on(found.end()))
            return true;
        return resolved(found.end());
    }

    // 去年腿麻到现在: the clause goes on to the present.
    bool goes_on(std::uint32_t from) const {
        auto at = std::partition_point(said_.cues().begin(), said_.cues().end(),
                                       [from](const cue_place& c) { return c.begin < from; });
        for (int looked = 0; at != said_.cues().end() && looked < 8; ++at, ++looked) {
            if (at->begin >= clause_end_[std::min<std::size_t>(from, letters_.size())]) break;
            if (at->is(cue::since) || at->is(cue::now) || at->is(cue::recent)) return true;
        }
        return false;
    }

    bool resolved(std::uint32_t from) const {
        for (std::uint32_t i = from; i < letters_.size() && i < from + resolved_reach; ++i) {
            const cue_place* place = said_.cue_at(i);
            if (place != nullptr && place->begin == i && place->is(cue::resolved)) return true;
            if (said_.ends_sentence(i) || said_.is_head(i) || said_.is_found(i)) return false;
            if (place == nullptr || place->begin != i) continue;
            if (place->is(cue::contrast) || place->is(cue::recent)) return false;
        }
        return false;
    }

    bool denied_before(const finding& found) {
        const bool own = is_negating(letters_[found.tail_begin]);
        const bool apart = found.head_begin < found.tail_begin;
        // 没啥感觉不对: the finding is a part of the words that deny it.
        const cue_place* around = said_.cue_at(found.tail_begin);
        if (around != nullptr && around->is(cue::denial_after) &&
            around->begin <= found.tail_begin && around->end >= found.tail_end)
            return true;
        // A word may stand inside another finding (失禁 in 大便失禁): what is before that one
        // counts.
        if (denies(word_begin_[found.tail_begin], own, apart)) return true;
        return apart && denies(found.head_begin, own, false);
    }

    // Looks left from `from`. `own`: the finding itself begins with a negator (没力气). `shared`:
    // its part of the body stands further left, so that 麻木 in 腿没有疼痛麻木 is denied with 疼痛.
    bool denies(std::uint32_t from, bool own, bool shared) {
        std::uint32_t weight = 0;
        bool listed = false, joined = false;
        bool has_object = false;  // 不麻没劲: the negator has a complaint of its own
        for (std::uint32_t i = from; i > 0 && from - i < negation_reach;) {
            const std::uint32_t before = i - 1;
            if (said_.ends_clause(before)) return false;
            const cue_place* place = said_.cue_at(before);
            if (letters_[before] == list_comma) {
                listed = true;
            } else if (said_.is_found(before)) {
                wrote_wu_ = denied_[before] == written;
                if (joined || (listed && !own)) return denied_[before] != no;
                return i == from && !own && (wrote_wu_ || (shared && denied_[before] == spoken));
            } else if (place == nullptr) {
                has_object = has_object || said_.is_tail(before);
                if (!said_.is_head(before) && ++weight > negation_letters) return false;
            } else {
                if (place->is(cue::double_negation)) return false;
                if (place->is(cue::negator)) {
                    if (is_want_of_strength(place->end)) return false;
                    wrote_wu_ = letters_[place->begin] == u'无' || letters_[place->begin] == u'否';
                    return true;
                }
                if (place->is(cue::tight_negator)) return weight == 0 && !has_object;
                if (place->is(cue::contrast)) return false;
                if (place->is(cue::conjunction)) joined = true;
                if (!weighs_nothing(*place) && !said_.is_head(before)) {
                    weight += place->end - place->begin;
                    if (weight > negation_letters) return false;
                }
                i = place->begin;
                continue;
            }
            --i;
        }
        return false;
    }

    // 浑身没劲从脚开始: 没劲 is a complaint and denies nothing behind it.
    bool is_want_of_strength(std::uint32_t after_negator) const {
        return after_negator < letters_.size() &&
               (letters_[after_negator] == u'劲' || letters_[after_negator] == u'力');
    }

    bool denied_after(std::uint32_t from) const {
        bool crossed = false, behind_comma = false;
        for (std::uint32_t i = from; i < letters_.size() && i < from + list_reach;) {
            if (said_.ends_sentence(i)) return false;
            if (letters_[i] == comma) {
                crossed = behind_comma = true;
                ++i;
                continue;
            }
            const cue_place* place = said_.cue_at(i);
            if (place == nullptr) {
                if (!said_.is_head(i) && !said_.is_found(i) && letters_[i] != list_comma)
                    return false;
                behind_comma = false;
                ++i;
                continue;
            }
            if (place->is(cue::all_denied))
                return (!crossed || behind_comma) && ends_flat(place->end);
            if (place->is(cue::denial_after) || place->is(cue::negator))
                return !crossed && ends_flat(place->end);
            if (!weighs_nothing(*place)) return false;
            if (!place->is(cue::filler)) behind_comma = false;
            i = place->end;
        }
        return false;
    }

    // Only particles follow up to the end of the clause, and it is no question.
    bool ends_flat(std::uint32_t from) const {
        for (std::uint32_t i = from; i < letters_.size(); ++i) {
            if (said_.ends_clause(i)) return letters_[i] != question_mark;
            if (std::u16string_view(u"的了过啊吧呀哦呢哈").find(letters_[i]) ==
                std::u16string_view::npos)
                return false;
        }
        return true;
    }

    const sentence& said_;
    const std::u16string& letters_;
    std::vector<denial> denied_;  // by letter of what was judged so far
    bool wrote_wu_ = false;       // 无, 否认: the written style, whose lists need no comma
    std::vector<std::uint32_t> clause_end_;
    std::vector<std::uint32_t> word_begin_;  // of the words of findings that overlap here
    std::array<std::uint32_t, cue_kinds> last_{};
    std::size_t next_cue_ = 0;
    std::uint32_t position_ = 0, clause_begin_ = 0, sentence_begin_ = 0;
    std::uint32_t stranger_end_ = 0;
    bool asked_for_stranger_ = false;
};

}  // namespace

std::vector<judged> judge(const sentence& said) {
    std::vector<judged> result;
    result.reserve(said.findings().size());
    judgement reader(said);
    for (const finding& found : said.findings()) result.push_back(reader.next(found));
    return result;
}

person person_of(const sentence& said) {
    person who = person::unstated;
    for (const cue_place& place : said.cues()) {
        if (place.is(cue::family) || place.is(cue::stranger)) return person::other;
        if (place.is(cue::self)) who = person::self;
    }
    return who;
}

}  // namespace dialog
