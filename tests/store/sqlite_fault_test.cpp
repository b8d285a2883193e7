// What the store promises when the disk, the process or the caller gives way.
#include "tests/store/sqlite_world.h"
#include "tests/support/run_task.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <chrono>
#include <csignal>
#include <map>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace store_test {
namespace {

using store::commit_outcome;
using support::run_task;
using namespace std::chrono_literals;

// No file of this process may grow beyond `bytes` while this lives: as a full disk would have it.
class full_disk {
public:
    explicit full_disk(rlim_t bytes) {
        before_ = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &limit_);
        const rlimit tight{bytes, limit_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &tight);
    }
    ~full_disk() {
        setrlimit(RLIMIT_FSIZE, &limit_);
        std::signal(SIGXFSZ, before_);
    }
    full_disk(const full_disk&) = delete;
    full_disk& operator=(const full_disk&) = delete;

private:
    rlimit limit_{};
    void (*before_)(int) = nullptr;
};

// Commits until the store takes it again; fails the test after ten seconds.
void commit_when_recovered(store::store& store, const store::turn& turn) {
    const auto limit = std::chrono::steady_clock::now() + 10s;
    while (std::chrono::steady_clock::now() < limit) {
        const auto outcome = run_task(store.commit(turn));
        if (!outcome) continue;
        EXPECT_EQ(outcome.value(), commit_outcome::applied);
        return;
    }
    FAIL() << "the store did not recover";
}

TEST(SqliteFault, AFullDiskFailsTheTurnAndTheStoreRecovers) {
    sqlite_world world;
    run_task(world.store().commit(sample_turn("wang", 0, "m0"))).value();
    std::uint64_t version = 1;
    {
        const full_disk full(262144);
        auto outcome = core::result<commit_outcome>(commit_outcome::applied);
        while (outcome && version < 1000) {
            outcome = run_task(
                world.store().commit(sample_turn("wang", version, "m" + std::to_string(version))));
            if (outcome) ++version;
        }
        ASSERT_FALSE(outcome.has_value());
        EXPECT_EQ(outcome.error(), core::errc::unavailable);
        EXPECT_FALSE(world.store().healthy());
        EXPECT_EQ(run_task(world.store().load({"clinic", "wang"})).value().version, version)
            << "what was acknowledged is still read";
    }
    commit_when_recovered(world.store(), sample_turn("wang", version, "later"));
    EXPECT_TRUE(world.store().healthy());
    world.restart();
    EXPECT_EQ(run_task(world.store().load({"clinic", "wang"})).value().version, version + 1);
    EXPECT_EQ(run_task(world.store().history({"clinic", "wang"})).value().size(), version + 1);
}

TEST(SqliteFault, EveryWaiterOfAFailedBatchIsTold) {
    boost::asio::io_context loop(1);
    sqlite_world world;
    const full_disk full(0);
    int failed = 0;
    const auto commit = [&](int user) -> runtime::task<> {
        const auto outcome =
            co_await world.store().commit(sample_turn("u" + std::to_string(user), 0, "m"));
        if (outcome.has_error() && outcome.error() == core::errc::unavailable) ++failed;
    };
    for (int i = 0; i < 100; ++i) boost::asio::co_spawn(loop, commit(i), boost::asio::detached);
    loop.run();
    EXPECT_EQ(failed, 100);
    EXPECT_FALSE(world.store().healthy());
    EXPECT_EQ(run_task(world.store().count_conversations()).value(), 0U);
}

TEST(SqliteFault, AFullQueueTurnsCallersAway) {
    sqlite_world world;
    world.close();
    world.settings.queue_limit = 0;
    world.open();
    EXPECT_EQ(run_task(world.store().commit(sample_turn("wang", 0, "m"))).error(),
              core::errc::overloaded);
    EXPECT_EQ(run_task(world.store().load({"clinic", "wang"})).error(), core::errc::overloaded);
}

TEST(SqliteFault, WhatWaitsWhenTheStoreEndsIsStillWritten) {
    sqlite_world world;
    {
        boost::asio::io_context loop(1);
        const auto commit = [&](int user) -> runtime::task<> {
            co_await world.store().commit(sample_turn("u" + std::to_string(user), 0, "m"));
        };
        for (int i = 0; i < 100; ++i) boost::asio::co_spawn(loop, commit(i), boost::asio::detached);
        loop.poll();
        loop.stop();
        world.close();
    }
    world.open();
    EXPECT_EQ(run_task(world.store().count_conversations()).value(), 100U);
}

// A child process takes turns with `users` patients until it is killed, and tells through a pipe
// which version of whom was acknowledged.
struct acknowledgement {
    std::uint32_t user;
    std::uint32_t version;
};

runtime::task<> talk(store::store& store, std::uint32_t user, int told) {
    const auto name = "u" + std::to_string(user);
    core::conversation_key key{"clinic", name};
    auto version = (co_await store.load(std::move(key))).value().version;
    while (true) {
        auto turn = sample_turn(name, version, "m" + std::to_string(version));
        if ((co_await store.commit(std::move(turn))).value() != commit_outcome::applied) _exit(2);
        const acknowledgement done{user, static_cast<std::uint32_t>(++version)};
        if (::write(told, &done, sizeof done) != sizeof done) _exit(3);
    }
}

[[noreturn]] void be_the_child(const sqlite_world& world, int told) {
    core::metrics metrics;
    const auto opened = store::open_store(world.settings, metrics);
    if (!opened.value) _exit(1);
    boost::asio::io_context loop(1);
    for (std::uint32_t user = 0; user < 16; ++user)
        boost::asio::co_spawn(loop, talk(*opened.value, user, told), boost::asio::detached);
    loop.run();
    _exit(0);
}

// The last version of each patient that was acknowledged before the child was killed.
std::map<std::uint32_t, std::uint32_t> kill_after(const sqlite_world& world, int turns) {
    int ends[2] = {};
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
    const auto child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        be_the_child(world, ends[1]);
    }
    ::close(ends[1]);
    std::map<std::uint32_t, std::uint32_t> last;
    acknowledgement told{};
    for (int count = 1; ::read(ends[0], &told, sizeof told) == sizeof told; ++count) {
        last[told.user] = told.version;
        if (count == turns) ::kill(child, SIGKILL);
    }
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
        << "the child ended by itself: " << status;
    return last;
}

TEST(SqliteFault, NothingAcknowledgedIsLostWhenTheProcessIsKilled) {
    sqlite_world world;
    world.close();
    world.settings.checkpoint_pages = 64;  // so that some die in the middle of a checkpoint
    for (const int turns : {1, 40, 333, 700, 1501}) {
        const auto last = kill_after(world, turns);
        world.open();
        for (const auto& [user, version] : last) {
            const core::conversation_key key{"clinic", "u" + std::to_string(user)};
            const auto found = run_task(world.store().load(key)).value();
            EXPECT_GE(found.version, version);
            EXPECT_LE(found.version, version + 1) << "at most the turn that was under way";
            const auto delivery = "m" + std::to_string(version - 1);
            EXPECT_EQ(run_task(world.store().find_reply(key, delivery)).value(),
                      "reply to " + delivery);
            EXPECT_EQ(run_task(world.store().history(key)).value().size(), found.version);
        }
        world.close();
    }
}

}  // namespace
}  // namespace store_test
