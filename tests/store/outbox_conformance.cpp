// What any store must do with messages to send, timers, leases and tokens.
#include "tests/store/conformance.h"
#include "tests/support/run_task.h"

namespace store_test {

using store::commit_outcome;
using store::fate;
using store::under_lease;
using support::run_task;
using namespace std::chrono_literals;

namespace {

constexpr core::wall_time noon{std::chrono::hours(24 * 365 * 56)};
const core::conversation_key wang{"clinic", "wang"};

store::turn turn_with(const std::string& user, std::uint64_t version, store::consequences more) {
    auto turn = sample_turn(user, version, "m" + std::to_string(version));
    turn.more = std::make_shared<const store::consequences>(std::move(more));
    return turn;
}

store::consequences messages(std::vector<std::string> bodies) {
    store::consequences more;
    for (auto& body : bodies) more.messages.push_back({std::move(body), noon});
    return more;
}

std::vector<std::string> bodies_of(const std::vector<store::queued_message>& found) {
    std::vector<std::string> bodies;
    for (const auto& each : found) bodies.push_back(each.body);
    return bodies;
}

using strings = std::vector<std::string>;

}  // namespace

commit_outcome conformance::commit(store::turn change) {
    return run_task(store().commit(std::move(change))).value();
}
std::vector<store::queued_message> conformance::due(core::wall_time now, std::size_t limit) {
    return run_task(store().due_messages("clinic", now, limit)).value();
}
store::lease conformance::lease_of(const std::string& holder, core::wall_time now) {
    return run_task(store().take_lease("outbox/clinic", holder, now, 30s)).value().value();
}
bool conformance::begin(const store::lease& held, std::uint64_t id, core::wall_time now) {
    return run_task(store().begin_message(held, id, now)).value() == under_lease::done;
}
void conformance::settle(std::uint64_t id, store::settlement how) {
    run_task(store().settle_message(id, std::move(how))).value();
}

TEST_P(conformance, MessagesOfATurnAreSentInTheirOrderAndOneByOne) {
    ASSERT_EQ(commit(turn_with("wang", 0, messages({"one", "two"}))), commit_outcome::applied);
    ASSERT_EQ(commit(turn_with("li", 0, messages({"three"}))), commit_outcome::applied);
    ASSERT_EQ(commit(turn_with("wang", 1, messages({"four"}))), commit_outcome::applied);
    world_->restart();
    auto found = due(noon);
    EXPECT_EQ(bodies_of(found), (strings{"one", "three"}));
    EXPECT_EQ(found[0].key, wang);
    EXPECT_EQ(found[0].created, noon);
    EXPECT_EQ(bodies_of(due(noon, 1)), strings{"one"});
    const auto held = lease_of("node 1", noon);
    ASSERT_TRUE(begin(held, found[0].id, noon));
    EXPECT_EQ(bodies_of(due(noon)), strings{"three"}) << "what is being sent holds up the others";
    settle(found[0].id, {fate::sent, noon, {}, {}});
    EXPECT_EQ(bodies_of(due(noon)), (strings{"two", "three"}));
}

TEST_P(conformance, AMessageWaitsUntilItIsDueAndHoldsUpThoseBehindIt) {
    store::consequences more;
    more.messages = {{"later", noon + 1min}, {"now", noon}};
    commit(turn_with("wang", 0, more));
    EXPECT_TRUE(due(noon).empty());
    EXPECT_EQ(bodies_of(due(noon + 1min)), strings{"later"});
    EXPECT_TRUE(run_task(store().due_messages("branch", noon + 1min, 9)).value().empty());
}

TEST_P(conformance, ATurnThatIsRefusedSendsNothing) {
    commit(turn_with("wang", 0, messages({"one"})));
    EXPECT_EQ(commit(turn_with("wang", 0, messages({"two"}))), commit_outcome::duplicate);
    auto late = turn_with("wang", 0, messages({"three"}));
    late.reply.delivery_key = "other";
    EXPECT_EQ(commit(late), commit_outcome::conflict);
    EXPECT_EQ(run_task(store().count_messages("clinic")).value().waiting, 1U);
}

TEST_P(conformance, AMessageIsBegunOnceAndOnlyUnderTheLease) {
    commit(turn_with("wang", 0, messages({"one"})));
    const auto id = due(noon).at(0).id;
    const auto old = lease_of("node 1", noon);
    const auto held = lease_of("node 2", noon + 1min);
    EXPECT_FALSE(begin(old, id, noon)) << "the lease has changed hands";
    EXPECT_TRUE(begin(held, id, noon));
    EXPECT_FALSE(begin(held, id, noon));
    settle(id, {fate::sent, noon, {}, {}});
    EXPECT_FALSE(begin(held, id, noon));
    EXPECT_EQ(run_task(store().count_messages("clinic")).value().waiting, 0U);
}

TEST_P(conformance, WhatAnEarlierHolderBeganIsFoundAndMayBeBegunAgain) {
    commit(turn_with("wang", 0, messages({"one"})));
    const auto id = due(noon).at(0).id;
    const auto old = lease_of("node 1", noon);
    ASSERT_TRUE(begin(old, id, noon + 1s));
    EXPECT_TRUE(run_task(store().begun_before(old, "clinic", 9)).value().empty());
    const auto held = lease_of("node 2", noon + 1min);
    const auto left = run_task(store().begun_before(held, "clinic", 9)).value();
    ASSERT_EQ(bodies_of(left), strings{"one"});
    EXPECT_EQ(left[0].attempts, 1U);
    EXPECT_EQ(left[0].began, noon + 1s);
    EXPECT_TRUE(begin(held, id, noon + 1min));
    EXPECT_TRUE(run_task(store().begun_before(held, "clinic", 9)).value().empty());
}

TEST_P(conformance, AMessageThatWaitsAgainRemembersItsAttempts) {
    commit(turn_with("wang", 0, messages({"one"})));
    const auto id = due(noon).at(0).id;
    const auto held = lease_of("node 1", noon);
    begin(held, id, noon + 1s);
    settle(id, {fate::waiting, noon, noon + 10s, "busy"});
    EXPECT_TRUE(due(noon + 9s).empty());
    const auto again = due(noon + 10s);
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0].attempts, 1U);
    EXPECT_EQ(again[0].began, noon + 1s);
    EXPECT_EQ(again[0].body, "one");
    EXPECT_TRUE(run_task(store().sent_since(wang, noon)).value().empty());
}

