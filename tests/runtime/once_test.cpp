#include "bot/runtime/once.h"

#include "bot/runtime/deadline.h"
#include "bot/runtime/spawn.h"
#include "tests/support/run_task.h"

#include <boost/asio/post.hpp>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using runtime::once;
using runtime::task;
using box = once<std::string>;

class Once : public testing::Test {
protected:
    boost::asio::io_context loop{1};
    std::shared_ptr<box> shared = std::make_shared<box>(loop.get_executor());
};

task<std::string> read(std::shared_ptr<box> from, std::chrono::steady_clock::duration limit) {
    const auto* value = co_await from->wait(limit);
    co_return value ? *value : "nothing";
}

TEST_F(Once, GivesAFilledBoxAtOnce) {
    EXPECT_TRUE(shared->set("answer"));
    EXPECT_EQ(support::run_task(loop, read(shared, 0s)), "answer");
}

TEST_F(Once, KeepsTheFirstValue) {
    shared->set("first");
    EXPECT_FALSE(shared->set("second"));
    EXPECT_EQ(*shared->value(), "first");
}

TEST_F(Once, WakesEveryWaiterInOrder) {
    std::vector<std::string> seen;
    for (const char* who : {"a", "b", "c"}) {
        runtime::spawn(loop.get_executor(), "waiter", [&, who]() -> task<> {
            const std::string value = co_await read(shared, 10s);
            seen.push_back(who + value);
        });
    }
    loop.poll();
    EXPECT_TRUE(seen.empty());
    shared->set("!");
    loop.run_for(5s);
    EXPECT_EQ(seen, (std::vector<std::string>{"a!", "b!", "c!"}));
}

TEST_F(Once, GivesNothingWhenTheLimitStrikesFirst) {
    EXPECT_EQ(support::run_task(loop, read(shared, 1ms)), "nothing");
    shared->set("late");
    EXPECT_EQ(support::run_task(loop, read(shared, 1ms)), "late");
}

TEST_F(Once, ForgetsAWaiterThatIsDestroyed) {
    auto brief = std::make_unique<boost::asio::io_context>(1);
    const auto left = std::make_shared<box>(brief->get_executor());
    runtime::spawn(brief->get_executor(), "waiter",
                   [left]() -> task<> { co_await read(left, 10s); });
    brief->poll();
    brief.reset();
    EXPECT_TRUE(left->set("nobody listens"));
}

task<int> seven() {
    co_await boost::asio::post(runtime::use_task);
    co_return 7;
}

task<int> fail() {
    throw std::runtime_error("no");
    co_return 0;
}

task<int> finish_late(std::shared_ptr<box> box_to_fill) {
    co_await box_to_fill->wait(20ms);
    box_to_fill->set("late");
    co_return 1;
}

TEST_F(Once, WithinGivesTheOutcomeOfTheWork) {
    const auto outcome =
        support::run_task(loop, runtime::within(loop.get_executor(), 10s, seven()));
    EXPECT_EQ(outcome.value(), 7);
}

TEST_F(Once, WithinPassesAnExceptionOn) {
    EXPECT_THROW(support::run_task(loop, runtime::within(loop.get_executor(), 10s, fail())),
                 std::runtime_error);
}

TEST_F(Once, WithinGivesUpAtTheLimitAndLetsTheWorkGoOn) {
    const auto outcome =
        support::run_task(loop, runtime::within(loop.get_executor(), 1ms, finish_late(shared)));
    EXPECT_EQ(outcome.error(), core::errc::timed_out);
    EXPECT_EQ(*shared->value(), "late");
}

}  // namespace
