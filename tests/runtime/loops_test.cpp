#include "bot/runtime/blocking.h"
#include "bot/runtime/on_loop.h"
#include "bot/runtime/spawn.h"
#include "tests/support/run_task.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <set>
#include <stdexcept>
#include <thread>

namespace {

using runtime::loops;
using runtime::task;

task<std::size_t> where_am_i(loops& house) {
    co_return house.current();
}

TEST(Loops, OwnATableOfHashesAndKnowTheirThreads) {
    loops house(3);
    EXPECT_EQ(house.size(), 3U);
    EXPECT_EQ(house.owner_of(7), 1U);
    EXPECT_EQ(house.current(), 3U);
}

TEST(Loops, AreAsManyAsTheMachineHasThreadsWhenNotToldOtherwise) {
    EXPECT_EQ(loops(0).size(), std::max(1U, std::thread::hardware_concurrency()));
}

TEST(Loops, OnLoopRunsThereAndComesBack) {
    loops house(2);
    house.start();
    std::promise<std::pair<std::size_t, std::size_t>> places;
    runtime::spawn(house.at(0).get_executor(), "test", [&]() -> task<> {
        const std::size_t there = co_await runtime::on_loop(house, 1, where_am_i(house));
        places.set_value({there, house.current()});
    });
    const auto [there, back] = places.get_future().get();
    EXPECT_EQ(there, 1U);
    EXPECT_EQ(back, 0U);
}

TEST(Loops, OnLoopStaysWhenItIsThereAlready) {
    loops house(2);
    house.start();
    std::promise<std::size_t> place;
    runtime::spawn(house.at(1).get_executor(), "test", [&]() -> task<> {
        place.set_value(co_await runtime::on_loop(house, 1, where_am_i(house)));
    });
    EXPECT_EQ(place.get_future().get(), 1U);
}

TEST(Loops, ManyHopsToAndFroCountEveryOne) {
    loops house(2);
    std::size_t counted = 0;  // touched on loop 1 only
    house.start();
    std::promise<void> done;
    std::atomic<int> running = 8;
    const auto count_one = [](std::size_t& sum) -> task<std::size_t> { co_return ++sum; };
    for (int i = 0; i < 8; ++i) {
        runtime::spawn(house.at(0).get_executor(), "hopper", [&]() -> task<> {
            for (int hop = 0; hop < 200; ++hop)
                co_await runtime::on_loop(house, 1, count_one(counted));
            if (--running == 0) done.set_value();
        });
    }
    done.get_future().wait();
    house.stop();
    EXPECT_EQ(counted, 1600U);
}

TEST(Loops, StopTwiceIsSafe) {
    loops house(1);
    house.start();
    house.stop();
    house.stop();
}

task<bool> runs_elsewhere(runtime::blocking_pool& pool) {
    auto work = [] { return std::this_thread::get_id(); };
    const auto there = co_await pool.run(work);
    co_return there != std::this_thread::get_id();
}

task<int> throws_elsewhere(runtime::blocking_pool& pool) {
    auto work = []() -> int { throw std::runtime_error("disk"); };
    co_return co_await pool.run(work);
}

TEST(BlockingPool, RunsOnAnotherThreadAndComesBack) {
    boost::asio::io_context loop(1);
    runtime::blocking_pool pool(1);
    EXPECT_TRUE(support::run_task(loop, runs_elsewhere(pool)));
}

TEST(BlockingPool, PassesAnExceptionOn) {
    boost::asio::io_context loop(1);
    runtime::blocking_pool pool(1);
    EXPECT_THROW(support::run_task(loop, throws_elsewhere(pool)), std::runtime_error);
}

}  // namespace