TEST_P(conformance, WhatMayHaveBeenSentCounts) {
    commit(turn_with("wang", 0, messages({"sent", "unknown", "dead", "sending"})));
    commit(turn_with("li", 0, messages({"another patient's"})));
    const auto held = lease_of("node 1", noon);
    const fate ends[] = {fate::sent, fate::unknown, fate::dead};
    for (int i = 0; i < 4; ++i) {
        const auto id = due(noon).at(0).id;
        ASSERT_TRUE(begin(held, id, noon + std::chrono::minutes(i)));
        if (i < 3) settle(id, {ends[i], noon + 1h, {}, "why"});
    }
    EXPECT_EQ(run_task(store().sent_since(wang, noon)).value(),
              (std::vector<core::wall_time>{noon, noon + 1min, noon + 3min}));
    EXPECT_EQ(run_task(store().sent_since(wang, noon + 1min)).value().size(), 2U);
}

TEST_P(conformance, DeadLettersStayVisible) {
    commit(turn_with("wang", 0, messages({"one", "two"})));
    const auto held = lease_of("node 1", noon);
    for (const auto how : {fate::dead, fate::unknown}) {
        const auto id = due(noon).at(0).id;
        begin(held, id, noon);
        settle(id, {how, noon + 5s, {}, "40003"});
        settle(id, {fate::waiting, noon, noon, {}});  // too late
    }
    world_->restart();
    const auto dead = run_task(store().dead_letters(9)).value();
    ASSERT_EQ(dead.size(), 2U);
    EXPECT_EQ(dead[0].how, fate::unknown);
    EXPECT_EQ(dead[1].how, fate::dead);
    EXPECT_EQ(dead[1].at, noon + 5s);
    EXPECT_EQ(dead[1].account, "clinic");
    EXPECT_EQ(dead[1].why, "40003");
    EXPECT_EQ(dead[1].attempts, 1U);
    EXPECT_EQ(run_task(store().dead_letters(1)).value().size(), 1U);
    EXPECT_EQ(run_task(store().count_messages("clinic")).value().dead, 2U);
    EXPECT_TRUE(due(noon).empty());
}

