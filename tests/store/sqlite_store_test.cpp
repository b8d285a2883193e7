#include "tests/store/sqlite_world.h"
#include "tests/support/run_task.h"

#include <chrono>
#include <fstream>
#include <iterator>

namespace store_test {
namespace {

using support::run_task;

INSTANTIATE_TEST_SUITE_P(Sqlite, conformance,
                         testing::Values([] { return std::make_unique<sqlite_world>(); }));

// Everything that lies in the folder, log and index included.
std::string all_bytes(const std::filesystem::path& folder) {
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path(), std::ios::binary);
        all.append(std::istreambuf_iterator<char>(file), {});
    }
    return all;
}

TEST(SqliteStore, NoWordOfThePatientIsReadableOnDisk) {
    sqlite_world world;
    auto turn = sample_turn("patient-canary", 0, "delivery-canary");
    turn.state = "state-canary";
    turn.reply.body = "body-canary";
    turn.record.patient_text = "text-canary";
    turn.record.reply_text = "reply-canary";
    run_task(world.store().commit(turn)).value();
    EXPECT_EQ(all_bytes(world.folder()).find("canary"), std::string::npos);
    world.close();
    const auto bytes = all_bytes(world.folder());
    EXPECT_EQ(bytes.find("canary"), std::string::npos);
    EXPECT_NE(bytes.find("duration"), std::string::npos) << "codes stay readable";
}

TEST(SqliteStore, AnErasedPatientLeavesNoCiphertextBehind) {
    sqlite_world world;
    // The code of a node is not sealed: it stands in for the patient's row.
    auto turn = sample_turn("wang", 0, "m");
    turn.record.node = "canary-of-wang";
    run_task(world.store().commit(turn)).value();
    for (int i = 0; i < 50; ++i)
        run_task(world.store().commit(sample_turn("u" + std::to_string(i), 0, "m"))).value();
    ASSERT_NE(all_bytes(world.folder()).find("canary-of-wang"), std::string::npos);
    ASSERT_TRUE(run_task(world.store().erase(turn.key)).has_value());
    EXPECT_EQ(all_bytes(world.folder()).find("canary-of-wang"), std::string::npos);
}

TEST(SqliteStore, ATurnTooLargeIsRefused) {
    sqlite_world world;
    auto turn = sample_turn("wang", 0, "m");
    turn.state.assign(world.settings.turn_limit + 1, 'x');
    EXPECT_EQ(run_task(world.store().commit(turn)).error(), core::errc::too_large);
    EXPECT_TRUE(world.store().healthy());
}

TEST(SqliteStore, CommitsAreCounted) {
    sqlite_world world;
    run_task(world.store().commit(sample_turn("wang", 0, "m1"))).value();
    run_task(world.store().commit(sample_turn("wang", 0, "m1"))).value();
    run_task(world.store().commit(sample_turn("wang", 0, "m2"))).value();
    const auto text = world.metrics.text();
    EXPECT_NE(text.find("daozhen_store_commits_total{outcome=\"applied\"} 1\n"), std::string::npos);
    EXPECT_NE(text.find("daozhen_store_commits_total{outcome=\"duplicate\"} 1\n"),
              std::string::npos);
    EXPECT_NE(text.find("daozhen_store_commits_total{outcome=\"conflict\"} 1\n"),
              std::string::npos);
    EXPECT_NE(text.find("daozhen_store_batches_total 3\n"), std::string::npos);
    EXPECT_NE(text.find("daozhen_store_queue 0\n"), std::string::npos);
}

TEST(SqliteStore, WhatAnotherProgramWroteIsSeen) {
    sqlite_world world;
    core::metrics metrics;
    const auto other = store::open_store(world.settings, metrics);
    const auto commit = [](store::store& in, std::uint64_t version, const std::string& key) {
        return run_task(in.commit(sample_turn("wang", version, key))).value();
    };
    ASSERT_EQ(commit(world.store(), 0, "m1"), store::commit_outcome::applied);
    ASSERT_EQ(commit(*other.value, 1, "m2"), store::commit_outcome::applied);
    EXPECT_EQ(commit(world.store(), 1, "m3"), store::commit_outcome::conflict);
    EXPECT_EQ(commit(world.store(), 2, "m2"), store::commit_outcome::duplicate);
    EXPECT_EQ(commit(world.store(), 2, "m3"), store::commit_outcome::applied);
    ASSERT_TRUE(run_task(other.value->erase({"clinic", "wang"})).has_value());
    EXPECT_EQ(commit(world.store(), 3, "m4"), store::commit_outcome::conflict);
    EXPECT_EQ(commit(world.store(), 0, "m1"), store::commit_outcome::applied);
}

TEST(SqliteStore, ADeliveryIsKnownUntilAHundredOthersFollowed) {
    sqlite_world world;
    world.close();
    world.settings.full_sync = false;
    world.open();
    for (std::uint64_t i = 0; i < 300; ++i)
        run_task(world.store().commit(sample_turn("wang", i, "m" + std::to_string(i)))).value();
    for (const bool fresh : {false, true}) {
        if (fresh) world.restart();
        for (const auto* key : {"m199", "m299"})
            EXPECT_EQ(run_task(world.store().commit(sample_turn("wang", 300, key))).value(),
                      store::commit_outcome::duplicate);
    }
}

TEST(SqliteStore, ADroppedTurnsDeliveryIsForgotten) {
    sqlite_world world;
    for (std::uint64_t i = 0; i < 2; ++i)
        run_task(world.store().commit(sample_turn("wang", i, "m" + std::to_string(i)))).value();
    const auto last = sample_turn("wang", 1, "").at;
    ASSERT_EQ(run_task(world.store().drop_older_than(last, last)).value().turns, 1U);
    EXPECT_EQ(run_task(world.store().commit(sample_turn("wang", 2, "m0"))).value(),
              store::commit_outcome::applied);
}

TEST(SqliteStore, OldTurnsAreCutInManySteps) {
    sqlite_world world;
    world.close();
    world.settings.full_sync = false;
    world.open();
    for (std::uint64_t i = 0; i < 450; ++i)
        run_task(world.store().commit(sample_turn("wang", i, "m" + std::to_string(i)))).value();
    const auto last = sample_turn("wang", 449, "").at;
    const auto count = run_task(world.store().drop_older_than(last, last)).value();
    EXPECT_EQ(count, (store::dropped{.texts = 0, .turns = 449, .conversations = 0}));
}

TEST(SqliteStore, ALogThatGrowsBeginsAnew) {
    sqlite_world world;
    world.close();
    world.settings.checkpoint_pages = 16;
    world.settings.full_sync = false;
    world.open();
    auto log = world.file();
    log += "-wal";
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    std::uintmax_t before = 0;
    for (std::uint64_t i = 0; std::chrono::steady_clock::now() < limit; ++i) {
        run_task(world.store().commit(sample_turn("wang", i, "m" + std::to_string(i)))).value();
        // A commit makes the file longer, unless it writes where older ones stood.
        const auto now = std::filesystem::file_size(log);
        if (now == before) return;
        before = now;
    }
    FAIL() << "the log only grows";
}

}  // namespace
}  // namespace store_test
