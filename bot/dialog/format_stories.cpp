// Tables of a story file, flows/<flow>.tests.json.
#include "bot/dialog/format_parts.h"

namespace dialog::format {
namespace {

constexpr std::string_view patients[] = {"new", "admitted"};
constexpr shape patient = one_of(patients);
constexpr field given_fields[] = {
    {"now", &word, false, "开始的时刻", identity},
    {"patient", &patient, false, "新来的，或已经同意的成年人", identity},
};
constexpr object_format given_format{"given", "开头", given_fields};
constexpr shape given = object_of(given_format);

constexpr field in_fields[] = {{"in", &text, true, "病人打字", identity}};
constexpr field tap_fields[] = {{"tap", &word, true, "病人点选项", identity}};
constexpr field wait_fields[] = {{"wait", &duration, true, "过一段时间", identity}};
constexpr std::string_view reports[] = {"released", "closed"};
constexpr shape report = one_of(reports);
constexpr field desk_fields[] = {{"desk", &report, true, "服务台放手，或没人接", identity}};
constexpr field at_fields[] = {{"at", &word, true, "停在哪里", identity}};
constexpr field shows_fields[] = {{"shows", &text, true, "回复里有", identity}};
constexpr field hides_fields[] = {{"hides", &text, true, "回复里没有", identity}};
constexpr object_format in_step{"step", "一步", in_fields};
constexpr object_format tap_step{"step", "一步", tap_fields};
constexpr object_format wait_step{"step", "一步", wait_fields};
constexpr object_format desk_step{"step", "一步", desk_fields};
constexpr object_format at_step{"step", "一步", at_fields};
constexpr object_format shows_step{"step", "一步", shows_fields};
constexpr object_format hides_step{"step", "一步", hides_fields};
constexpr tagged_format step_formats[] = {
    {"in", &in_step}, {"tap", &tap_step},     {"wait", &wait_step},  {"desk", &desk_step},
    {"at", &at_step}, {"shows", &shows_step}, {"hides", &hides_step}};
constexpr shape step{.what = shape::kind::keyed, .formats = step_formats};
constexpr shape step_list = list_of(step);

constexpr shape slot_constants = map_by(name_space::none, constant);
constexpr field expect_fields[] = {
    {"outcome", &word, false, "结果", identity},
    {"disposition", &word, false, "最重到过的分级", identity},
    {"slots", &slot_constants, false, "变量", identity},
};
constexpr object_format expect_format{"expect", "结局", expect_fields};
constexpr shape expect = object_of(expect_format);

constexpr field story_fields[] = {
    {"name", &word, true, "名称", identity},
    {"given", &given, false, "开头", words},
    {"steps", &step_list, true, "经过", data},
    {"expect", &expect, false, "结局", ways},
};
constexpr object_format story_format{"story", "故事", story_fields};
constexpr shape story = object_of(story_format);
constexpr shape story_list = list_of(story);

constexpr field stories_fields[] = {
    {"format", &word, true, "格式版本", 0},
    {"flow", &name, true, "流程标识", 1},
    {"stories", &story_list, true, "故事", 2},
};
constexpr object_format stories_format{"stories", "故事集", stories_fields};

}  // namespace

constexpr shape stories_file = object_of(stories_format);

}  // namespace dialog::format
