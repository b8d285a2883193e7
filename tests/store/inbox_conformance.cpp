// What any store must do with what was pulled.
#include "tests/store/conformance.h"
#include "tests/support/run_task.h"

namespace store_test {

using support::run_task;
using namespace std::chrono_literals;

namespace {

constexpr core::wall_time noon{std::chrono::hours(24 * 365 * 56)};
using numbers = std::vector<std::uint64_t>;

store::inbox_item item(const std::string& id, const std::string& user = "wang") {
    return {id, {"clinic", user}, "words of " + id, true};
}
store::inbox_page page(const std::string& cursor, std::vector<store::inbox_item> items) {
    return {"clinic/wk1", cursor, std::move(items), noon};
}
std::vector<std::string> ids_of(const std::vector<store::waiting_item>& found) {
    std::vector<std::string> ids;
    for (const auto& each : found) ids.push_back(each.id);
    return ids;
}
using strings = std::vector<std::string>;

std::optional<numbers> take(store::store& in, const store::lease& under, store::inbox_page given) {
    return run_task(in.take_page(under, std::move(given))).value();
}
std::string cursor(store::store& in) {
    return run_task(in.find_cursor("clinic/wk1")).value();
}
std::vector<store::waiting_item> waiting(store::store& in, std::uint64_t after = 0,
                                         std::size_t limit = 100) {
    return run_task(in.waiting_items("clinic/wk1", after, limit)).value();
}

}  // namespace

TEST_P(conformance, APageAndItsCursorAreKeptTogetherAndSurviveARestart) {
    const auto held = lease_of("node", noon);
    EXPECT_EQ(cursor(store()), "");
    const auto given = take(store(), held, page("c1", {item("a"), item("b", "li")}));
    ASSERT_TRUE(given);
    EXPECT_LT(given->at(0), given->at(1));
    world_->restart();
    EXPECT_EQ(cursor(store()), "c1");
    const auto found = waiting(store());
    EXPECT_EQ(ids_of(found), (strings{"a", "b"}));
    EXPECT_EQ(found.front().number, given->at(0));
    EXPECT_EQ(found.front().content, "words of a");
}

TEST_P(conformance, WhatCameInBeforeDoesNotComeInAgainEvenWhenItIsSettled) {
    const auto held = lease_of("node", noon);
    const auto first = take(store(), held, page("c1", {item("a"), item("b")}));
    run_task(store().settle_items({first->at(0)})).value();
    const auto second = take(store(), held, page("c2", {item("a"), item("b"), item("c")}));
    EXPECT_EQ(second->at(0), 0U);
    EXPECT_EQ(second->at(1), 0U);
    EXPECT_NE(second->at(2), 0U);
    EXPECT_EQ(ids_of(waiting(store())), (strings{"b", "c"}));
    EXPECT_EQ(ids_of(waiting(store(), first->at(1))), (strings{"c"}));
    EXPECT_EQ(ids_of(waiting(store(), 0, 1)), (strings{"b"}));
}

TEST_P(conformance, WhatDoesNotMatterIsOnlyRemembered) {
    const auto held = lease_of("node", noon);
    auto old = item("old");
    old.matters = false;
    EXPECT_EQ(take(store(), held, page("c1", {old})), numbers{0});
    EXPECT_TRUE(waiting(store()).empty());
    EXPECT_EQ(take(store(), held, page("c2", {item("old")})), numbers{0});
}

TEST_P(conformance, WhoHasLostTheLeaseCannotMoveTheCursor) {
    const auto slow = lease_of("slow", noon);
    const auto quick = lease_of("quick", noon + 31s);
    EXPECT_FALSE(take(store(), slow, page("c1", {item("a")})));
    EXPECT_EQ(cursor(store()), "");
    EXPECT_TRUE(waiting(store()).empty());
    EXPECT_TRUE(take(store(), quick, page("c2", {item("b")})));
}

TEST_P(conformance, FeedsOfTheInboxDoNotMix) {
    const auto held = lease_of("node", noon);
    take(store(), held, page("c1", {item("a")}));
    auto other = page("d1", {item("a")});
    other.feed = "clinic/wk2";
    EXPECT_NE(take(store(), held, std::move(other))->front(), 0U);
    EXPECT_EQ(cursor(store()), "c1");
    EXPECT_EQ(ids_of(waiting(store())), (strings{"a"}));
}

TEST_P(conformance, AnErasedPatientHasNothingWaitingInTheInbox) {
    const auto held = lease_of("node", noon);
    take(store(), held, page("c1", {item("a"), item("b", "li")}));
    run_task(store().erase({"clinic", "wang"})).value();
    EXPECT_EQ(ids_of(waiting(store())), (strings{"b"}));
}

TEST_P(conformance, RetentionForgetsEvenTheIdsOfWhatWasPulled) {
    const auto held = lease_of("node", noon);
    take(store(), held, page("c1", {item("a")}));
    run_task(store().drop_older_than(noon + 1s, noon - 24h)).value();
    EXPECT_TRUE(waiting(store()).empty());
    EXPECT_NE(take(store(), held, page("c2", {item("a")}))->front(), 0U);
    EXPECT_EQ(cursor(store()), "c2");
}

}  // namespace store_test
