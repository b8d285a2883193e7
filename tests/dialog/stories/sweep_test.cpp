#include "bot/dialog/stories/sweep.h"

#include "tests/dialog/check_good_bundle.h"

#include <gtest/gtest.h>

namespace dialog::stories {
namespace {

swept sweep_of(const std::vector<source_file>& files) {
    const load_result loaded = load_bundle(files);
    if (!loaded.script) {
        ADD_FAILURE() << listing(loaded);
        return {};
    }
    return sweep(*loaded.script, files);
}

TEST(Sweep, WritesEverySignAtEveryQuestion) {
    const swept done = sweep_of(good_bundle());
    EXPECT_EQ(done.questions, 5U);
    EXPECT_EQ(done.examples, 2U);
    EXPECT_EQ(done.counters, 1U);
    EXPECT_EQ(done.turns, 15U);
    EXPECT_TRUE(done.problems.empty());
}

TEST(Sweep, FindsASignThatAHarmlessOptionSwallows) {
    const swept done = sweep_of(
        spoiled("flows/knee.json", R"("also": ["右边"])", R"("also": ["右边", "下身麻了"])"));
    ASSERT_EQ(done.problems.size(), 1U);
    EXPECT_EQ(done.problems[0].code, 905);
    EXPECT_EQ(done.problems[0].pointer, "/saddle-numb/examples/0");
    EXPECT_NE(done.problems[0].zh.find("knee/ask-side"), std::string::npos);
}

}  // namespace
}  // namespace dialog::stories