TEST_P(conformance, TheOldestThatWaitsIsKnown) {
    EXPECT_EQ(run_task(store().count_messages("clinic")).value().oldest, core::wall_time());
    commit(turn_with("wang", 0, messages({"one"})));
    commit(turn_with("wang", 1, messages({"two"})));  // a second later
    const auto count = run_task(store().count_messages("clinic")).value();
    EXPECT_EQ(count.waiting, 2U);
    EXPECT_EQ(count.oldest, noon);
}

TEST_P(conformance, AMessageIsTakenBackByTheTurnThatSaysItOtherwise) {
    commit(turn_with("wang", 0, messages({"one", "two"})));
    const auto id = due(noon).at(0).id;
    store::consequences again;
    again.withdrawn = id;
    EXPECT_EQ(commit(turn_with("wang", 1, again)), commit_outcome::applied);
    EXPECT_EQ(bodies_of(due(noon)), strings{"two"});
    EXPECT_EQ(commit(turn_with("wang", 2, again)), commit_outcome::duplicate);
    EXPECT_EQ(run_task(store().load(wang)).value().version, 2U);
    again.withdrawn = due(noon).at(0).id;
    begin(lease_of("node 1", noon), again.withdrawn, noon);
    EXPECT_EQ(commit(turn_with("wang", 2, again)), commit_outcome::duplicate)
        << "it may be with the patient already";
}

TEST_P(conformance, TimersComeWhenTheyAreDue) {
    store::consequences more;
    more.timers = {{noon + 10min, "duration", 7}, {noon + 5min, "side", 7}};
    commit(turn_with("wang", 0, more));
    world_->restart();
    EXPECT_TRUE(run_task(store().due_timers(noon + 4min, 9)).value().empty());
    const auto found = run_task(store().due_timers(noon + 10min, 9)).value();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].what, (store::timer{noon + 5min, "side", 7}));
    EXPECT_EQ(found[1].what, more.timers[0]);
    EXPECT_EQ(found[0].key, wang);
    EXPECT_EQ(run_task(store().due_timers(noon + 10min, 1)).value().size(), 1U);
    run_task(store().drop_timer(found[0].id)).value();
    EXPECT_EQ(run_task(store().due_timers(noon + 10min, 9)).value().size(), 1U);
}

TEST_P(conformance, ATimerBeginsOneTurnAtMost) {
    store::consequences more;
    more.timers = {{noon, "side", 1}};
    commit(turn_with("wang", 0, more));
    store::consequences fired;
    fired.fired = run_task(store().due_timers(noon, 9)).value().at(0).id;
    EXPECT_EQ(commit(turn_with("wang", 0, fired)), commit_outcome::duplicate) << "same delivery";
    auto stale = turn_with("wang", 5, fired);
    EXPECT_EQ(commit(stale), commit_outcome::conflict);
    EXPECT_EQ(run_task(store().due_timers(noon, 9)).value().size(), 1U);
    EXPECT_EQ(commit(turn_with("wang", 1, fired)), commit_outcome::applied);
    EXPECT_TRUE(run_task(store().due_timers(noon, 9)).value().empty());
    EXPECT_EQ(commit(turn_with("wang", 2, fired)), commit_outcome::duplicate);
}

TEST_P(conformance, AForgottenPatientIsSentNothing) {
    store::consequences more = messages({"one"});
    more.timers = {{noon, "side", 1}};
    commit(turn_with("wang", 0, more));
    commit(turn_with("li", 0, more));
    const auto id = due(noon).at(0).id;
    const auto held = lease_of("node 1", noon);
    ASSERT_TRUE(begin(held, id, noon));
    run_task(store().erase(wang)).value();
    EXPECT_EQ(due(noon).size(), 1U);
    EXPECT_EQ(run_task(store().due_timers(noon, 9)).value().size(), 1U);
    // Whoever settles it late hits nobody else's.
    commit(turn_with("wang", 0, messages({"new"})));
    settle(id, {fate::sent, noon, {}, {}});
    EXPECT_EQ(bodies_of(due(noon)), (strings{"one", "new"}));
}

