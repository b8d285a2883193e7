#include "tests/support/memory_store.h"

#include "tests/store/conformance.h"
#include "tests/support/run_task.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace store_test {
namespace {

using store::commit_outcome;
using support::memory_store;
using support::run_task;

class memory_world final : public world {
public:
    store::store& store() override { return *store_; }
    void restart() override { store_ = std::make_unique<memory_store>(store_->kept()); }

private:
    std::unique_ptr<memory_store> store_ = std::make_unique<memory_store>();
};

INSTANTIATE_TEST_SUITE_P(Memory, conformance,
                         testing::Values([] { return std::make_unique<memory_world>(); }));

TEST(MemoryStore, FailsAsOftenAsAsked) {
    memory_store store;
    store.fail_next_loads(1, core::errc::corrupt);
    store.fail_next_commits(2);
    EXPECT_EQ(run_task(store.load({"a", "u"})).error(), core::errc::corrupt);
    EXPECT_TRUE(run_task(store.load({"a", "u"})).has_value());
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(run_task(store.commit(sample_turn("u", 0, "m"))).error(),
                  core::errc::unavailable);
    EXPECT_EQ(run_task(store.commit(sample_turn("u", 0, "m"))).value(), commit_outcome::applied);
    EXPECT_EQ(store.commits(), 3);
}

TEST(MemoryStore, CanStoreAndLoseTheAnswer) {
    memory_store store;
    store.lose_next_answers(1);
    EXPECT_EQ(run_task(store.commit(sample_turn("u", 0, "m"))).error(), core::errc::unavailable);
    EXPECT_EQ(run_task(store.commit(sample_turn("u", 0, "m"))).value(), commit_outcome::duplicate);
}

TEST(MemoryStore, LetsAnotherMachineComeFirst) {
    memory_store store;
    store.before_next_commit([&] { store.apply(sample_turn("u", 0, "other")); });
    EXPECT_EQ(run_task(store.commit(sample_turn("u", 0, "m"))).value(), commit_outcome::conflict);
    EXPECT_EQ(run_task(store.commit(sample_turn("u", 1, "m"))).value(), commit_outcome::applied);
}

TEST(MemoryStore, HoldsCommitsUntilReleased) {
    memory_store store;
    store.hold_commits();
    boost::asio::io_context context(1);
    bool stored = false;
    const auto commit = [&]() -> runtime::task<> {
        stored =
            (co_await store.commit(sample_turn("u", 0, "m"))).value() == commit_outcome::applied;
    };
    boost::asio::co_spawn(context, commit(), boost::asio::detached);
    context.poll();
    EXPECT_EQ(store.held_commits(), 1U);
    EXPECT_FALSE(stored);
    store.release_commits();
    context.run();
    EXPECT_TRUE(stored);
}

}  // namespace
}  // namespace store_test
