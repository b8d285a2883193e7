// Turns that no message begins, and what turns leave behind for them.
#include "bot/dialog/state_codec.h"
#include "tests/session/outbox_world.h"

namespace session_test {
namespace {

using strings = std::vector<std::string>;

class Unprompted : public outbox_world {
protected:
    session::timer_runner timers{"node 1", memory, *this_talks(), ways(), clock, registry};

    // The runner is made before SetUp() opens the house: it gets what is there when it is asked.
    session::conversations* this_talks() {
        talks = std::make_unique<session::conversations>(loops, memory, scripts, clock, registry);
        return talks.get();
    }
    session::timer_runner::find_way_out ways() {
        return [this](std::string_view) { return can_send ? &platform : nullptr; };
    }
    void SetUp() override {
        scripts.publish(std::make_shared<const dialog::bundle>(sample::without_doors()));
        sender = make_sender("node 1");
        loops.start();
    }
    void fire() { run(timers.run_once()); }
    // Leads to the question that reminds after ten minutes and goes on after twelve hours.
    void walk_to_silence() {
        for (const auto* words : {"腿麻", "没有", "都没有", "左腿"})
            say("wang", std::to_string(++delivery), words);
        ASSERT_EQ(run(memory.due_timers(clock.now() + 24h, 9)).value().size(), 2U);
    }
    dialog::state state_of(const std::string& user) {
        return dialog::decode_state(saved(user).state).value();
    }

