#include "bot/runtime/spawn.h"

#include "bot/core/log.h"

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using runtime::spawn;
using runtime::task;

struct captured_log {
    captured_log() {
        core::set_log_sink([this](std::string_view line) { lines.emplace_back(line); });
    }
    ~captured_log() { core::set_log_sink({}); }
    std::vector<std::string> lines;
};

task<> throw_something() {
    throw std::runtime_error("a broken promise");
    co_return;
}

TEST(Spawn, StartsOnTheLoopAndNotInTheCall) {
    boost::asio::io_context loop;
    bool ran = false;
    spawn(loop.get_executor(), "test", [&ran]() -> task<> {
        ran = true;
        co_return;
    });
    EXPECT_FALSE(ran);
    loop.run();
    EXPECT_TRUE(ran);
}

TEST(Spawn, KeepsTheCapturesOfALambdaUntilItEnds) {
    boost::asio::io_context loop;
    auto owned = std::make_shared<int>(7);
    const std::weak_ptr<int> watch = owned;
    int seen = 0;
    spawn(loop.get_executor(), "test", [owned = std::move(owned), &seen]() -> task<> {
        co_await boost::asio::post(runtime::use_task);
        seen = *owned;
    });
    loop.run();
    EXPECT_EQ(seen, 7);
    EXPECT_TRUE(watch.expired());
}

TEST(Spawn, LogsWhatTheCoroutineThrows) {
    const captured_log log;
    boost::asio::io_context loop;
    spawn(loop.get_executor(), "kettle", throw_something());
    loop.run();
    ASSERT_EQ(log.lines.size(), 1U);
    EXPECT_NE(log.lines[0].find("kettle"), std::string::npos);
    EXPECT_NE(log.lines[0].find("a broken promise"), std::string::npos);
}

}  // namespace
