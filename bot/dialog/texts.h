// The engine's own words to patients. Everything clinical comes from the bundle.
#pragma once

namespace dialog::texts {

inline constexpr auto menu_tail = "点选或回复数字都可以；需要人工请回复“人工”。";
inline constexpr auto multi_tail = "可多选，例如回复 1 3；需要人工请回复“人工”。";
inline constexpr auto home_head = "请选择您想了解的内容，也可以直接用文字描述。";
inline constexpr auto not_understood = "这句话没有看懂。";
inline constexpr auto which_one = "您说的是哪一个？";
inline constexpr auto at_first_question = "前面没有可以返回的问题了。";
inline constexpr auto stale_pick = "这个选项属于之前的问题。";
inline constexpr auto text_too_long = "内容有点长，请用不超过 200 字再说一次。";

inline constexpr auto yes = "是";
inline constexpr auto no = "否";
inline constexpr auto unsure = "说不清";
inline constexpr auto sign_yes = "现在有";
inline constexpr auto sign_no = "现在没有";
inline constexpr auto confirm_sign = "请确认：现在是否出现了“{concept}”？";

inline constexpr auto consent_yes = "同意";
inline constexpr auto consent_no = "不同意";
inline constexpr auto consent_declined =
    "好的，不会记录您的信息，问答不再进行。您仍可以询问医院信息；如果出现危险情况，请拨打 120。";

inline constexpr auto age_prompt = "请问患者的年龄？";
inline constexpr auto age_again = "请回复一个数字，例如 45。";
inline constexpr auto age_child =
    "不满 14 岁请由监护人带去医院，这里不做问答。出现危险情况请拨打 120。";

inline constexpr auto leave_question = "要结束现在的问答，改为“{title}”吗？";
inline constexpr auto correct_question =
    "把“{question}”的回答改为“{option}”吗？之后的问题会重新问。";
inline constexpr auto booking_question = "需要预约门诊的入口吗？";
inline constexpr auto resume_prompt = "上次的问答还没有完成，要继续吗？";
inline constexpr auto resume_yes = "继续";
inline constexpr auto resume_no = "重新开始";
inline constexpr auto updated = "问题有更新，请按下面的内容继续。";
inline constexpr auto erase_question = "确定删除您的全部数据吗？删除后不能恢复。";
inline constexpr auto erased = "您的数据已删除。需要时可以随时重新开始。";
inline constexpr auto not_erased = "好的，数据没有删除。";
inline constexpr auto withdrawn = "已撤回同意，已记录的信息会一并删除。您仍可以询问医院信息。";

inline constexpr auto nothing_told = "这次还没有记下什么。";
inline constexpr auto summary_head = "这次您说的（看医生时可以给他看）：\n";
inline constexpr auto to_human =
    "正在为您转接人工，请稍候。紧急情况请直接拨打 120。回复“退出”可以回到自动问答。";
inline constexpr auto back_from_human = "已回到自动问答。";
inline constexpr auto goodbye = "本次问答已结束。需要时可以随时再来。";
inline constexpr auto help =
    "可以回复：上一步、重新开始、退出、人工、帮助、查看我的数据、删除我的数据、撤回同意。";
inline constexpr auto unsupported = "暂时只能看懂文字，请用文字描述。";
// When no script says it better. The same words answer when there is no script at all.
inline constexpr auto emergency =
    "您说的情况可能有危险。请现在就拨打 "
    "120，或由他人陪同去最近的医院急诊，不要自己开车，不要再等。身边有人"
    "请让他陪着您。";
inline constexpr auto unavailable =
    "系统现在无法回答，请稍后再试。如果出现大小便困难或失禁、下身发麻、腿突然没力气、胸痛、嘴歪或说"
    "话不清，"
    "请立即拨打 120 或去最近的医院急诊。";
inline constexpr auto error_line = "系统出了点问题，请稍后再试。紧急情况请拨打 120。";

}  // namespace dialog::texts
