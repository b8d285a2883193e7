#include "bot/dialog/stories/coverage.h"

#include "bot/dialog/stories/tell.h"
#include "tests/dialog/check_good_bundle.h"

#include <gtest/gtest.h>

namespace dialog::stories {
namespace {

const bundle& knee() {
    static const auto loaded = load_bundle(good_bundle()).script;
    return *loaded;
}

using pair = std::pair<std::string, std::string>;

TEST(Coverage, CountsEveryPartOfAFlow) {
    const covered_parts all = parts_of(*knee().find_flow("knee"));
    EXPECT_EQ(all.nodes.size(), 14U);
    EXPECT_TRUE(all.edges.contains(pair{"ask-since", "desk"}));
    EXPECT_TRUE(all.edges.contains(pair{"seats", "desk"}));
    EXPECT_TRUE(all.options.contains(pair{"ask-signs", "none"}));
    EXPECT_TRUE(all.options.contains(pair{"ask-since", "skip"}));
}

TEST(Coverage, FollowsAnswersBranchesActionsAndTheLadder) {
    coverage seen(knee());
    player who = beginning(knee(), "knee", false);
    for (const char* words : {"没有", "右边", "半年", "8"}) who.say(words);
    seen.add(who.traces());
    const covered_parts& parts = seen.of("knee");
    for (const pair& edge : {pair{"hello", "ask-signs"}, pair{"ask-signs", "triage"},
                             pair{"triage", "ask-side"}, pair{"ask-pain", "grade"},
                             pair{"grade", "seats"}, pair{"seats", "book"}, pair{"book", "booked"}})
        EXPECT_TRUE(parts.edges.contains(edge)) << edge.first << " -> " << edge.second;
    EXPECT_TRUE(parts.options.contains(pair{"ask-side", "right"}));
    EXPECT_FALSE(parts.options.contains(pair{"ask-side", "left"}));
    EXPECT_FALSE(parts.edges.contains(pair{"ask-since", "desk"}));

    player lost = beginning(knee(), "knee", false);
    for (const char* words : {"没有", "右边", "嗯嗯啊", "嗯嗯啊"}) lost.say(words);
    lost.hear_desk(desk_report::closed);
    seen.add(lost.traces());
    EXPECT_TRUE(parts.edges.contains(pair{"ask-since", "desk"}));
    EXPECT_TRUE(parts.edges.contains(pair{"desk", "see-clinic"}));
}

TEST(Coverage, FollowsIntoAFlowThatTakesOver) {
    coverage seen(knee());
    player who = beginning(knee(), "knee", false);
    who.tap("numb");
    who.say("有");
    seen.add(who.traces());
    EXPECT_TRUE(seen.of("knee").edges.contains(pair{"triage", "to-er"}));
    EXPECT_TRUE(seen.of("emergency").edges.contains(pair{"advice", "ask-done"}));
    EXPECT_TRUE(seen.of("emergency").edges.contains(pair{"ask-done", "over"}));
    EXPECT_TRUE(seen.missing(*knee().find_flow("emergency")).edges.empty());
}

TEST(Coverage, KnowsWhichWaysAreEmergencies) {
    const flow& of = *knee().find_flow("knee");
    EXPECT_TRUE(is_emergency_edge(knee(), of, {"triage", "to-er"}));
    EXPECT_FALSE(is_emergency_edge(knee(), of, {"triage", "ask-side"}));
    EXPECT_TRUE(is_emergency_edge(knee(), *knee().find_flow("emergency"), {"advice", "ask-done"}));
}

}  // namespace
}  // namespace dialog::stories
