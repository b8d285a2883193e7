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
    const auto box = all.begin("d", loop);
    EXPECT_EQ(all.find("d"), box);
    EXPECT_EQ(box->value(), nullptr);
    EXPECT_EQ(all.find("other"), nullptr);
}

TEST_F(Deliveries, ADurableAnswerIsRememberedForAMinute) {
    all.begin("d", loop);
    all.finish("d", {answer_kind::replied, "text"}, start);
    ASSERT_NE(all.find("d"), nullptr);
    EXPECT_EQ(all.find("d")->value()->body, "text");
    all.begin("later", loop);
    all.finish("later", {answer_kind::replied, ""}, start + 61s);
    EXPECT_EQ(all.find("d"), nullptr);
    EXPECT_NE(all.find("later"), nullptr);
}

TEST_F(Deliveries, AnAnswerThatRecordedNothingIsForgottenAtOnce) {
    const auto box = all.begin("d", loop);
    all.finish("d", {answer_kind::improvised, "120"}, start);
    EXPECT_EQ(all.find("d"), nullptr);
    ASSERT_NE(box->value(), nullptr);
    EXPECT_EQ(box->value()->body, "120");
}

}  // namespace
