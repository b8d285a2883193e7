// Tables of the node types (dialogs.md §2).
#include "bot/dialog/format_parts.h"

namespace dialog::format {
namespace {

constexpr shape set = map_by(name_space::slot, constant);
constexpr shape add = map_by(name_space::slot, number);
constexpr shape routes = map_by(name_space::none, node_ref);
constexpr shape outcome_ref = ref_to(name_space::outcome);
constexpr shape booking_ref = ref_to(name_space::booking);
constexpr shape action_ref = ref_to(name_space::action);

constexpr std::string_view slot_kinds[] = {"yesno",    "choice", "multi", "number",
                                           "duration", "date",   "phone", "text"};
constexpr shape slot_kind = one_of(slot_kinds);

constexpr field pick_fields[] = {
    {"pick", &word, true, "选项值", identity},
    {"also", &words_list, false, "同义说法", identity},
    {"concepts", &concept_list, false, "对应概念", identity},
    {"set", &set, false, "写入变量", data},
    {"add", &add, false, "计分", data},
    {"go", &node_ref, false, "去向", data},
};
constexpr field none_fields[] = {
    {"none", &text, true, "“都没有”的文字", identity},
    {"also", &words_list, false, "同义说法", identity},
    {"concepts", &concept_list, false, "对应概念", identity},
    {"set", &set, false, "写入变量", data},
    {"add", &add, false, "计分", data},
    {"go", &node_ref, false, "去向", data},
};
constexpr object_format pick_option{"option", "选项", pick_fields};
constexpr object_format none_option{"none option", "“都没有”选项", none_fields};
constexpr tagged_format option_formats[] = {{"pick", &pick_option}, {"none", &none_option}};
constexpr shape option{.what = shape::kind::keyed, .formats = option_formats};
constexpr shape options = list_of(option, max_options);

constexpr field skip_fields[] = {
    {"label", &text, true, "跳过按钮的文字", identity},
    {"next", &node_ref, true, "跳过后去", identity},
};
constexpr object_format skip_format{"skip", "跳过", skip_fields};
constexpr shape skip = object_of(skip_format);

constexpr const shape* amount_choices[] = {&number, &duration};
constexpr shape amount = either_of(amount_choices);
constexpr field band_fields[] = {
    {"min", &amount, true, "从多少起", identity},
    {"add", &number, true, "加几分", identity},
};
constexpr object_format band_format{"band", "分段", band_fields};
constexpr shape band = object_of(band_format);
constexpr shape band_list = list_of(band);
constexpr shape bands = map_by(name_space::slot, band_list);

constexpr field fallback_fields[] = {
    {"steps", &fallback_steps, true, "逐次提示", identity},
    {"then", &node_ref, false, "最后去", identity},
};
constexpr object_format fallback_format{"fallback", "没听懂时", fallback_fields};
constexpr shape fallback = object_of(fallback_format);

constexpr field silence_fields[] = {
    {"after", &duration, true, "沉默多久后", identity},
    {"say", &text, false, "提醒的话", identity},
    {"go", &node_ref, false, "或转到", identity},
};
constexpr object_format silence_format{"silence step", "沉默一步", silence_fields};
constexpr shape silence_step = object_of(silence_format);
constexpr shape silence = list_of(silence_step, 3);

constexpr field say_fields[] = {
    {"type", &word, true, "类型", identity},    {"say", &say, true, "说的话", words},
    {"set", &set, false, "写入变量", data},     {"add", &add, false, "计分", data},
    {"next", &node_ref, false, "下一步", ways},
};
constexpr field ask_fields[] = {
    {"type", &word, true, "类型", 0},
    {"kind", &slot_kind, true, "回答的种类", 0},
    {"slot", &slot_ref, true, "记入变量", 0},
    {"prompt", &text, true, "问题", 1},
    {"short", &text, false, "简短重问", 1},
    {"options", &options, false, "选项", 2},
    {"skip", &skip, false, "跳过", 3},
    {"bands", &bands, false, "分段计分", 4},
    {"fallback", &fallback, false, "没听懂时", 5},
    {"silence", &silence, false, "沉默时", 6},
    {"set", &set, false, "写入变量", 7},
    {"add", &add, false, "计分", 7},
    {"next", &node_ref, false, "下一步", 8},
};

constexpr field case_fields[] = {
    {"if", &condition, true, "条件", identity},
    {"go", &node_ref, true, "去向", identity},
};
constexpr object_format case_format{"case", "分支", case_fields};
constexpr shape branch_case = object_of(case_format);
constexpr shape cases = list_of(branch_case);
constexpr field branch_fields[] = {
    {"type", &word, true, "类型", identity},   {"set", &set, false, "写入变量", data},
    {"add", &add, false, "计分", data},        {"cases", &cases, true, "分支", ways},
    {"else", &node_ref, true, "否则去", ways},
};

constexpr std::string_view call_modes[] = {"return", "replace"};
constexpr shape call_mode = one_of(call_modes);
constexpr shape with = map_by(name_space::none, constant);
constexpr field call_fields[] = {
    {"type", &word, true, "类型", identity},       {"flow", &flow_ref, true, "流程", identity},
    {"mode", &call_mode, false, "方式", identity}, {"with", &with, false, "带入变量", data},
    {"set", &set, false, "写入变量", data},        {"add", &add, false, "计分", data},
    {"on", &routes, false, "按结果去", ways},
};

constexpr field from_slot_fields[] = {{"slot", &slot_ref, true, "变量", identity}};
constexpr object_format from_slot_format{"slot input", "取变量", from_slot_fields};
constexpr shape from_slot = object_of(from_slot_format);
constexpr const shape* input_choices[] = {&constant, &from_slot};
constexpr shape input = either_of(input_choices);
constexpr shape inputs = map_by(name_space::none, input);
constexpr shape outputs = map_by(name_space::slot, word);
constexpr field action_fields[] = {
    {"type", &word, true, "类型", identity}, {"action", &action_ref, true, "动作", identity},
    {"in", &inputs, false, "送出", data},    {"out", &outputs, false, "取回", data},
    {"set", &set, false, "写入变量", data},  {"add", &add, false, "计分", data},
    {"on", &routes, true, "按结果去", ways},
};
constexpr field book_fields[] = {
    {"type", &word, true, "类型", identity},
    {"booking", &booking_ref, true, "预约", identity},
    {"say", &say, false, "说的话", words},
    {"set", &set, false, "写入变量", data},
    {"add", &add, false, "计分", data},
    {"next", &node_ref, false, "下一步", ways},
    {"unavailable", &node_ref, false, "约不上时去", ways},
};

constexpr field timeout_fields[] = {
    {"after", &duration, true, "多久后", identity},
    {"go", &node_ref, true, "去向", identity},
};
constexpr object_format timeout_format{"timeout", "超时", timeout_fields};
constexpr shape timeout = object_of(timeout_format);
constexpr field handoff_fields[] = {
    {"type", &word, true, "类型", 0},
    {"queue", &queue_ref, true, "服务台", 0},
    {"say", &say, false, "说的话", 1},
    {"summary", &slot_list, false, "交接摘要", 2},
    {"set", &set, false, "写入变量", 3},
    {"add", &add, false, "计分", 3},
    {"next", &node_ref, false, "人工结束后去", 4},
    {"closed", &node_ref, false, "无人值守时去", 4},
    {"timeout", &timeout, false, "等太久时", 4},
};
constexpr field later_fields[] = {
    {"after", &duration, true, "多久以后", identity},
    {"say", &text, true, "说的话", words},
    {"flow", &flow_ref, false, "接着问的流程", ways},
};
constexpr object_format later_format{"follow-up", "回访", later_fields};
constexpr shape later = object_of(later_format);

constexpr field end_fields[] = {
    {"type", &word, true, "类型", identity},
    {"say", &say, false, "说的话", words},
    {"set", &set, false, "写入变量", data},
    {"add", &add, false, "计分", data},
    {"outcome", &outcome_ref, false, "结果", ways},
    {"disposition", &disposition_ref, false, "去向分级", ways},
    {"followUp", &later, false, "过几天再问", ways},
};

constexpr object_format say_node{"say node", "say 节点", say_fields};
constexpr object_format ask_node{"ask node", "ask 节点", ask_fields};
constexpr object_format branch_node{"branch node", "branch 节点", branch_fields};
constexpr object_format call_node{"call node", "call 节点", call_fields};
constexpr object_format action_node{"action node", "action 节点", action_fields};
constexpr object_format book_node{"book node", "book 节点", book_fields};
constexpr object_format handoff_node{"handoff node", "handoff 节点", handoff_fields};
constexpr object_format end_node{"end node", "end 节点", end_fields};
constexpr tagged_format node_formats[] = {
    {"say", &say_node},         {"ask", &ask_node},       {"branch", &branch_node},
    {"call", &call_node},       {"action", &action_node}, {"book", &book_node},
    {"handoff", &handoff_node}, {"end", &end_node},
};

}  // namespace

constexpr shape node = tagged_by("type", node_formats);

}  // namespace dialog::format
