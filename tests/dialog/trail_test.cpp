#include "bot/dialog/trail.h"

#include <gtest/gtest.h>

namespace dialog {
namespace {

trail_entry answer(std::uint32_t turn) {
    return {"ask-" + std::to_string(turn),
            {{"side", std::string("left")}},
            {std::to_string(turn)},
            turn};
}

answer_trail trail_of(std::uint32_t answers) {
    answer_trail made;
    for (std::uint32_t turn = 1; turn <= answers; ++turn) made.push(answer(turn));
    return made;
}

TEST(Trail, GivesBackWhatWasPushedNewestFirst) {
    answer_trail all = trail_of(20);
    for (std::uint32_t turn = 20; turn > 0; --turn) {
        EXPECT_EQ(all.last(), answer(turn));
        EXPECT_EQ(all.pop(), answer(turn));
    }
    EXPECT_TRUE(all.empty());
}

TEST(Trail, ForgetsTheOldestBeyondItsLimit) {
    const auto entries = trail_of(answer_trail::limit + 3).entries();
    ASSERT_EQ(entries.size(), answer_trail::limit);
    EXPECT_EQ(entries.front(), answer(4));
    EXPECT_EQ(entries.back(), answer(answer_trail::limit + 3));
}

TEST(Trail, IsTheSameHoweverItWasMade) {
    answer_trail longer = trail_of(9);
    longer.pop();
    EXPECT_EQ(longer, trail_of(8));
    EXPECT_EQ(answer_trail(trail_of(8).entries()), trail_of(8));
}

TEST(Trail, KnowsEveryQuestionThatWasAnswered) {
    const answer_trail all = trail_of(5);
    EXPECT_TRUE(all.answered("ask-1"));
    EXPECT_TRUE(all.answered("ask-5"));
    EXPECT_FALSE(all.answered("ask-6"));
    EXPECT_FALSE(answer_trail().answered("ask-1"));
}

TEST(Trail, NotesWhatTheLastAnswerChangesOnlyThere) {
    answer_trail all = trail_of(2);
    all.last().unset.emplace_back("duration");
    all.push(answer(3));
    all.pop();
    EXPECT_EQ(all.last().unset, (std::vector<std::string>{"2", "duration"}));
}

TEST(Trail, RestoresFromItsPackedForm) {
    const answer_trail all = trail_of(7);
    answer_trail again;
    ASSERT_TRUE(again.restore(all.packed(), all.last()));
    EXPECT_EQ(again, all);
}

TEST(Trail, RefusesBytesThatAreNoTrail) {
    const answer_trail all = trail_of(3);
    answer_trail again;
    for (std::size_t size = 1; size < all.packed().size(); ++size) {
        again.restore(all.packed().substr(size), all.last());
        EXPECT_LT(again.entries().size(), all.size());
    }
    EXPECT_FALSE(again.restore("\x7f", all.last()));
    EXPECT_TRUE(again.empty());
    EXPECT_FALSE(again.restore(std::string(answer_trail::limit, '\0'), all.last()));
}

}  // namespace
}  // namespace dialog
