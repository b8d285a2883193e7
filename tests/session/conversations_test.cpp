// Exactly one effect (architecture.md): the turn over a store that fails, waits, conflicts and
// forgets.
#include "bot/session/conversations.h"

#include "tests/support/memory_store.h"
#include "tests/support/sample_bundle.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace {

using session::answer;
using session::answer_kind;
using namespace std::chrono_literals;

class fixed_clock final : public core::clock {
public:
    core::wall_time now() const override {
        return core::wall_time(std::chrono::seconds(1'790'000'000) + offset.load());
    }
    std::atomic<std::chrono::seconds> offset{0s};
};

// Numbers each writing, so that a reply written twice differs from one repeated.
class numbered_writer final : public session::reply_writer {
public:
    session::written_reply write(const core::inbound&, std::span<const core::block> blocks,
                                 core::wall_time) const override {
        std::string body = "#" + std::to_string(++written_) + " ";
        const auto fitting = std::min(room.load(), blocks.size());
        for (const auto& block : blocks.first(fitting)) {
            if (const auto* text = std::get_if<core::text_block>(&block)) body += text->text;
            if (const auto* menu = std::get_if<core::menu_block>(&block)) body += menu->head;
        }
        return {body, {blocks.begin() + static_cast<std::ptrdiff_t>(fitting), blocks.end()}};
    }

    std::atomic<std::size_t> room{99};  // blocks one reply can carry

private:
    mutable std::atomic<int> written_{0};
};

core::inbound message(const std::string& user, const std::string& delivery,
                      const std::string& text) {
    core::inbound made;
    made.account = "a";
    made.user = user;
    made.delivery_key = delivery;
    made.text = text;
    return made;
}

class Conversations : public testing::Test {
protected:
    void SetUp() override {
        scripts.publish(std::make_shared<const dialog::bundle>(sample::make_bundle()));
        open();
    }
    void TearDown() override {
        loops.stop();
        talks.reset();
    }

    void open() {
        talks = std::make_unique<session::conversations>(loops, memory, scripts, clock, registry);
        loops.start();
    }

    // Hands the message in on loop `from`; the future holds the answer.
    std::future<answer> send(core::inbound taken, std::size_t from = 0,
                             std::chrono::milliseconds limit = 10s) {
        auto work = talks->take(std::move(taken), writer, std::chrono::steady_clock::now() + limit);
        return boost::asio::co_spawn(loops.at(from).get_executor(), std::move(work),
                                     boost::asio::use_future);
    }
    answer ask(core::inbound taken) { return send(std::move(taken)).get(); }

    std::uint64_t version_of(const std::string& user) {
        const std::scoped_lock lock(memory.kept()->guard);
        return memory.kept()->conversations[{"a", user}].version;
    }

    runtime::loops loops{2};
    support::memory_store memory;
    session::script_source scripts;
    fixed_clock clock;
    core::metrics registry;
    numbered_writer writer;
    std::unique_ptr<session::conversations> talks;
};

TEST_F(Conversations, AMessageTakesOneStepAndIsAnsweredAfterTheCommit) {
    const auto first = ask(message("p", "1", "你好"));
    EXPECT_EQ(first.kind, answer_kind::replied);
    EXPECT_FALSE(first.body.empty());
    EXPECT_EQ(version_of("p"), 1U);
}

TEST_F(Conversations, ARepeatGetsTheSameBytesAndNoSecondStep) {
    const auto first = ask(message("p", "1", "你好"));
    const auto again = ask(message("p", "1", "你好"));
    EXPECT_EQ(again.kind, answer_kind::repeated);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(version_of("p"), 1U);
    EXPECT_EQ(memory.commits(), 1);
}

TEST_F(Conversations, ThreeAtOnceOnBothLoopsTakeOneStepAndGetFourEqualAnswers) {
    memory.hold_commits();
    std::vector<std::future<answer>> waiting;
    for (std::size_t i = 0; i < 3; ++i) waiting.push_back(send(message("p", "1", "你好"), i % 2));
    while (memory.held_commits() == 0) std::this_thread::yield();
    memory.release_commits();
    const auto first = waiting[0].get();
    for (std::size_t i = 1; i < 3; ++i) EXPECT_EQ(waiting[i].get().body, first.body);
    EXPECT_EQ(ask(message("p", "1", "你好")).body, first.body);
    EXPECT_EQ(version_of("p"), 1U);
}

TEST_F(Conversations, AttemptsWhoseTurnIsLateStaySilentAndTheNextGetsTheReply) {
    memory.hold_commits();
    auto runs_it = send(message("p", "1", "你好"), 0, 20ms);
    while (memory.held_commits() == 0) std::this_thread::yield();
    const auto joins_it = send(message("p", "1", "你好"), 1, 20ms).get();
    EXPECT_EQ(joins_it.kind, answer_kind::timed_out);
    memory.release_commits();
    EXPECT_EQ(runs_it.get().kind, answer_kind::timed_out);
    const auto next = ask(message("p", "1", "你好"));
    EXPECT_EQ(next.kind, answer_kind::repeated);
    EXPECT_FALSE(next.body.empty());
    EXPECT_EQ(version_of("p"), 1U);
}

TEST_F(Conversations, ARepeatAfterARestartIsFoundInTheStore) {
    const auto first = ask(message("p", "1", "你好"));
    runtime::loops other_loops(1);
    support::memory_store reopened(memory.kept());
    core::metrics other_registry;
    session::conversations restarted(other_loops, reopened, scripts, clock, other_registry);
    other_loops.start();
    auto work =
        restarted.take(message("p", "1", "你好"), writer, std::chrono::steady_clock::now() + 10s);
    const auto again = boost::asio::co_spawn(other_loops.at(0).get_executor(), std::move(work),
                                             boost::asio::use_future)
                           .get();
    other_loops.stop();
    EXPECT_EQ(again.kind, answer_kind::repeated);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(version_of("p"), 1U);
}

TEST_F(Conversations, MessagesOfOnePatientStepInTheOrderTheyCame) {
    memory.hold_commits();
    std::vector<std::future<answer>> waiting;
    waiting.reserve(4);
    for (int i = 0; i < 4; ++i) waiting.push_back(send(message("p", std::to_string(i), "你好")));
    while (memory.held_commits() == 0) std::this_thread::yield();
    EXPECT_EQ(memory.held_commits(), 1U);  // the others wait behind it
    memory.release_commits();
    for (auto& one : waiting) EXPECT_EQ(one.get().kind, answer_kind::replied);
    const std::scoped_lock lock(memory.kept()->guard);
    const auto& turns = memory.kept()->conversations[{"a", "p"}].turns;
    ASSERT_EQ(turns.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(turns[i].delivery_key, std::to_string(i));
}

TEST_F(Conversations, OnePatientWaitingForTheStoreDelaysNobodyElse) {
    memory.hold_commits();
    auto held = send(message("p", "1", "你好"));
    auto other = send(message("q", "1", "你好"));
    while (memory.held_commits() < 2) std::this_thread::yield();
    memory.release_commits();
    EXPECT_EQ(held.get().kind, answer_kind::replied);
    EXPECT_EQ(other.get().kind, answer_kind::replied);
}

TEST_F(Conversations, APatientWithTooManyWaitingIsAskedToSlowDown) {
    memory.hold_commits();
    std::vector<std::future<answer>> waiting;
    waiting.reserve(12);
    for (int i = 0; i < 12; ++i) waiting.push_back(send(message("p", std::to_string(i), "你好")));
    while (memory.held_commits() == 0) std::this_thread::yield();
    memory.release_commits();
    int slowed = 0;
    for (auto& one : waiting) slowed += one.get().kind == answer_kind::slow_down ? 1 : 0;
    EXPECT_GT(slowed, 0);
    EXPECT_EQ(version_of("p"), static_cast<std::uint64_t>(12 - slowed));
}

TEST_F(Conversations, AStepLostToAnotherMachineIsTakenAgainFromTheNewState) {
    ask(message("p", "1", "你好"));
    memory.before_next_commit([this] {
        store::turn elsewhere;
        elsewhere.key = {"a", "p"};
        elsewhere.expected_version = 1;
        {
            const std::scoped_lock lock(memory.kept()->guard);
            elsewhere.state = memory.kept()->conversations[{"a", "p"}].state;
        }
        elsewhere.reply = {"elsewhere", "x"};
        memory.apply(std::move(elsewhere));
    });
    EXPECT_EQ(ask(message("p", "2", "你好")).kind, answer_kind::replied);
    EXPECT_EQ(version_of("p"), 3U);
}

TEST_F(Conversations, ADeliveryThatAnotherMachineCommittedGetsThatReply) {
    ask(message("p", "1", "你好"));
    memory.before_next_commit([this] {
        store::turn elsewhere;
        elsewhere.key = {"a", "p"};
        elsewhere.expected_version = 1;
        {
            const std::scoped_lock lock(memory.kept()->guard);
            elsewhere.state = memory.kept()->conversations[{"a", "p"}].state;
        }
        elsewhere.reply = {"2", "from the other machine"};
        memory.apply(std::move(elsewhere));
    });
    const auto got = ask(message("p", "2", "你好"));
    EXPECT_EQ(got.kind, answer_kind::repeated);
    EXPECT_EQ(got.body, "from the other machine");
    EXPECT_EQ(version_of("p"), 2U);
}

TEST_F(Conversations, WithoutTheStoreAnEmergencyIsStillAnsweredWith120) {
    memory.fail_next_loads(1);
    const auto warned = ask(message("p", "1", "我尿不出来了，下身发麻"));
    EXPECT_EQ(warned.kind, answer_kind::improvised);
    EXPECT_NE(warned.body.find("120"), std::string::npos);
    EXPECT_EQ(version_of("p"), 0U);
}

TEST_F(Conversations, AFailedCommitIsNotClaimedAndTheNextAttemptSucceeds) {
    memory.fail_next_commits(1);
    EXPECT_EQ(ask(message("p", "1", "你好")).kind, answer_kind::improvised);
    EXPECT_EQ(ask(message("p", "1", "你好")).kind, answer_kind::replied);
    EXPECT_EQ(version_of("p"), 1U);
}

TEST_F(Conversations, ACommitWhoseAnswerWasLostIsNotDoneTwice) {
    memory.lose_next_answers(1);
    EXPECT_EQ(ask(message("p", "1", "你好")).kind, answer_kind::improvised);
    EXPECT_EQ(ask(message("p", "1", "你好")).kind, answer_kind::repeated);
    EXPECT_EQ(version_of("p"), 1U);
}

TEST_F(Conversations, WithoutAScriptAnEmergencyIsStillAnswered) {
    scripts.publish(nullptr);
    const auto warned = ask(message("p", "1", "尿不出来"));
    EXPECT_EQ(warned.kind, answer_kind::improvised);
    EXPECT_NE(warned.body.find("120"), std::string::npos);
}

TEST_F(Conversations, WhatDoesNotFitGoesInFrontOfTheNextReply) {
    const auto whole = ask(message("q", "1", "你好")).body;
    writer.room = 1;
    const auto cut = ask(message("p", "1", "你好")).body;
    ASSERT_LT(cut.size(), whole.size());
    writer.room = 99;
    const auto next = ask(message("p", "2", "嗯嗯")).body;
    const auto missing = whole.substr(cut.size());
    EXPECT_NE(next.find(missing), std::string::npos) << next;
    EXPECT_EQ(ask(message("p", "3", "嗯嗯")).body.find(missing + missing), std::string::npos);
}

TEST_F(Conversations, BesideAWarningNothingThatWaitedIsSaid) {
    const auto whole = ask(message("q", "1", "你好")).body;
    writer.room = 1;
    const auto cut = ask(message("p", "1", "你好")).body;
    writer.room = 99;
    const auto warned = ask(message("p", "2", sample::emergency_examples().front().text)).body;
    EXPECT_EQ(warned.find(whole.substr(cut.size())), std::string::npos) << warned;
}

TEST_F(Conversations, ADoubleTapAnswersOnce) {
    scripts.publish(std::make_shared<const dialog::bundle>(sample::without_doors()));
    auto opened = message("p", "1", "");
    opened.kind = core::inbound_kind::menu;
    opened.pick = "lumbar";
    ask(opened);
    ASSERT_EQ(version_of("p"), 1U);
    EXPECT_FALSE(ask(message("p", "2", "2")).body.empty());
    EXPECT_TRUE(ask(message("p", "3", "2")).body.empty());
    EXPECT_EQ(version_of("p"), 2U);
    clock.offset = 3s;
    EXPECT_FALSE(ask(message("p", "4", "2")).body.empty());
    EXPECT_EQ(version_of("p"), 3U);
}

TEST_F(Conversations, APatientWhoLeavesIsForgotten) {
    ask(message("p", "1", "你好"));
    auto leaving = message("p", "2", "");
    leaving.kind = core::inbound_kind::leave;
    EXPECT_EQ(ask(leaving).body, "");
    EXPECT_EQ(version_of("p"), 0U);
    ask(message("p", "3", "你好"));
    EXPECT_EQ(version_of("p"), 1U);
}

}  // namespace
