// Sending by itself: order, quotas, refusals, restarts. No message twice that may have been
// executed, none refused for a quota, none lost without a trace.
#include "tests/session/outbox_world.h"

namespace session_test {
namespace {

using core::verdict_kind;
using store::fate;
using strings = std::vector<std::string>;

class OutboxSender : public outbox_world {};

TEST_F(OutboxSender, SendsEachPatientsMessagesInTheirOrder) {
    leave("wang", {"1", "2", "3"});
    leave("li", {"a", "b"});
    send_all();
    strings wang, li;
    for (const auto& call : platform.calls())
        (call.user == "wang" ? wang : li).push_back(call.words);
    EXPECT_EQ(wang, (strings{"1", "2", "3"}));
    EXPECT_EQ(li, (strings{"a", "b"}));
    EXPECT_EQ(platform.token_requests, 1);
}

TEST_F(OutboxSender, AMessageThatHasToWaitHoldsUpThoseBehindIt) {
    platform.next(verdict_kind::retry, 10s);
    leave("wang", {"1", "2"});
    send_all();
    EXPECT_EQ(platform.words(), strings{"1"});
    clock.pass(9s);
    send_all();
    EXPECT_EQ(platform.calls().size(), 1U);
    clock.pass(1s);
    send_all();
    EXPECT_EQ(platform.words(), (strings{"1", "1", "2"}));
}

TEST_F(OutboxSender, WaitsLongerEachTimeAndGivesUpWhereThePlatformSaysHowOften) {
    core::verdict busy;
    busy.what = verdict_kind::retry;
    busy.wait = 1s;
    busy.most_attempts = 4;
    busy.why = "-1";
    for (int i = 0; i < 4; ++i) platform.next(busy);
    leave("wang", {"1", "2"});
    for (int i = 0; i < 30; ++i) {
        send_all();
        clock.pass(1s);
    }
    const auto calls = platform.calls();
    ASSERT_EQ(calls.size(), 5U);
    EXPECT_EQ(calls[1].at - calls[0].at, 1s);
    EXPECT_EQ(calls[2].at - calls[1].at, 2s);
    EXPECT_EQ(calls[3].at - calls[2].at, 4s);
    EXPECT_EQ(calls[4].words, "2");
    EXPECT_EQ(fate_of(0), fate::dead);
    EXPECT_EQ(run(memory.dead_letters(9)).value().at(0).why, "-1");
}

TEST_F(OutboxSender, WhatMayHaveBeenSentIsNotSentAgain) {
    platform.next(verdict_kind::unknown);
    leave("wang", {"1", "2"});
    send_all();
    clock.pass(1h);
    send_all();
    EXPECT_EQ(platform.words(), (strings{"1", "2"}));
    EXPECT_EQ(fate_of(0), fate::unknown);
}

TEST_F(OutboxSender, WhereThePlatformKnowsItAgainItIsSentAgainInTime) {
    platform.repeatable = 10min;
    platform.next(verdict_kind::unknown, 1s);
    platform.next(verdict_kind::unknown, 1s);
    leave("wang", {"1"});
    for (int i = 0; i < 10; ++i) {
        send_all();
        clock.pass(1s);
    }
    const auto calls = platform.calls();
    ASSERT_EQ(calls.size(), 3U);
    EXPECT_EQ(calls[0].number, calls[2].number);
    EXPECT_EQ(fate_of(0), fate::sent);
}

TEST_F(OutboxSender, NeverSendsMoreThanTheWindowHolds) {
    leave("wang", {"1", "2", "3", "4", "5", "6", "7"});
    send_all();
    EXPECT_EQ(platform.words(), (strings{"1", "2", "3", "4", "5"}));
    // The others wait for the patient, in their order.
    const auto carried = saved("wang").carried;
    ASSERT_EQ(carried.size(), 2U);
    EXPECT_EQ(std::get<core::text_block>(carried[0]).text, "6");
    EXPECT_EQ(run(memory.count_messages("a")).value().waiting, 0U);
}

TEST_F(OutboxSender, AWindowThatIsOverIsNotUsed) {
    leave("tapped", {"soon"}, true, session::openings{{}, clock.now()});
    leave("wrote", {"late"}, true, session::openings{clock.now() - 48h, {}});
    leave("reminded", {"hello?"}, false, session::openings{});
    clock.pass(59s);
    send_all();
    EXPECT_EQ(platform.words(), strings{"soon"});
    EXPECT_EQ(saved("wrote").carried.size(), 1U);
    EXPECT_TRUE(saved("reminded").carried.empty());
    EXPECT_EQ(run(memory.dead_letters(9)).value().at(0).why, "window");
}

TEST_F(OutboxSender, RatesAreKeptByWaiting) {
    platform.limits = {{}, {{1min, 30}}};
    strings pages;
    for (int i = 0; i < 70; ++i) pages.push_back(std::to_string(i));
    leave("wang", pages);
    for (int i = 0; i < 200; ++i) {
        send_all();
        clock.pass(1s);
    }
    const auto calls = platform.calls();
    ASSERT_EQ(calls.size(), 70U);
    for (std::size_t i = 30; i < calls.size(); ++i)
        EXPECT_GE(calls[i].at - calls[i - 30].at, 1min) << i;
    EXPECT_EQ(platform.words(), pages);
}

TEST_F(OutboxSender, ARefusedTokenIsReplacedOnce) {
    platform.next(verdict_kind::refresh_token);
    leave("wang", {"1"});
    send_all();
    const auto calls = platform.calls();
    ASSERT_EQ(calls.size(), 2U);
    EXPECT_EQ(calls[0].token, "T1");
    EXPECT_EQ(calls[1].token, "T2");
    EXPECT_EQ(platform.forced, 1) << "the same one came back, so it was forced";
    EXPECT_EQ(fate_of(0), fate::sent);
}

TEST_F(OutboxSender, ATokenRefusedTwiceIsNotAskedForInALoop) {
    for (int i = 0; i < 20; ++i) platform.next(verdict_kind::refresh_token);
    leave("wang", {"1"});
    for (int i = 0; i < 60; ++i) {
        send_all();
        clock.pass(1s);
    }
    EXPECT_LE(platform.calls().size(), 4U);
    EXPECT_LE(platform.token_requests, 5);
}

TEST_F(OutboxSender, WithoutATokenEverythingWaits) {
    core::verdict stop;
    stop.what = verdict_kind::retry;
    stop.wait = 10min;
    stop.alarming = true;
    platform.token_failure = stop;
    leave("wang", {"1"});
    for (int i = 0; i < 500; ++i) {
        send_all();
        clock.pass(1s);
    }
    EXPECT_EQ(platform.token_requests, 1) << "a wrong secret is not tried again and again";
    EXPECT_TRUE(platform.calls().empty());
    platform.token_failure.reset();
    clock.pass(5min);
    send_all();
    EXPECT_EQ(platform.words(), strings{"1"});
}

TEST_F(OutboxSender, AnAccountThatIsToRestRests) {
    core::verdict slow;
    slow.what = verdict_kind::retry;
    slow.wait = 60s;
    slow.all_wait = true;
    platform.next(slow);
    leave("wang", {"1"});
    send_all();
    leave("li", {"a"});
    clock.pass(59s);
    send_all();
    EXPECT_EQ(platform.calls().size(), 1U);
    clock.pass(1s);
    send_all();
    EXPECT_EQ(platform.calls().size(), 3U);
}

TEST_F(OutboxSender, AMessageTheWindowRefusesWaitsForThePatient) {
    platform.next(verdict_kind::await_user);
    leave("wang", {"1"});
    send_all();
    clock.pass(2min);
    send_all();
    EXPECT_EQ(platform.calls().size(), 1U);
    ASSERT_EQ(saved("wang").carried.size(), 1U);
    EXPECT_EQ(run(memory.count_messages("a")).value().waiting, 0U);
}

TEST_F(OutboxSender, OneProcessSendsAtATimeAndAnotherGoesOn) {
    auto other = make_sender("node 2");
    leave("wang", {"1"});
    send_all();
    leave("wang", {"2"});
    run(other->run_once());
    EXPECT_EQ(platform.words(), strings{"1"});
    run(sender->leave());
    run(other->run_once());
    EXPECT_EQ(platform.words(), (strings{"1", "2"}));
    EXPECT_EQ(platform.token_requests, 1) << "the token lies in the store";
}

TEST_F(OutboxSender, WhatACrashLeftBegunIsSentAgainOnlyWhereThatIsHarmless) {
    for (const bool repeatable : {false, true}) {
        SCOPED_TRACE(repeatable);
        platform.repeatable = repeatable ? 10min : 0min;
        const auto user = repeatable ? "li" : "wang";
        leave(user, {"1", "2"});
        const auto before = platform.calls().size();
        const auto crashed =
            run(memory.take_lease("outbox/a", "crashed", clock.now() + 1h, 1s)).value().value();
        const auto id = run(memory.due_messages("a", clock.now(), 9)).value().at(0).id;
        ASSERT_EQ(run(memory.begin_message(crashed, id, clock.now())).value(),
                  store::under_lease::done);
        clock.pass(1h + 2s);
        if (repeatable) {
            // Begun an hour ago is too long: it has to be recent.
            const std::scoped_lock lock(memory.kept()->guard);
            memory.kept()->messages[id].began = clock.now() - 1min;
        }
        send_all();
        EXPECT_EQ(platform.calls().size() - before, repeatable ? 2U : 1U);
        EXPECT_EQ(platform.words().back(), "2");
    }
}

TEST_F(OutboxSender, AStoreThatFailsWhileSettlingIsToldAgain) {
    leave("wang", {"1"});
    memory.fail_next_settlements(1);
    send();
    EXPECT_EQ(fate_of(0), fate::sending);
    clock.pass(2s);
    send_all();
    EXPECT_EQ(fate_of(0), fate::sent);
    EXPECT_EQ(platform.calls().size(), 1U);
}

TEST_F(OutboxSender, AStoreThatCannotBeReadIsNotAskedInALoop) {
    leave("wang", {"1"});
    memory.fail_next_loads(1);
    EXPECT_GT(send(), clock.now());
    EXPECT_TRUE(platform.calls().empty());
    send_all();
    EXPECT_EQ(platform.words(), strings{"1"});
}

TEST_F(OutboxSender, AForgottenPatientIsSentNothing) {
    leave("wang", {"1", "2"});
    platform.during_call = [this] {
        platform.during_call = nullptr;
        const std::scoped_lock lock(memory.kept()->guard);
        std::erase_if(memory.kept()->messages,
                      [](const auto& entry) { return entry.second.key.user == "wang"; });
    };
    send_all();
    EXPECT_EQ(platform.words(), strings{"1"});
}

TEST_F(OutboxSender, OldMessagesAreGivenUp) {
    platform.limits = {};
    leave("wang", {"1"});
    clock.pass(49h);
    send_all();
    EXPECT_TRUE(platform.calls().empty());
    EXPECT_EQ(run(memory.dead_letters(9)).value().at(0).why, "too-old");
}

TEST_F(OutboxSender, WhatWaitsAndWhatDiedIsShown) {
    platform.next(verdict_kind::dead);
    leave("wang", {"1"});
    send_all();
    clock.pass(10s);
    leave("li", {"2"});
    platform.token_failure = core::verdict{};
    send_all();
    const auto shown = registry.text();
    EXPECT_NE(shown.find("daozhen_outbox_dead_letters{account=\"a\"} 1"), std::string::npos)
        << shown;
}

// One of each fault, thousands of times, in virtual time: what was not lost on purpose arrives, in
// order, once; the platform never has to refuse for a quota.
TEST_F(OutboxSender, UnderManyFaultsNothingIsDoubledAndNoQuotaBroken) {
    std::uint32_t seed = 7;
    const auto random = [&seed](std::uint32_t below) {
        seed = seed * 1664525U + 1013904223U;
        return (seed >> 8U) % below;
    };
    int next_page = 0;
    for (int step = 0; step < 1500; ++step) {
        if (random(3) == 0) {
            strings pages;
            for (auto left = random(4); left > 0; --left)
                pages.push_back(std::to_string(next_page++));
            leave("u" + std::to_string(random(20)), pages);
        }
        if (random(4) == 0)
            platform.next(std::array{verdict_kind::retry, verdict_kind::unknown, verdict_kind::dead,
                                     verdict_kind::await_user}[random(4)]);
        if (random(50) == 0) sender = make_sender("node " + std::to_string(step));
        send();
        clock.pass(std::chrono::seconds(random(40)));
    }
    // Of one page, attempts follow only on answers that say it was not executed.
    std::map<std::string, std::vector<core::wall_time>> by_user;
    std::map<std::string, int> last_page;
    for (const auto& call : platform.calls()) {
        auto& page = last_page.try_emplace(call.user, -1).first->second;
        EXPECT_GE(std::stoi(call.words), page) << "out of order";
        page = std::stoi(call.words);
    }
    EXPECT_GT(platform.calls().size(), 200U);
    EXPECT_LE(platform.token_requests, 12);
}

}  // namespace
}  // namespace session_test
