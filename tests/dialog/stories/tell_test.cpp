#include "bot/dialog/stories/tell.h"

#include "tests/dialog/check_good_bundle.h"

#include <gtest/gtest.h>

namespace dialog::stories {
namespace {

const bundle& knee() {
    static const auto loaded = load_bundle(good_bundle()).script;
    return *loaded;
}

story one_story(const std::string& members) {
    const story_files found = read_stories(
        knee(), {{"flows/knee.tests.json",
                  R"({"format": "dialog-tests/1", "flow": "knee", "stories": [{"name": "试", )" +
                      members + "}]}"}});
    for (const problem& one : found.problems) ADD_FAILURE() << to_line(one);
    return found.stories.at(0);
}

struct row {
    const char* name;
    const char* members;
    const char* complaint;  // part of the failure; empty: told as written
    const char* pointer;
};
void PrintTo(const row& one, std::ostream* out) {
    *out << one.name;
}

class Telling : public testing::TestWithParam<row> {};

INSTANTIATE_TEST_SUITE_P(
    Each, Telling,
    testing::Values(
        row{"words, taps and an end",
            R"("steps": [{"in": "没有"}, {"tap": "left"}, {"in": "三周"}, {"in": "2"}, {"at": "bye"}, {"shows": "causes"}, {"hides": "预约"}],
               "expect": {"outcome": "advised", "disposition": "self-care", "slots": {"since": "3w", "risk": 0, "side": "left"}})",
            "", ""},
        row{"an emergency by tap, any node of the flow",
            R"("steps": [{"tap": "numb"}, {"at": "emergency/*"}], "expect": {"disposition": "er-now"})",
            "", ""},
        row{"silence: reminded, then led on",
            R"("steps": [{"tap": "none"}, {"tap": "left"}, {"wait": "10m"}, {"shows": "还在吗"}, {"at": "ask-since"}, {"wait": "12h"}, {"at": "see-clinic"}])",
            "", ""},
        row{"silence: an answer stops the clock",
            R"("steps": [{"tap": "none"}, {"tap": "left"}, {"in": "三周"}, {"wait": "13h"}, {"hides": "还在吗"}, {"at": "ask-pain"}])",
            "", ""},
        row{"the desk lets go",
            R"("steps": [{"tap": "none"}, {"tap": "left"}, {"in": "嗯嗯啊"}, {"in": "嗯嗯啊"}, {"at": "desk"}, {"desk": "released"}, {"at": "see-clinic"}])",
            "", ""},
        row{"nobody at the desk",
            R"("steps": [{"tap": "none"}, {"tap": "left"}, {"in": "嗯嗯啊"}, {"in": "嗯嗯啊"}, {"wait": "5m"}, {"at": "see-clinic"}])",
            "", ""},
        row{"people called by a word leave the question as it was",
            R"("steps": [{"in": "人工"}, {"desk": "released"}, {"at": "ask-signs"}, {"shows": "有哪几项"}])",
            "", ""},
        row{"a newcomer meets consent first",
            R"("given": {"patient": "new"}, "steps": [{"in": "膝盖疼"}, {"shows": "可以问您吗"}, {"tap": "yes"}, {"at": "ask-signs"}])",
            "", ""},
        row{"another place", R"("steps": [{"tap": "none"}, {"at": "bye"}])",
            "应在 “knee/bye”，实际在 “knee/ask-side”", "/stories/0/steps/1"},
        row{"an option that is not offered here", R"("steps": [{"tap": "left"}])",
            "这里没有选项 “left”，只有：会阴发麻", "/stories/0/steps/0"},
        row{"words that are not shown", R"("steps": [{"tap": "none"}, {"shows": "哪个膝盖"}])",
            "回复里应有 “哪个膝盖”", "/stories/0/steps/1"},
        row{"words that must not show", R"("steps": [{"tap": "none"}, {"hides": "哪边"}])",
            "回复里不应有 “哪边”", "/stories/0/steps/1"},
        row{"another outcome",
            R"("steps": [{"tap": "none"}, {"tap": "left"}, {"in": "三周"}, {"in": "2"}], "expect": {"outcome": "booked"})",
            "结果应是 “booked”，实际是 “advised”", "/stories/0/expect"},
        row{"another level", R"("steps": [{"tap": "none"}], "expect": {"disposition": "clinic"})",
            "分级应是 “clinic”，实际是 “（没有）”", "/stories/0/expect"},
        row{"another slot",
            R"("steps": [{"tap": "none"}, {"tap": "left"}], "expect": {"slots": {"side": "right"}})",
            "变量 “side” 应是 “右膝”，实际是 “左膝”", "/stories/0/expect/slots/side"}));

TEST_P(Telling, EndsAsTheRowSays) {
    const telling result = tell(knee(), one_story(GetParam().members));
    if (std::string(GetParam().complaint).empty()) {
        EXPECT_FALSE(result.failure) << to_line(*result.failure);
        return;
    }
    ASSERT_TRUE(result.failure);
    EXPECT_EQ(result.failure->code, 901);
    EXPECT_EQ(result.failure->file, "flows/knee.tests.json");
    EXPECT_EQ(result.failure->pointer, GetParam().pointer);
    EXPECT_EQ(result.failure->at.line, 1U);
    EXPECT_NE(result.failure->zh.find(GetParam().complaint), std::string::npos)
        << result.failure->zh;
}

TEST(Telling, ShowsTheLastWordsOfAFailedStoryAsAChat) {
    const telling result = tell(knee(), one_story(R"("steps": [{"tap": "none"}, {"at": "bye"}])"));
    ASSERT_TRUE(result.failure);
    EXPECT_NE(result.failure->zh.find("病人：以上都没有\n  机器：哪边膝盖？"), std::string::npos)
        << result.failure->zh;
}

}  // namespace
}  // namespace dialog::stories
