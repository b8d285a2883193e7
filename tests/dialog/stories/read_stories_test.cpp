// One spoiled story file per code.
#include "bot/dialog/stories/story.h"
#include "tests/dialog/check_good_bundle.h"

#include <gtest/gtest.h>

namespace dialog::stories {
namespace {

const bundle& knee() {
    static const auto loaded = load_bundle(good_bundle()).script;
    return *loaded;
}

story_files read(const std::string& text, const std::string& path = "flows/knee.tests.json") {
    return read_stories(knee(), {{path, text}, {"flows/knee.json", "not looked at"}});
}

std::string around(const std::string& story) {
    return R"({"format": "dialog-tests/1", "flow": "knee", "stories": [)" + story + "]}";
}

struct row {
    const char* name;
    std::string text;
    int code;
    const char* pointer;
};
void PrintTo(const row& one, std::ostream* out) {
    *out << one.name;
}

class StoryProblems : public testing::TestWithParam<row> {};

INSTANTIATE_TEST_SUITE_P(
    Each, StoryProblems,
    testing::Values(
        row{"no JSON", "{", 101, ""},
        row{"another format", R"({"format": "dialog/1", "flow": "knee", "stories": []})", 105,
            "/format"},
        row{"a step nobody knows", around(R"({"name": "a", "steps": [{"att": "bye"}]})"), 106,
            "/stories/0/steps/0/att"},
        row{"no name", around(R"({"steps": []})"), 107, "/stories/0"},
        row{"a moment that is none",
            around(R"({"name": "a", "given": {"now": "soon"}, "steps": []})"), 108,
            "/stories/0/given/now"},
        row{"a wait that is no time", around(R"({"name": "a", "steps": [{"wait": "long"}]})"), 108,
            "/stories/0/steps/0/wait"},
        row{"another file's flow",
            R"({"format": "dialog-tests/1", "flow": "emergency", "stories": []})", 109, "/flow"},
        row{"no such node", around(R"({"name": "a", "steps": [{"at": "byee"}]})"), 902,
            "/stories/0/steps/0/at"},
        row{"no such flow", around(R"({"name": "a", "steps": [{"at": "elbow/bye"}]})"), 902,
            "/stories/0/steps/0/at"},
        row{"no such option", around(R"({"name": "a", "steps": [{"tap": "leftt"}]})"), 902,
            "/stories/0/steps/0/tap"},
        row{"no such slot", around(R"({"name": "a", "steps": [], "expect": {"slots": {"x": 1}}})"),
            902, "/stories/0/expect/slots/x"},
        row{"no such level",
            around(R"({"name": "a", "steps": [], "expect": {"disposition": "now"}})"), 902,
            "/stories/0/expect/disposition"}));

TEST_P(StoryProblems, AreFoundAloneAndInTheirPlace) {
    const story_files found = read(GetParam().text);
    ASSERT_EQ(found.problems.size(), 1U);
    EXPECT_EQ(found.problems[0].code, GetParam().code) << to_line(found.problems[0]);
    EXPECT_EQ(found.problems[0].pointer, GetParam().pointer);
    EXPECT_EQ(found.problems[0].file, "flows/knee.tests.json");
    EXPECT_GE(found.problems[0].at.line, 1U);
}

TEST(Stories, KeepEveryStepWithItsPlace) {
    const story_files found = read(R"({
  "format": "dialog-tests/1", "flow": "knee",
  "stories": [
    {"name": "都写上", "given": {"now": "2026-03-02T10:00:00+08:00", "patient": "new"},
      "steps": [{"in": "疼"}, {"tap": "left"}, {"wait": "10m"}, {"desk": "closed"}, {"at": "bye"}, {"shows": "causes"}, {"hides": "预约"}],
      "expect": {"outcome": "advised", "disposition": "self-care", "slots": {"since": "3w", "pain": 2}}}
  ]
})");
    ASSERT_TRUE(found.problems.empty()) << to_line(found.problems[0]);
    ASSERT_EQ(found.stories.size(), 1U);
    const story& one = found.stories[0];
    EXPECT_TRUE(one.newcomer);
    EXPECT_EQ(one.now, core::wall_time{std::chrono::milliseconds{1'772'416'800'000}});
    ASSERT_EQ(one.steps.size(), 7U);
    EXPECT_EQ(one.steps[4].value, "knee/bye");
    EXPECT_EQ(one.steps[4].at.line, 5U);
    ASSERT_EQ(one.slots.size(), 2U);
    EXPECT_EQ(one.slots[0].wanted, value(minutes(21 * 24 * 60)));
    EXPECT_EQ(one.slots[1].wanted, value(2.0));
}

TEST(Stories, AreNoPartOfTheBundle) {
    auto files = good_bundle();
    const auto before = load_bundle(files);
    files.push_back({"flows/knee.tests.json", "{"});
    const auto after = load_bundle(files);
    ASSERT_TRUE(after.script);
    EXPECT_EQ(after.script->content_hash, before.script->content_hash);
}

}  // namespace
}  // namespace dialog::stories
