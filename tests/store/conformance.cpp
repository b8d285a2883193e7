#include "tests/store/conformance.h"

#include "tests/support/run_task.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <latch>
#include <mutex>
#include <set>

namespace store_test {

using store::commit_outcome;
using support::run_task;
using namespace std::chrono_literals;

namespace {

constexpr core::wall_time noon{std::chrono::hours(24 * 365 * 56)};

core::conversation_key key_of(const std::string& user) {
    return {"clinic", user};
}

}  // namespace

store::turn sample_turn(const std::string& user, std::uint64_t version, const std::string& key) {
    store::turn turn;
    turn.key = key_of(user);
    turn.expected_version = version;
    turn.state = "state after " + key;
    turn.reply = {key, "reply to " + key};
    turn.record = {.patient_text = "左腿麻",
                   .reply_text = "麻了多久？",
                   .reading = "answer",
                   .flow = "lumbar",
                   .node = "duration",
                   .disposition = "clinic",
                   .release = 7,
                   .cpu_us = 12};
    turn.at = noon + std::chrono::seconds(version);
    return turn;
}

TEST_P(conformance, AnUnknownConversationIsEmptyAtVersionZero) {
    const auto found = run_task(store().load(key_of("nobody")));
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->version, 0U);
    EXPECT_EQ(found->state, "");
    EXPECT_TRUE(found->recent.empty());
    EXPECT_EQ(run_task(store().count_conversations()).value(), 0U);
    EXPECT_TRUE(store().healthy());
}

TEST_P(conformance, WhatIsCommittedIsLoaded) {
    EXPECT_EQ(run_task(store().commit(sample_turn("wang", 0, "m1"))).value(),
              commit_outcome::applied);
    const auto found = run_task(store().load(key_of("wang"))).value();
    EXPECT_EQ(found.version, 1U);
    EXPECT_EQ(found.state, "state after m1");
    EXPECT_EQ(found.recent, (std::vector<store::recorded_reply>{{"m1", "reply to m1"}}));
    EXPECT_EQ(run_task(store().count_conversations()).value(), 1U);
}

TEST_P(conformance, ATurnMayTellWhereItsConversationWasFound) {
    for (std::uint64_t version = 0; version < 3; ++version) {
        const auto found = run_task(store().load(key_of("wang"))).value();
        ASSERT_EQ(found.version, version);
        auto next = sample_turn("wang", version, "m" + std::to_string(version));
        next.where = found.where;
        EXPECT_EQ(run_task(store().commit(next)).value(), commit_outcome::applied);
    }
    // Who does not tell speaks of the same conversation.
    EXPECT_EQ(run_task(store().commit(sample_turn("wang", 3, "m3"))).value(),
              commit_outcome::applied);
    EXPECT_EQ(run_task(store().history(key_of("wang"))).value().size(), 4U);
}

TEST_P(conformance, AccountsAndUsersAreKeptApart) {
    auto other_account = sample_turn("wang", 0, "m1");
    other_account.key.account = "branch";
    for (auto& turn : {sample_turn("wang", 0, "m1"), sample_turn("WANG", 0, "m1"), other_account})
        EXPECT_EQ(run_task(store().commit(turn)).value(), commit_outcome::applied);
    EXPECT_EQ(run_task(store().count_conversations()).value(), 3U);
    // The border between account and user counts too.
    EXPECT_EQ(run_task(store().load({"clinicw", "ang"})).value().version, 0U);
}

TEST_P(conformance, AnOldVersionConflictsAndChangesNothing) {
    run_task(store().commit(sample_turn("wang", 0, "m1"))).value();
    for (const std::uint64_t version : {0U, 2U, 9U})
        EXPECT_EQ(run_task(store().commit(sample_turn("wang", version, "m2"))).value(),
                  commit_outcome::conflict);
    EXPECT_EQ(run_task(store().commit(sample_turn("new", 3, "m2"))).value(),
              commit_outcome::conflict);
    EXPECT_EQ(run_task(store().load(key_of("wang"))).value().state, "state after m1");
    EXPECT_EQ(run_task(store().load(key_of("new"))).value().version, 0U);
    EXPECT_EQ(run_task(store().count_conversations()).value(), 1U);
    // A turn that lost is not taken for a duplicate when it is stepped again.
    EXPECT_EQ(run_task(store().commit(sample_turn("wang", 1, "m2"))).value(),
              commit_outcome::applied);
}

