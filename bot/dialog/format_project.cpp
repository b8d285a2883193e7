// Tables of project.json: what holds for every flow of the bundle.
#include "bot/dialog/format_parts.h"

namespace dialog::format {
namespace {

constexpr field channel_fields[] = {
    {"textBytes", &integer, false, "一条文字最多字节", identity},
    {"menuHeadBytes", &integer, false, "菜单开头最多字节", identity},
    {"menuItems", &integer, false, "菜单最多项", identity},
    {"labelBytes", &integer, false, "选项最多字节", identity},
    {"itemIdBytes", &integer, false, "选项标识最多字节", identity},
    {"messagesPerInbound", &integer, false, "每次可回条数", identity},
    {"nativeMenu", &boolean, false, "有原生菜单", identity},
    {"window", &duration, false, "可主动回复时间", identity},
};
constexpr object_format channel_format{"channel", "渠道", channel_fields};
constexpr shape channel = object_of(channel_format);
constexpr shape channels = map_of(channel, max_name);

constexpr std::string_view urgencies[] = {"emergency", "urgent", "none"};
constexpr shape urgency = one_of(urgencies);
constexpr field disposition_fields[] = {
    {"id", &name, true, "标识", identity},       {"rank", &integer, true, "高低", identity},
    {"name", &text, true, "名称", identity},     {"urgency", &urgency, false, "紧急程度", identity},
    {"advice", &text, false, "固定建议", words},
};
constexpr object_format disposition_format{"disposition", "分级", disposition_fields};
constexpr shape disposition = object_of(disposition_format);
constexpr shape dispositions = list_of(disposition);

constexpr std::string_view ladder_ends[] = {"human", "menu"};
constexpr shape ladder_end = one_of(ladder_ends);
constexpr field fallback_fields[] = {
    {"steps", &fallback_steps, true, "逐次提示", identity},
    {"then", &ladder_end, false, "最后去", identity},
};
constexpr object_format fallback_format{"default fallback", "默认没听懂时", fallback_fields};
constexpr shape fallback = object_of(fallback_format);

constexpr field command_fields[] = {
    {"back", &words_list, false, "上一步", 0},
    {"restart", &words_list, false, "重新开始", 1},
    {"quit", &words_list, false, "退出", 2},
    {"help", &words_list, false, "帮助", 3},
    {"human", &words_list, false, "人工", 4},
    {"home", &words_list, false, "首页", 5},
    {"forget", &words_list, false, "删除数据", 6},
    {"show-data", &words_list, false, "查看数据", 7},
    {"withdraw", &words_list, false, "撤回同意", 8},
    {"summary", &words_list, false, "看小结", 9},
};
constexpr object_format command_format{"commands", "指令词", command_fields};
constexpr shape commands = object_of(command_format);

constexpr field consent_fields[] = {
    {"version", &word, true, "版本", identity},   {"required", &boolean, false, "必须", identity},
    {"text", &text, true, "告知内容", words},     {"yesLabel", &text, true, "同意按钮", data},
    {"noLabel", &text, true, "不同意按钮", data}, {"declined", &text, true, "不同意后说", ways},
};
constexpr object_format consent_format{"consent", "知情同意", consent_fields};
constexpr shape consent = object_of(consent_format);

constexpr field age_fields[] = {
    {"required", &boolean, false, "必须", 0},
    {"prompt", &text, true, "问年龄", 0},
    {"child", &text, true, "14 岁以下说", 1},
    {"teen", &text, true, "14 至 17 岁说", 2},
};
constexpr object_format age_format{"age gate", "年龄确认", age_fields};
constexpr shape age = object_of(age_format);

constexpr field hospital_fields[] = {
    {"name", &word, true, "医院名称", 0},   {"phone", &word, false, "电话", 0},
    {"address", &word, false, "地址", 1},   {"departments", &word, false, "科室", 2},
    {"hours", &word, false, "门诊时间", 3},
};
constexpr object_format hospital_format{"hospital", "医院", hospital_fields};
constexpr shape hospital = object_of(hospital_format);

constexpr field quiet_fields[] = {
    {"from", &clock, true, "从", identity},
    {"to", &clock, true, "到", identity},
};
constexpr object_format quiet_format{"quiet hours", "免打扰", quiet_fields};
constexpr shape quiet = object_of(quiet_format);

constexpr shape flow_list = list_of(flow_ref);
constexpr shape images = map_of(word, max_name);
constexpr shape account_languages = map_by(name_space::none, word);

constexpr field project_fields[] = {
    {"format", &word, false, "格式版本", 0},
    {"title", &word, false, "名称", 0},
    {"languages", &words_list, false, "语言", 0},
    {"accountLanguages", &account_languages, false, "账号的语言", 0},
    {"hospital", &hospital, false, "医院", 1},
    {"homeMenu", &flow_list, false, "首页菜单", 2},
    {"humanQueue", &queue_ref, false, "人工服务台", 2},
    {"greeting", &text, true, "问候", 3},
    {"programNotice", &text, false, "说明自己是程序", 4},
    {"safetyNet", &text, false, "每次结束的安全提示", 5},
    {"help", &text, false, "帮助", 6},
    {"goodbye", &text, false, "告别", 7},
    {"resumePrompt", &text, false, "继续还是重来", 8},
    {"unsupported", &text, true, "收到语音图片等时说", 9},
    {"errorLine", &text, true, "出错时说（含 120）", 10},
    {"busyLine", &text, false, "繁忙时说", 11},
    {"emergencyBuiltin", &text, true, "内置急症提示（含 120）", 12},
    {"consent", &consent, false, "知情同意", 13},
    {"age", &age, false, "年龄确认", 14},
    {"dispositions", &dispositions, true, "分级", 15},
    {"channels", &channels, false, "渠道", 16},
    {"commands", &commands, false, "指令词", 17},
    {"fallback", &fallback, true, "默认没听懂时", 18},
    {"idle", &duration, false, "多久不说话算结束", 19},
    {"quietHours", &quiet, false, "免打扰", 19},
    {"allowedHosts", &words_list, false, "允许的网站", 20},
    {"bannedWords", &words_list, false, "禁用词", 21},
    {"images", &images, false, "图片", 22},
};
constexpr object_format project_format{"project", "项目", project_fields};

}  // namespace

constexpr shape project_file = object_of(project_format);

}  // namespace dialog::format
