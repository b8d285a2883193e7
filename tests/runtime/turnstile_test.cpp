#include "bot/runtime/turnstile.h"

#include "bot/runtime/spawn.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace {

using runtime::task;
using runtime::turnstile;

const core::conversation_key anna{"nanjiao", "anna"};
const core::conversation_key bert{"nanjiao", "bert"};

class Turnstile : public testing::Test {
protected:
    // Enters, notes it, and stays inside until leave(name).
    void visit(const core::conversation_key& key, const std::string& name) {
        runtime::spawn(loop.get_executor(), "visit", [this, key, name]() -> task<> {
            inside.push_back({name, co_await gate->enter(key)});
            entered.push_back(name);
        });
        loop.restart();
        loop.poll();
    }
    void leave(const std::string& name) {
        std::erase_if(inside, [&](const visitor& one) { return one.name == name; });
        loop.restart();
        loop.poll();
    }

    struct visitor {
        visitor(std::string who, turnstile::pass held) : name(std::move(who)) {
            pass = std::make_unique<turnstile::pass>(std::move(held));
        }
        std::string name;
        std::unique_ptr<turnstile::pass> pass;
    };

    boost::asio::io_context loop{1};
    std::unique_ptr<turnstile> gate = std::make_unique<turnstile>(loop.get_executor());
    std::vector<visitor> inside;
    std::vector<std::string> entered;
};

using names = std::vector<std::string>;

TEST_F(Turnstile, LetsTheFirstInAtOnce) {
    visit(anna, "1");
    EXPECT_EQ(entered, names{"1"});
    EXPECT_EQ(gate->population(anna), 1U);
}

TEST_F(Turnstile, KeepsTheOrderOfArrival) {
    for (const char* name : {"1", "2", "3"}) visit(anna, name);
    EXPECT_EQ(gate->population(anna), 3U);
    EXPECT_EQ(entered, names{"1"});
    leave("1");
    EXPECT_EQ(entered, (names{"1", "2"}));
    visit(anna, "4");
    leave("2");
    leave("3");
    leave("4");
    EXPECT_EQ(entered, (names{"1", "2", "3", "4"}));
    EXPECT_EQ(gate->population(anna), 0U);
}

TEST_F(Turnstile, LetsDifferentConversationsPassEachOther) {
    visit(anna, "1");
    visit(bert, "2");
    EXPECT_EQ(entered, (names{"1", "2"}));
}

TEST_F(Turnstile, LetsNobodySlipInBeforeTheOneThatWasCalled) {
    visit(anna, "1");
    visit(anna, "2");
    inside.clear();  // calls 2, which has not run yet
    visit(anna, "3");
    EXPECT_EQ(entered, (names{"1", "2"}));
}

TEST_F(Turnstile, SurvivesItsLoopWithVisitorsInLine) {
    {
        boost::asio::io_context other(1);
        turnstile brief(other.get_executor());
        for (int i = 0; i < 3; ++i) {
            runtime::spawn(other.get_executor(), "visit", [&brief, &other]() -> task<> {
                const auto pass = co_await brief.enter(anna);
                runtime::timer forever(other, std::chrono::steady_clock::time_point::max());
                co_await forever.async_wait(runtime::use_task);
            });
        }
        other.poll();
        EXPECT_EQ(brief.population(anna), 3U);
    }
    visit(anna, "1");
    gate.reset();
    leave("1");
}

}  // namespace