TEST_P(conformance, ADeliveryIsCommittedOnce) {
    run_task(store().commit(sample_turn("wang", 0, "m1"))).value();
    run_task(store().commit(sample_turn("wang", 1, "m2"))).value();
    auto again = sample_turn("wang", 2, "m1");
    again.reply.body = "something else";
    EXPECT_EQ(run_task(store().commit(again)).value(), commit_outcome::duplicate);
    const auto found = run_task(store().load(key_of("wang"))).value();
    EXPECT_EQ(found.version, 2U);
    EXPECT_EQ(found.state, "state after m2");
    EXPECT_EQ(run_task(store().find_reply(key_of("wang"), "m1")).value(), "reply to m1");
    EXPECT_EQ(run_task(store().commit(sample_turn("li", 0, "m1"))).value(),
              commit_outcome::applied);
}

TEST_P(conformance, DuplicateIsSaidBeforeConflict) {
    run_task(store().commit(sample_turn("wang", 0, "m1"))).value();
    EXPECT_EQ(run_task(store().commit(sample_turn("wang", 0, "m1"))).value(),
              commit_outcome::duplicate);
}

TEST_P(conformance, TheLastEightRepliesComeInOrder) {
    for (std::uint64_t i = 0; i < 20; ++i)
        run_task(store().commit(sample_turn("wang", i, "m" + std::to_string(i)))).value();
    const auto recent = run_task(store().load(key_of("wang"))).value().recent;
    ASSERT_GE(recent.size(), 8U);
    for (std::size_t i = 0; i < recent.size(); ++i) {
        const auto key = "m" + std::to_string(20 - recent.size() + i);
        EXPECT_EQ(recent[i], (store::recorded_reply{key, "reply to " + key}));
    }
}

TEST_P(conformance, RepliesAreFoundHoweverOld) {
    for (std::uint64_t i = 0; i < 60; ++i)
        run_task(store().commit(sample_turn("wang", i, "m" + std::to_string(i)))).value();
    EXPECT_EQ(run_task(store().find_reply(key_of("wang"), "m0")).value(), "reply to m0");
    EXPECT_EQ(run_task(store().find_reply(key_of("wang"), "m60")).value(), std::nullopt);
    EXPECT_EQ(run_task(store().find_reply(key_of("li"), "m0")).value(), std::nullopt);
    EXPECT_EQ(run_task(store().commit(sample_turn("wang", 60, "m0"))).value(),
              commit_outcome::duplicate);
}

TEST_P(conformance, EveryByteComesBack) {
    std::string all_bytes;
    for (int i = 0; i < 256; ++i) all_bytes.push_back(static_cast<char>(i));
    const std::string bodies[] = {"", std::string("\0a\0", 3), all_bytes, "😀'\"--;\r\n]]>",
                                  std::string(65536, 'x') + all_bytes};
    std::uint64_t version = 0;
    for (const auto& body : bodies) {
        auto turn = sample_turn(all_bytes, version, "m" + std::to_string(version) + all_bytes);
        turn.reply.body = turn.state = turn.record.patient_text = turn.record.reply_text = body;
        ASSERT_EQ(run_task(store().commit(turn)).value(), commit_outcome::applied);
        const auto found = run_task(store().load(turn.key)).value();
        EXPECT_EQ(found.state, body);
        EXPECT_EQ(found.recent.back(), turn.reply);
        const auto kept = run_task(store().history(turn.key)).value().back();
        EXPECT_EQ(kept.record.patient_text, body);
        EXPECT_EQ(kept.record.reply_text, body);
        ++version;
    }
}

TEST_P(conformance, HistoryTellsEveryTurnOldestFirst) {
    for (std::uint64_t i = 0; i < 12; ++i)
        run_task(store().commit(sample_turn("wang", i, "m" + std::to_string(i)))).value();
    const auto turns = run_task(store().history(key_of("wang"))).value();
    ASSERT_EQ(turns.size(), 12U);
    for (std::uint64_t i = 0; i < 12; ++i) {
        const auto told = sample_turn("wang", i, "m" + std::to_string(i));
        EXPECT_EQ(turns[i].version, i + 1);
        EXPECT_EQ(turns[i].at, told.at);
        EXPECT_EQ(turns[i].delivery_key, told.reply.delivery_key);
        EXPECT_EQ(turns[i].reply_body, told.reply.body);
        EXPECT_EQ(turns[i].record.patient_text, "左腿麻");
        EXPECT_EQ(turns[i].record.reply_text, "麻了多久？");
        EXPECT_EQ(turns[i].record.reading, "answer");
        EXPECT_EQ(turns[i].record.flow, "lumbar");
        EXPECT_EQ(turns[i].record.node, "duration");
        EXPECT_EQ(turns[i].record.disposition, "clinic");
        EXPECT_EQ(turns[i].record.release, 7U);
        EXPECT_EQ(turns[i].record.cpu_us, 12U);
    }
    EXPECT_TRUE(run_task(store().history(key_of("li"))).value().empty());
}

