// Tables of the shared libraries: interrupts, concepts, actions, bookings, queues.
#include "bot/dialog/format_parts.h"

namespace dialog::format {
namespace {

constexpr std::string_view classes[] = {"emergency", "human", "command", "digression"};
constexpr shape interrupt_class = one_of(classes);
constexpr std::string_view command_names[] = {"back",   "restart",   "quit",     "help", "human",
                                              "forget", "show-data", "withdraw", "home", "summary"};
constexpr shape command = one_of(command_names);
constexpr std::string_view resume_words[] = {"resume"};
constexpr shape resume = one_of(resume_words);
constexpr field confirm_fields[] = {
    {"say", &text, true, "确认的话", identity},
    {"no", &resume, false, "回答“不是”时", identity},
};
constexpr object_format confirm_format{"confirm", "确认", confirm_fields};
constexpr shape confirm = object_of(confirm_format);
constexpr shape concept_lists = list_of(concept_list);

constexpr field interrupt_fields[] = {
    {"id", &name, true, "标识", 0},
    {"class", &interrupt_class, true, "类别", 0},
    {"priority", &integer, true, "优先级", 0},
    {"concepts", &concept_list, false, "触发概念", 0},
    {"words", &words_list, false, "触发词", 0},
    {"with", &concept_lists, false, "还须同时有", 1},
    {"unless", &concept_list, false, "除非有", 1},
    {"flow", &flow_ref, false, "转入流程", 0},
    {"snippet", &snippet_ref, false, "讲解片段", 0},
    {"level", &disposition_ref, false, "分级", 0},
    {"command", &command, false, "指令", 0},
    {"once", &boolean, false, "每次就诊一次", 0},
    {"confirm", &confirm, false, "确认", 2},
};
constexpr object_format interrupt_format{"interrupt", "打断", interrupt_fields};
constexpr shape interrupt = object_of(interrupt_format);

constexpr field span_fields[] = {
    {"min", &duration, false, "最短", identity},
    {"max", &duration, false, "最长", identity},
};
constexpr object_format span_format{"span", "时间范围", span_fields};
constexpr shape span = object_of(span_format);

constexpr shape near_pairs{.what = shape::kind::near};
constexpr field concept_fields[] = {
    {"name", &text, true, "名称", 0},
    {"symptom", &word, false, "症状名", 0},
    {"intent", &word, false, "意图名", 0},
    {"lasting", &span, false, "时间长短", 0},
    {"history", &boolean, false, "从前有过也算", 0},
    {"phrases", &words_list, false, "说法", 1},
    {"near", &near_pairs, false, "近邻词对", 2},
    {"bare", &words_list, false, "单说也算", 3},
    {"except", &words_list, false, "不算的词", 3},
    {"examples", &words_list, false, "例句", 4},
    {"counter", &words_list, false, "反例", 5},
};
constexpr object_format concept_format{"concept", "概念", concept_fields};
constexpr shape spoken = object_of(concept_format);

constexpr std::string_view methods[] = {"GET", "POST", "PUT"};
constexpr shape method = one_of(methods);
constexpr field action_outcome_fields[] = {
    {"status", &integer, false, "HTTP 状态码", identity},
    {"pointer", &word, false, "返回值位置", identity},
    {"equals", &constant, false, "等于", identity},
};
constexpr object_format action_outcome_format{"action outcome", "动作结果", action_outcome_fields};
constexpr shape action_outcome = object_of(action_outcome_format);
constexpr shape action_outcomes = map_of(action_outcome, max_name);
constexpr field action_fields[] = {
    {"title", &word, false, "名称", identity},
    {"method", &method, true, "方法", identity},
    {"url", &word, true, "网址（https）", identity},
    {"timeoutMs", &integer, false, "时限（毫秒）", identity},
    {"idempotent", &boolean, false, "可重试", identity},
    {"waiting", &text, false, "等待时说", words},
    {"outcomes", &action_outcomes, false, "其他结果", data},
};
constexpr object_format action_format{"action", "动作", action_fields};
constexpr shape action = object_of(action_format);

constexpr field booking_fields[] = {
    {"title", &text, true, "名称", identity},
    {"url", &word, true, "网址模板（https）", identity},
    {"parameters", &words_list, false, "可用参数", identity},
    {"alt", &text, false, "不能点链接时的文字", words},
    {"hours", &text, false, "开放时间", words},
};
constexpr object_format booking_format{"booking", "预约", booking_fields};
constexpr shape booking = object_of(booking_format);

constexpr field queue_fields[] = {
    {"name", &text, true, "名称", identity},
    {"hours", &text, false, "值班时间", identity},
};
constexpr object_format queue_format{"queue", "服务台", queue_fields};
constexpr shape queue = object_of(queue_format);

}  // namespace

constexpr shape interrupts_file = list_of(interrupt);
constexpr shape concepts_file = map_of(spoken, max_name);
constexpr shape words_file = map_of(words_list, max_name);
constexpr shape actions_file = map_of(action, max_name);
constexpr shape bookings_file = map_of(booking, max_name);
constexpr shape queues_file = map_of(queue, max_name);

}  // namespace dialog::format
