#include "tests/platform/api/token_desk.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;

constexpr core::wall_time start{std::chrono::seconds(1735689600)};

class Tokens : public testing::Test {
protected:
    int check(const std::string& token, std::chrono::seconds after) {
        return desk_.check(token, start + after).code;
    }
    platform::numbers invent_{1};
    platform::api::token_desk desk_{invent_};
};

TEST_F(Tokens, APlainTokenSupersedesTheOneBeforeWithinFiveMinutes) {
    const auto first = desk_.take_new("wx1", start).token;
    const auto second = desk_.take_new("wx1", start + 10s).token;
    EXPECT_NE(first, second);
    EXPECT_EQ(check(first, 309s), 0);
    EXPECT_EQ(check(first, 310s), 40001);
    EXPECT_EQ(check(second, 7209s), 0);
    EXPECT_EQ(check(second, 7210s), 42001);
}

TEST_F(Tokens, AStableTokenStaysTheSameUntilItsLastFiveMinutes) {
    const auto first = desk_.take_stable("wx1", start, false);
    EXPECT_EQ(first.expires_in, 7200);
    const auto later = desk_.take_stable("wx1", start + 6000s, false);
    EXPECT_EQ(later.token, first.token);
    EXPECT_EQ(later.expires_in, 1200);
    EXPECT_NE(desk_.take_stable("wx1", start + 6900s, false).token, first.token);
    EXPECT_EQ(check(first.token, 7199s), 0) << "old and new overlap";
    EXPECT_EQ(desk_.given_to("wx1"), 2U);
}

TEST_F(Tokens, AForcedTokenKillsTheOldOneAtOnceButNotTwiceWithinHalfAMinute) {
    const auto first = desk_.take_stable("wx1", start, false).token;
    const auto second = desk_.take_stable("wx1", start, true).token;
    EXPECT_EQ(check(first, 0s), 40001);
    EXPECT_EQ(desk_.take_stable("wx1", start + 29s, true).token, second);
    EXPECT_NE(desk_.take_stable("wx1", start + 30s, true).token, second);
}

TEST_F(Tokens, TheTwoKindsNeverTouchEachOther) {
    const auto stable = desk_.take_stable("wx1", start, false).token;
    desk_.take_new("wx1", start);
    desk_.take_new("wx1", start);
    EXPECT_EQ(check(stable, 7000s), 0);
}

TEST_F(Tokens, UnknownMissingExpiredAndWithdrawnOnesHaveCodesOfTheirOwn) {
    const auto token = desk_.take_corp("ww1/app", start).token;
    EXPECT_EQ(desk_.take_corp("ww1/app", start + 5s).token, token);
    EXPECT_EQ(check("", 0s), 41001);
    EXPECT_EQ(check("tok-1", 0s), 40014);
    desk_.expire("ww1/app", start + 10s);
    EXPECT_EQ(check(token, 10s), 42001);
    const auto other = desk_.take_corp("ww1/app", start + 11s).token;
    desk_.withdraw("ww1/app");
    EXPECT_EQ(check(other, 12s), 40001);
}

}  // namespace