TEST_P(conformance, WhereTheClockWentBackTheTurnsStayInOrderAndAreAllErased) {
    for (std::uint64_t version = 0; version < 6; ++version) {
        auto turn = sample_turn("wang", version, "m" + std::to_string(version));
        turn.at = noon - std::chrono::hours(version % 2 == 0 ? 1 : 48);
        ASSERT_EQ(run_task(store().commit(turn)).value(), commit_outcome::applied);
    }
    const auto turns = run_task(store().history(key_of("wang"))).value();
    ASSERT_EQ(turns.size(), 6U);
    for (std::size_t i = 0; i < turns.size(); ++i) {
        EXPECT_EQ(turns[i].version, i + 1);
        EXPECT_EQ(turns[i].delivery_key, "m" + std::to_string(i));
    }
    ASSERT_TRUE(run_task(store().erase(key_of("wang"))).has_value());
    EXPECT_EQ(run_task(store().drop_older_than(noon, noon)).value(), store::dropped{});
}

TEST_P(conformance, ATurnMayForgetAllBeforeIt) {
    run_task(store().commit(sample_turn("wang", 0, "m0"))).value();
    run_task(store().commit(sample_turn("wang", 1, "m1"))).value();
    run_task(store().commit(sample_turn("li", 0, "m0"))).value();
    auto forget = sample_turn("wang", 2, "m2");
    forget.erase_history = true;
    EXPECT_EQ(run_task(store().commit(forget)).value(), commit_outcome::applied);
    const auto found = run_task(store().load(key_of("wang"))).value();
    EXPECT_EQ(found.version, 3U);
    EXPECT_EQ(found.recent, (std::vector<store::recorded_reply>{forget.reply}));
    EXPECT_EQ(run_task(store().history(key_of("wang"))).value().size(), 1U);
    EXPECT_EQ(run_task(store().find_reply(key_of("wang"), "m0")).value(), std::nullopt);
    EXPECT_EQ(run_task(store().history(key_of("li"))).value().size(), 1U);
}

TEST_P(conformance, ARefusedTurnForgetsNothing) {
    run_task(store().commit(sample_turn("wang", 0, "m0"))).value();
    auto forget = sample_turn("wang", 5, "m1");
    forget.erase_history = true;
    EXPECT_EQ(run_task(store().commit(forget)).value(), commit_outcome::conflict);
    EXPECT_EQ(run_task(store().history(key_of("wang"))).value().size(), 1U);
}

TEST_P(conformance, ErasingAPatientLeavesTheOthers) {
    for (const auto* user : {"wang", "li"}) {
        run_task(store().commit(sample_turn(user, 0, "m0"))).value();
        run_task(store().commit(sample_turn(user, 1, "m1"))).value();
    }
    EXPECT_TRUE(run_task(store().erase(key_of("wang"))).has_value());
    EXPECT_EQ(run_task(store().load(key_of("wang"))).value().version, 0U);
    EXPECT_TRUE(run_task(store().history(key_of("wang"))).value().empty());
    EXPECT_EQ(run_task(store().history(key_of("li"))).value().size(), 2U);
    EXPECT_EQ(run_task(store().count_conversations()).value(), 1U);
    EXPECT_TRUE(run_task(store().erase(key_of("wang"))).has_value()) << "twice is as good as once";
    EXPECT_EQ(run_task(store().commit(sample_turn("wang", 0, "m0"))).value(),
              commit_outcome::applied)
        << "a patient who comes back is new";
}

TEST_P(conformance, RetentionDropsTextsFirstAndTurnsLater) {
    for (std::uint64_t i = 0; i < 10; ++i)
        run_task(store().commit(sample_turn("wang", i, "m" + std::to_string(i)))).value();
    run_task(store().commit(sample_turn("gone", 0, "m0"))).value();
    const auto count = run_task(store().drop_older_than(noon + 6s, noon + 3s)).value();
    EXPECT_EQ(count, (store::dropped{.texts = 3, .turns = 4, .conversations = 1}));

    EXPECT_EQ(run_task(store().load(key_of("gone"))).value().version, 0U);
    const auto found = run_task(store().load(key_of("wang"))).value();
    EXPECT_EQ(found.version, 10U);
    EXPECT_EQ(found.state, "state after m9");
    EXPECT_EQ(found.recent.back().delivery_key, "m9");
    const auto turns = run_task(store().history(key_of("wang"))).value();
    ASSERT_EQ(turns.size(), 7U);
    EXPECT_EQ(turns[2].version, 6U);
    EXPECT_EQ(turns[2].record.patient_text, "");
    EXPECT_EQ(turns[2].reply_body, "");
    EXPECT_EQ(turns[2].record.node, "duration");
    EXPECT_EQ(turns[3].record.patient_text, "左腿麻");
    EXPECT_EQ(run_task(store().find_reply(key_of("wang"), "m5")).value(), std::nullopt);
    EXPECT_EQ(run_task(store().find_reply(key_of("wang"), "m6")).value(), "reply to m6");
    EXPECT_EQ(run_task(store().drop_older_than(noon + 6s, noon + 3s)).value(), store::dropped{});
}

