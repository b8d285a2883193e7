#include "bot/dialog/prover/propose.h"

#include "bot/dialog/stories/tell.h"
#include "tests/dialog/check_good_bundle.h"

#include <gtest/gtest.h>

namespace dialog::prover {
namespace {

using stories::coverage;

TEST(Proposals, TakeWhatNoStoryHasTakenAndAreTold) {
    const auto script = load_bundle(good_bundle()).script;
    ASSERT_TRUE(script);
    const std::vector<proposed_story> proposed = propose(*script, coverage(*script));
    ASSERT_FALSE(proposed.empty());
    std::string list;
    for (const proposed_story& one : proposed) {
        EXPECT_EQ(one.flow, "knee");
        list += (list.empty() ? "" : ", ") + one.text;
    }
    const stories::story_files read = stories::read_stories(
        *script, {{"flows/knee.tests.json",
                   R"({"format": "dialog-tests/1", "flow": "knee", "stories": [)" + list + "]}"}});
    for (const problem& one : read.problems) ADD_FAILURE() << to_line(one);
    coverage seen(*script);
    for (const stories::story& one : read.stories) {
        const stories::telling told = stories::tell(*script, one);
        EXPECT_FALSE(told.failure) << to_line(*told.failure);
        seen.add(told.played.traces());
    }
    // What actions answer besides `failed` cannot be told yet; nor is an emergency offered a
    // booking.
    using part = std::pair<std::string, std::string>;
    const auto left = seen.missing(*script->find_flow("knee"));
    EXPECT_TRUE(left.options.empty());
    EXPECT_EQ(left.edges, (std::set<part>{{"book", "desk"}, {"seats", "desk"}}));
}

TEST(Proposals, AreNoneIfEverythingIsTaken) {
    const auto script = load_bundle(good_bundle()).script;
    ASSERT_TRUE(script);
    coverage seen(*script);
    for (const proposed_story& one : propose(*script, seen)) {
        const stories::story_files read = stories::read_stories(
            *script,
            {{"flows/knee.tests.json",
              R"({"format": "dialog-tests/1", "flow": "knee", "stories": [)" + one.text + "]}"}});
        for (const auto& story : read.stories)
            seen.add(stories::tell(*script, story).played.traces());
    }
    EXPECT_TRUE(propose(*script, seen).empty());
}

}  // namespace
}  // namespace dialog::prover
