#include "bot/dialog/step.h"
#include "bot/dialog/texts.h"

#include <algorithm>
#include <array>

// The last line of defence: no bundle, no store, no ear. Phrases stand for themselves, pairs are a
// place and what is wrong with it in one clause. Too many alarms are the right mistake here.

namespace dialog {
namespace {

constexpr std::array phrases{
    // 马尾: bladder, bowel, both legs
    "尿不出", "尿不了", "排不出尿", "解不出小便", "憋不住尿", "夹不住尿", "漏尿", "尿失禁",
    "尿裤子", "尿床", "没尿意", "没有尿意", "拉裤子", "拉身上", "夹不住大便", "憋不住大便",
    "没便意", "大便失禁", "小便失禁", "大小便失禁", "小便困难", "排尿困难", "大小便困难",
    "坐着像坐棉花", "双腿没劲", "双腿没力", "双腿无力", "两条腿没劲", "两条腿没力", "两条腿无力",
    "两腿没劲", "两腿无力", "站不起来", "勾不起脚", "勾不起来", "足下垂", "擦屁股没感觉",
    // 卒中
    "嘴歪", "口角歪", "口眼歪斜", "嘴斜", "说话不清", "说话含糊", "大舌头", "言语不清", "半身不遂",
    "半边身子", "一侧身子", "半身麻", "偏瘫",
    // 胸, 意识, 出血, 血管
    "胸痛", "胸口疼", "胸口痛", "喘不上气", "呼吸困难", "透不过气", "咯血", "撕裂样", "昏迷",
    "晕倒", "意识不清", "叫不醒", "抽搐", "大出血", "止不住血", "车祸",
    // 轻生
    "自杀", "轻生", "不想活", "想死", "活不下去", "结束生命", "一了百了", "割腕", "跳楼"};

constexpr std::array places{"会阴", "下身", "下体", "私处", "肛门", "鞍区", "裆部", "屁股沟"};
constexpr std::array faults{"麻", "木", "没感觉", "没知觉", "无知觉"};

constexpr std::array clause_ends{"，", "。", "、", "；", "！", "？",   ",",    ".",    ";",
                                 "!",  "?",  "\n", " ",  "但", "就是", "只是", "可是", "不过"};
constexpr std::array negators{"没有", "没", "无", "不", "否认", "从未"};
constexpr std::size_t negation_reach = 6UL * 3;  // six Chinese characters before the phrase

std::string_view clause_before(std::string_view text, std::size_t at) {
    std::string_view before = text.substr(0, at);
    for (const std::string_view end : clause_ends)
        if (const std::size_t cut = before.rfind(end); cut != std::string_view::npos)
            before.remove_prefix(cut + end.size());
    if (before.size() > negation_reach) before.remove_prefix(before.size() - negation_reach);
    return before;
}

bool is_negated(std::string_view text, std::size_t at) {
    const std::string_view before = clause_before(text, at);
    // 不是没有 and 没有不 deny the denial.
    if (before.find("不是没") != std::string_view::npos ||
        before.find("没有不") != std::string_view::npos)
        return false;
    return std::any_of(negators.begin(), negators.end(), [before](std::string_view negator) {
        return before.find(negator) != std::string_view::npos;
    });
}

bool asserts(std::string_view text, std::string_view phrase) {
    for (std::size_t at = text.find(phrase); at != std::string_view::npos;
         at = text.find(phrase, at + 1))
        if (!is_negated(text, at)) return true;
    return false;
}

bool asserts_pair(std::string_view text, std::string_view place, std::string_view wrong) {
    constexpr std::size_t gap = 6UL * 3;
    for (std::size_t at = text.find(place); at != std::string_view::npos;
         at = text.find(place, at + 1)) {
        const std::string_view after = text.substr(at + place.size(), gap + wrong.size());
        const std::size_t tail = after.find(wrong);
        if (tail == std::string_view::npos) continue;
        const std::string_view between = after.substr(0, tail);
        const bool denied = between.find("不") != std::string_view::npos ||
                            between.find("没有") != std::string_view::npos || is_negated(text, at);
        if (!denied) return true;
    }
    return false;
}

bool holds_sign(std::string_view text) {
    const bool phrase = std::any_of(phrases.begin(), phrases.end(),
                                    [text](std::string_view one) { return asserts(text, one); });
    if (phrase) return true;
    for (const std::string_view place : places)
        for (const std::string_view wrong : faults)
            if (asserts_pair(text, place, wrong)) return true;
    return false;
}

}  // namespace

std::string answer_without_script(std::string_view text) {
    constexpr std::size_t limit = 8000;  // bytes; 2,000 characters are scanned for emergencies
    return holds_sign(text.substr(0, limit)) ? texts::emergency : texts::unavailable;
}

}  // namespace dialog
