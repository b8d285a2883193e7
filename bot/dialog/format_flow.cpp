// Tables of a flow file: its head, slots and conditions.
#include "bot/dialog/format_parts.h"

namespace dialog::format {
namespace {

constexpr std::string_view scopes[] = {"flow", "visit", "patient"};
constexpr shape scope = one_of(scopes);
constexpr shape values = map_of(text, max_value_name);

// The first and the last fields of every slot type.
constexpr field type_field{"type", &word, true, "类型", identity};
constexpr field label_field{"label", &text, true, "名称", identity};
constexpr field private_field{"private", &boolean, false, "保密", identity};
constexpr field scope_field{"scope", &scope, false, "保留范围", words};
constexpr field keep_field{"keep", &duration, false, "保留多久", words};
constexpr field blank_field{"blank", &text, false, "未填时显示", words};

constexpr field yesno_fields[] = {
    type_field,  label_field, private_field, {"values", &values, false, "三个选项的文字", data},
    scope_field, keep_field,  blank_field};
constexpr field choice_fields[] = {
    type_field,  label_field, private_field, {"values", &values, true, "可选值", data},
    scope_field, keep_field,  blank_field};
constexpr field number_fields[] = {type_field,
                                   label_field,
                                   private_field,
                                   {"min", &number, false, "最小", identity},
                                   {"max", &number, false, "最大", identity},
                                   {"integer", &boolean, false, "整数", identity},
                                   {"unit", &text, false, "单位", identity},
                                   scope_field,
                                   keep_field,
                                   blank_field};
constexpr field duration_fields[] = {
    type_field,  label_field, private_field, {"max", &duration, false, "最长", identity},
    scope_field, keep_field,  blank_field};
constexpr field plain_fields[] = {type_field,  label_field, private_field,
                                  scope_field, keep_field,  blank_field};
constexpr field score_fields[] = {type_field,
                                  {"label", &text, false, "名称", identity},
                                  {"max", &number, true, "最高分", identity},
                                  scope_field};

constexpr object_format yesno_slot{"yesno slot", "是否变量", yesno_fields};
constexpr object_format choice_slot{"choice slot", "单选变量", choice_fields};
constexpr object_format multi_slot{"multi slot", "多选变量", choice_fields};
constexpr object_format number_slot{"number slot", "数字变量", number_fields};
constexpr object_format duration_slot{"duration slot", "时长变量", duration_fields};
constexpr object_format date_slot{"date slot", "日期变量", plain_fields};
constexpr object_format phone_slot{"phone slot", "电话变量", plain_fields};
constexpr object_format text_slot{"text slot", "文字变量", plain_fields};
constexpr object_format score_slot{"score slot", "计分变量", score_fields};
constexpr tagged_format slot_formats[] = {
    {"yesno", &yesno_slot},   {"choice", &choice_slot},     {"multi", &multi_slot},
    {"number", &number_slot}, {"duration", &duration_slot}, {"date", &date_slot},
    {"phone", &phone_slot},   {"text", &text_slot},         {"score", &score_slot},
};

constexpr field condition_fields[] = {
    {"level", &disposition_ref, false, "最低分级", identity},
    {"if", &condition, true, "条件", identity},
};
constexpr object_format condition_format{"condition", "条件", condition_fields};
constexpr shape named_condition = object_of(condition_format);

constexpr field entry_fields[] = {
    {"menu", &text, false, "首页菜单文字", identity},
    {"concepts", &concept_list, false, "触发概念", identity},
};
constexpr object_format entry_format{"entry", "入口", entry_fields};
constexpr shape entry = object_of(entry_format);

constexpr field digression_fields[] = {
    {"concepts", &concept_list, true, "触发概念", identity},
    {"snippet", &snippet_ref, false, "讲解片段", identity},
    {"flow", &flow_ref, false, "或流程", identity},
};
constexpr object_format digression_format{"digression", "插话", digression_fields};
constexpr shape digression = object_of(digression_format);
constexpr shape digressions = list_of(digression);

constexpr shape interrupt_ref = ref_to(name_space::interrupt);
constexpr shape interrupt_list = list_of(interrupt_ref);
constexpr shape slot_map = map_of(slot_declaration, max_name, 0, name_space::slot);
constexpr shape condition_map = map_of(named_condition, max_name);
constexpr shape node_map = map_of(node, max_node_name, max_nodes);
constexpr shape renamed = map_by(name_space::none, node_ref);

constexpr field flow_fields[] = {
    {"format", &word, true, "格式版本", 0},
    {"flow", &name, true, "流程标识", 0},
    {"title", &text, true, "名称", 0},
    {"owner", &word, true, "负责科室", 0},
    {"author", &word, false, "作者", 0},
    {"reviewedBy", &word, false, "审核人", 0},
    {"reviewUntil", &date, false, "审核有效期至", 0},
    {"entry", &entry, false, "入口", 1},
    {"outcomes", &names_list, false, "结果", 1},
    {"params", &slot_list, false, "可带入变量", 1},
    {"digressions", &digressions, false, "插话", 2},
    {"off", &interrupt_list, false, "关闭的公共插话", 3},
    {"slots", &slot_map, false, "变量", 4},
    {"conditions", &condition_map, false, "条件", 5},
    {"start", &node_ref, true, "起点", 6},
    {"renamed", &renamed, false, "改名对照", 6},
    {"onUpgrade", &node_ref, false, "升级后去", 6},
    {"nodes", &node_map, true, "节点", 7},
};
constexpr object_format flow_format{"flow", "流程", flow_fields};

}  // namespace

constexpr shape slot_declaration = tagged_by("type", slot_formats);
constexpr shape flow_file = object_of(flow_format);

}  // namespace dialog::format
