#include "bot/session/deliveries.h"

#include <gtest/gtest.h>

namespace {

using session::answer_kind;
using namespace std::chrono_literals;

class Deliveries : public testing::Test {
protected:
    boost::asio::io_context context{1};
    runtime::executor loop = context.get_executor();
    session::deliveries all;
    session::deliveries::steady_time start{};
};

TEST_F(Deliveries, ARunningOneIsFoundAndStillEmpty) {
    const auto [first, is_new] = all.begin("d", loop);
    EXPECT_TRUE(is_new);
    EXPECT_EQ(first->second->value(), nullptr);
    const auto [again, still_new] = all.begin("d", loop);
    EXPECT_FALSE(still_new);
    EXPECT_EQ(again, first);
    EXPECT_TRUE(all.begin("other", loop).second);
}

TEST_F(Deliveries, ADurableAnswerIsRememberedForAMinute) {
    all.finish(all.begin("d", loop).first, {answer_kind::replied, "text"}, start);
    const auto [kept, is_new] = all.begin("d", loop);
    ASSERT_FALSE(is_new);
    EXPECT_EQ(kept->second->value()->body, "text");
    all.finish(all.begin("later", loop).first, {answer_kind::replied, ""}, start + 61s);
    EXPECT_TRUE(all.begin("d", loop).second);
    EXPECT_FALSE(all.begin("later", loop).second);
}

TEST_F(Deliveries, AnAnswerThatRecordedNothingIsForgottenAtOnce) {
    const auto flight = all.begin("d", loop).first;
    const auto box = flight->second;
    all.finish(flight, {answer_kind::improvised, "120"}, start);
    EXPECT_EQ(all.size(), 0U);
    ASSERT_NE(box->value(), nullptr);
    EXPECT_EQ(box->value()->body, "120");
}

}  // namespace
