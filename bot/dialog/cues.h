// Words that decide how a finding is meant, in the tradition of NegEx and ConText: negators,
// questions, hypotheses, time, persons, and what may stand between them and the finding without
// cutting the tie.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace dialog {

enum class cue : std::uint8_t {
    negator,          // 没有 无 否认: may reach over a few letters and along a list
    tight_negator,    // 不 没: only what follows directly
    double_negation,  // 不是没有: affirms
    denial_after,     // 正常 没问题, behind the finding or behind the part of the body
    all_denied,       // 都没有: denies every item of its list
    contrast,         // 但是 就是: cuts every tie
    conjunction,      // 和 或 及 也: carries a negation on
    asked_before,     // 会不会 怕 怎么判断: to the end of the clause
    hypothetical,     // 如果 听说 医生让我注意: to the end of the sentence
    may,              // 会 可能: a question together with 吗
    asks,             // 吗 么 不 呢 at the end
    asks_about,       // 是什么意思: behind the finding
    tells_apart,      // 怎么区分: at the end of a clause, asks about all that it names
    past,             // 以前 去年
    since,            // 开始 至今: the past goes on
    resolved,         // 现在好了
    now,              // 现在 目前
    recent,           // 昨天 这两天: what passed lately counts as now
    then,             // 就: ends a hypothesis
    family,           // 我妈: the patient is somebody of the writer's family
    stranger,         // 朋友 同事: not the writer's patient
    asks_for,         // 帮…问
    self,             // 我 本人
    left,
    right,
    both_sides,
    filler,  // 有点 一直 特别: weighs nothing
    opaque  // 不但 不能 好了以后, 前年得过: hides the cue inside it; an illness once had still
            // counts
};
constexpr std::size_t cue_kinds = static_cast<std::size_t>(cue::opaque) + 1;

struct cue_words {
    cue kind;
    std::string_view words;  // separated by blanks, simplified Chinese
};
std::span<const cue_words> all_cues();

// May stand between a negator and its finding, or between a part of the body and its complaint.
bool weighs_nothing(cue kind);

}  // namespace dialog