TEST_P(conformance, ErasingHistoryKeepsOnlyWhatTheSameTurnSets) {
    store::consequences more = messages({"old"});
    more.timers = {{noon, "old", 1}};
    commit(turn_with("wang", 0, more));
    auto erasing = turn_with("wang", 1, messages({"farewell"}));
    erasing.erase_history = true;
    EXPECT_EQ(commit(erasing), commit_outcome::applied);
    EXPECT_EQ(bodies_of(due(noon)), strings{"farewell"});
    EXPECT_TRUE(run_task(store().due_timers(noon, 9)).value().empty());
}

TEST_P(conformance, RetentionDropsOldMessages) {
    commit(turn_with("wang", 0, messages({"old"})));
    auto young = turn_with("li", 0, messages({"young"}));
    young.at = noon + 1h;
    commit(young);
    const auto count = run_task(store().drop_older_than(noon + 1min, noon - 1h)).value();
    EXPECT_EQ(count.messages, 1U);
    EXPECT_EQ(bodies_of(due(noon)), strings{"young"});
}

TEST_P(conformance, OneHolderHasALeaseUntilItEnds) {
    const auto first = run_task(store().take_lease("timers", "node 1", noon, 30s)).value();
    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(first->until, noon + 30s);
    EXPECT_FALSE(run_task(store().take_lease("timers", "node 2", noon + 29s, 30s)).value());
    EXPECT_TRUE(run_task(store().take_lease("outbox", "node 2", noon, 30s)).value());
    const auto kept = run_task(store().take_lease("timers", "node 1", noon + 20s, 30s)).value();
    ASSERT_TRUE(kept.has_value());
    EXPECT_EQ(kept->fence, first->fence) << "the same hands";
    EXPECT_FALSE(run_task(store().take_lease("timers", "node 2", noon + 49s, 30s)).value());
    world_->restart();
    const auto second = run_task(store().take_lease("timers", "node 2", noon + 50s, 30s)).value();
    ASSERT_TRUE(second.has_value());
    EXPECT_GT(second->fence, first->fence);
    run_task(store().end_lease(*first)).value();  // no longer its own
    EXPECT_FALSE(run_task(store().take_lease("timers", "node 1", noon + 51s, 30s)).value());
    run_task(store().end_lease(*second)).value();
    const auto third = run_task(store().take_lease("timers", "node 1", noon + 51s, 30s)).value();
    ASSERT_TRUE(third.has_value());
    EXPECT_GT(third->fence, second->fence);
}

TEST_P(conformance, ATokenIsKeptUnderTheLeaseOnly) {
    EXPECT_FALSE(run_task(store().find_token("clinic")).value().has_value());
    const auto old = lease_of("node 1", noon);
    const store::stored_token token{"TOKEN-1", noon, noon + 2h};
    EXPECT_EQ(run_task(store().keep_token(old, "clinic", token)).value(), under_lease::done);
    world_->restart();
    EXPECT_EQ(run_task(store().find_token("clinic")).value(), token);
    EXPECT_FALSE(run_task(store().find_token("branch")).value().has_value());
    const auto held = lease_of("node 2", noon + 1min);
    EXPECT_EQ(run_task(store().keep_token(old, "clinic", {"late", noon, noon})).value(),
              under_lease::refused);
    EXPECT_EQ(run_task(store().keep_token(held, "clinic", {"TOKEN-2", noon, noon})).value(),
              under_lease::done);
    EXPECT_EQ(run_task(store().find_token("clinic")).value()->value, "TOKEN-2");
    const std::string long_name(200, 'n');
    EXPECT_EQ(run_task(store().keep_token(held, long_name, token)).value(), under_lease::done);
    EXPECT_EQ(run_task(store().find_token(long_name)).value(), token);
}

}  // namespace store_test
