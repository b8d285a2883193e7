// What any store must do with releases of the dialogs.
#include "tests/store/conformance.h"
#include "tests/support/run_task.h"

namespace store_test {

using store::publish_outcome;
using support::run_task;
using namespace std::chrono_literals;

namespace {

constexpr core::wall_time noon{std::chrono::hours(24 * 365 * 56)};

store::release release_of(std::uint32_t number, const std::string& words) {
    return {.number = number,
            .content_hash = "hash of " + words,
            .kind = store::release_kind::recall,
            .recalls_from = number,
            .author = "chen",
            .reason = "because",
            .report = "nothing found",
            .published_at = noon + std::chrono::hours(number),
            .retired_at = {},
            .files = {{"flows/a.json", words}, {"project.json", std::string("{}\0x", 4)}}};
}

std::uint64_t count_states(store::store& of, core::wall_time since) {
    std::uint64_t count = 0, after = 0;
    for (;;) {
        const auto page = run_task(of.states_since(since, after, 3)).value();
        if (page.empty()) return count;
        EXPECT_LE(page.size(), 3U);
        for (const auto& one : page) {
            EXPECT_GT(one.place, after);
            after = one.place;
        }
        count += page.size();
    }
}

}  // namespace

TEST_P(conformance, APublishedReleaseIsReadAsItWasWritten) {
    EXPECT_TRUE(run_task(store().releases()).value().empty());
    EXPECT_FALSE(run_task(store().find_release(1)).value().has_value());
    const auto made = release_of(1, "hello");
    EXPECT_EQ(run_task(store().publish(made)).value(), publish_outcome::published);
    EXPECT_EQ(run_task(store().find_release(1)).value(), made);
    world_->restart();
    EXPECT_EQ(run_task(store().find_release(1)).value(), made);
}

TEST_P(conformance, OfTwoReleasesWithOneNumberTheFirstStands) {
    EXPECT_EQ(run_task(store().publish(release_of(1, "mine"))).value(), publish_outcome::published);
    EXPECT_EQ(run_task(store().publish(release_of(1, "yours"))).value(),
              publish_outcome::overtaken);
    EXPECT_EQ(run_task(store().publish(release_of(3, "too far"))).value(),
              publish_outcome::overtaken);
    EXPECT_EQ(run_task(store().publish(release_of(2, "next"))).value(), publish_outcome::published);
    const auto listed = run_task(store().releases()).value();
    ASSERT_EQ(listed.size(), 2U);
    EXPECT_EQ(listed[0].content_hash, "hash of mine");
    EXPECT_EQ(listed[1].number, 2U);
    EXPECT_TRUE(listed[0].files.empty());
}

TEST_P(conformance, FilesOfARetiredReleaseGoWhenTheirTimeIsOver) {
    for (const std::uint32_t number : {1U, 2U, 3U})
        run_task(store().publish(release_of(number, "text"))).value();
    run_task(store().retire(1, noon + 30h)).value();
    run_task(store().retire(1, noon + 90h)).value();  // the first day counts
    run_task(store().retire(2, noon + 60h)).value();
    EXPECT_EQ(run_task(store().drop_files_retired_before(noon + 50h)).value(), 1U);
    EXPECT_EQ(run_task(store().drop_files_retired_before(noon + 50h)).value(), 0U);
    const auto first = run_task(store().find_release(1)).value();
    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(first->retired_at, noon + 30h);
    EXPECT_TRUE(first->files.empty());
    EXPECT_EQ(run_task(store().find_release(2)).value()->files.size(), 2U);
    EXPECT_FALSE(run_task(store().find_release(3)).value()->retired_at.has_value());
}

TEST_P(conformance, StatesOfThoseUnderWayAreWalkedPageByPage) {
    EXPECT_EQ(count_states(store(), noon), 0U);
    for (int i = 0; i < 10; ++i) {
        auto turn = sample_turn("u" + std::to_string(i), 0, "m");
        turn.at = noon + std::chrono::hours(i);
        run_task(store().commit(turn)).value();
    }
    EXPECT_EQ(count_states(store(), noon), 10U);
    EXPECT_EQ(count_states(store(), noon + 4h), 6U);
    const auto page = run_task(store().states_since(noon + 9h, 0, 100)).value();
    ASSERT_EQ(page.size(), 1U);
    EXPECT_EQ(page[0].state, "state after m");
}

}  // namespace store_test