TEST_P(conformance, ARestartKeepsEverything) {
    for (std::uint64_t i = 0; i < 9; ++i)
        run_task(store().commit(sample_turn("wang", i, "m" + std::to_string(i)))).value();
    const auto before = run_task(store().load(key_of("wang"))).value();
    world_->restart();
    const auto after = run_task(store().load(key_of("wang"))).value();
    EXPECT_EQ(after.version, before.version);
    EXPECT_EQ(after.state, before.state);
    EXPECT_EQ(after.recent, before.recent);
    EXPECT_EQ(run_task(store().commit(sample_turn("wang", 9, "m3"))).value(),
              commit_outcome::duplicate);
    EXPECT_EQ(run_task(store().commit(sample_turn("wang", 9, "m9"))).value(),
              commit_outcome::applied);
}

// Commits from several loops at once; what each told is checked afterwards.
class parallel {
public:
    parallel(runtime::loops& loops, store::store& tested) : loops_(loops), tested_(tested) {
        loops_.start();
    }

    // Commits all turns, spread over the loops, and returns the outcomes in the order of `turns`.
    std::vector<commit_outcome> commit_all(const std::vector<store::turn>& turns) {
        std::vector<commit_outcome> outcomes(turns.size());
        std::latch open(static_cast<std::ptrdiff_t>(turns.size()));
        for (std::size_t i = 0; i < turns.size(); ++i) {
            boost::asio::co_spawn(loops_.at(i % loops_.size()),
                                  commit_one(i % loops_.size(), turns[i], outcomes[i], open),
                                  boost::asio::detached);
        }
        open.wait();
        return outcomes;
    }
    bool resumed_elsewhere() const { return resumed_elsewhere_; }

private:
    runtime::task<> commit_one(std::size_t home, store::turn turn, commit_outcome& told,
                               std::latch& open) {
        const auto outcome = co_await tested_.commit(std::move(turn));
        if (loops_.current() != home) resumed_elsewhere_ = true;
        told = outcome.value();
        open.count_down();
    }

    runtime::loops& loops_;
    store::store& tested_;
    std::atomic<bool> resumed_elsewhere_{false};
};

TEST_P(conformance, AThousandCommitsFromSeveralLoopsAllArrive) {
    std::vector<store::turn> turns;
    turns.reserve(1000);
    for (int i = 0; i < 1000; ++i) turns.push_back(sample_turn("u" + std::to_string(i), 0, "m"));
    parallel house(loops_, store());
    for (const auto outcome : house.commit_all(turns)) EXPECT_EQ(outcome, commit_outcome::applied);
    EXPECT_FALSE(house.resumed_elsewhere());
    EXPECT_EQ(run_task(store().count_conversations()).value(), 1000U);
    for (int i = 0; i < 1000; i += 37) {
        const auto user = "u" + std::to_string(i);
        EXPECT_EQ(run_task(store().load(key_of(user))).value().version, 1U);
    }
}

TEST_P(conformance, OfTurnsThatRaceForOneVersionOneWins) {
    std::vector<store::turn> turns;
    turns.reserve(64);
    for (int i = 0; i < 64; ++i) turns.push_back(sample_turn("wang", 0, "m" + std::to_string(i)));
    parallel house(loops_, store());
    const auto outcomes = house.commit_all(turns);
    EXPECT_EQ(std::count(outcomes.begin(), outcomes.end(), commit_outcome::applied), 1);
    EXPECT_EQ(std::count(outcomes.begin(), outcomes.end(), commit_outcome::conflict), 63);
}

TEST_P(conformance, OfDeliveriesThatRaceOneWins) {
    const std::vector<store::turn> turns(64, sample_turn("wang", 0, "m"));
    parallel house(loops_, store());
    const auto outcomes = house.commit_all(turns);
    EXPECT_EQ(std::count(outcomes.begin(), outcomes.end(), commit_outcome::applied), 1);
    EXPECT_EQ(std::count(outcomes.begin(), outcomes.end(), commit_outcome::duplicate), 63);
}

}  // namespace store_test