    bool can_send = true;
    int delivery = 0;
};

TEST_F(Unprompted, AReminderIsSentWhenItIsDueAndOnlyOnce) {
    walk_to_silence();
    fire();
    send_all();
    EXPECT_TRUE(platform.calls().empty());
    clock.pass(10min);
    for (int i = 0; i < 3; ++i) fire();
    send_all();
    EXPECT_EQ(platform.words(), strings{"还在吗？"});
    EXPECT_EQ(platform.calls().at(0).user, "wang");
}

TEST_F(Unprompted, WhoAnswersInTimeIsNotReminded) {
    walk_to_silence();
    clock.pass(5min);
    say("wang", "next", "三个月");
    clock.pass(10min);
    fire();
    send_all();
    EXPECT_TRUE(platform.calls().empty());
    const auto shown = registry.text();
    EXPECT_NE(shown.find("daozhen_timers_total{outcome=\"stale\"} 1"), std::string::npos) << shown;
}

TEST_F(Unprompted, AReminderThatCannotBeSentIsDroppedAndCounted) {
    can_send = false;
    walk_to_silence();
    const auto before = memory.commits();
    clock.pass(10min);
    fire();
    EXPECT_EQ(memory.commits(), before);
    EXPECT_EQ(run(memory.due_timers(clock.now(), 9)).value().size(), 0U);
    EXPECT_TRUE(saved("wang").carried.empty());
    const auto shown = registry.text();
    EXPECT_NE(shown.find("daozhen_timers_total{outcome=\"unreachable\"} 1"), std::string::npos);
}

TEST_F(Unprompted, AStepThatMovesTheDialogWaitsForThePatientWhereItCannotBeSent) {
    can_send = false;
    walk_to_silence();
    const auto stood = state_of("wang").stack.back().node;
    clock.pass(12h);
    fire();
    EXPECT_NE(state_of("wang").stack.empty() ? "" : state_of("wang").stack.back().node, stood);
    EXPECT_FALSE(saved("wang").carried.empty());
    const auto next = say("wang", "later", "嗯");
    EXPECT_NE(next.body.size(), 0U);
    EXPECT_TRUE(saved("wang").carried.empty());
}

TEST_F(Unprompted, TwoMachinesFireATimerOnce) {
    walk_to_silence();
    clock.pass(10min);
    const auto due = run(memory.due_timers(clock.now(), 9)).value();
    ASSERT_EQ(due.size(), 1U);
    // Another machine, whose cache knows nothing, is quicker.
    session::conversations elsewhere(loops, memory, scripts, clock, registry);
    for (auto* house : {&elsewhere, talks.get()}) {
        session::unprompted fired = session::timer_fired{
            due[0].id, dialog::set_timer{due[0].what.due, due[0].what.node, due[0].what.turn}};
        const auto outcome =
            run(house->take_unprompted({"a", "wang"}, std::move(fired), &platform));
        EXPECT_EQ(outcome, house == &elsewhere ? session::unprompted_outcome::done
                                               : session::unprompted_outcome::nothing);
    }
    send_all();
    EXPECT_EQ(platform.calls().size(), 1U);
}

TEST_F(Unprompted, AStoreThatIsDownMakesNoTimerForgotten) {
    walk_to_silence();
    clock.pass(10min);
    memory.fail_next_commits(1);
    fire();
    send_all();
    EXPECT_TRUE(platform.calls().empty());
    fire();
    send_all();
    EXPECT_EQ(platform.words(), strings{"还在吗？"});
}

TEST_F(Unprompted, WhatOneReplyCannotCarryIsSentBehindIt) {
    writer.room = 0;
    say("wang", "1", "你好");
    EXPECT_TRUE(saved("wang").carried.empty());
    send();
    EXPECT_TRUE(platform.calls().empty()) << "the reply goes first";
    clock.pass(2s);
    send_all();
    EXPECT_FALSE(platform.calls().empty());
    EXPECT_EQ(saved("wang").opened.message, clock.now() - 2s);
}

TEST_F(Unprompted, WithoutARightToSendTheRestWaitsForTheNextMessage) {
    sending_writer silent(nullptr);
    silent.room = 0;
    core::inbound made;
    made.account = "a";
    made.user = "wang";
    made.delivery_key = "1";
    made.text = "你好";
    run(talks->take(made, silent, std::chrono::steady_clock::now() + 10s));
    EXPECT_FALSE(saved("wang").carried.empty());
    EXPECT_TRUE(memory.kept()->messages.empty());
    EXPECT_EQ(saved("wang").opened, session::openings());
}

TEST_F(Unprompted, TheDeskIsToldAndTheBotIsSilentUntilItLetsGo) {
    platform.desk = true;
    say("wang", "1", "腿麻");
    say("wang", "2", "人工");
    ASSERT_EQ(state_of("wang").mode, dialog::speaker::human);
    send_all();
    ASSERT_EQ(platform.calls().size(), 1U);
    EXPECT_EQ(platform.calls()[0].user, "desk");
    EXPECT_EQ(say("wang", "3", "在吗").body, "");
    say("wang", "4", sample::emergency_examples().front().text);
    send_all();
    EXPECT_EQ(platform.calls().size(), 2U) << "a sign reaches the desk";
    EXPECT_EQ(platform.calls()[1].user, "desk");

    session::unprompted spoke = session::desk_spoke{dialog::desk_report::released, "e1"};
    EXPECT_EQ(run(talks->take_unprompted({"a", "wang"}, spoke, &platform)),
              session::unprompted_outcome::done);
    EXPECT_EQ(state_of("wang").mode, dialog::speaker::bot);
    EXPECT_EQ(run(talks->take_unprompted({"a", "wang"}, spoke, &platform)),
              session::unprompted_outcome::nothing);
    send_all();
    EXPECT_GE(platform.calls().size(), 3U) << "the question is asked again";
    EXPECT_EQ(platform.calls().back().user, "wang");
}

TEST_F(Unprompted, NobodyIsWokenWhoIsForgottenOrUnknown) {
    session::unprompted spoke = session::desk_spoke{dialog::desk_report::released, "e1"};
    EXPECT_EQ(run(talks->take_unprompted({"a", "nobody"}, spoke, &platform)),
              session::unprompted_outcome::nothing);
    walk_to_silence();
    run(memory.erase({"a", "wang"})).value();
    clock.pass(10min);
    fire();
    send_all();
    EXPECT_TRUE(platform.calls().empty());
}

}  // namespace
}  // namespace session_test
