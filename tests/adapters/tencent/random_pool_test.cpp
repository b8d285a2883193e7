#include "adapters/tencent/random_pool.h"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace {

using adapters::tencent::fill_random;

std::string take(std::size_t size) {
    std::string bytes(size, '\0');
    EXPECT_TRUE(fill_random({reinterpret_cast<unsigned char*>(bytes.data()), size}));
    return bytes;
}

TEST(RandomPool, NeverHandsOutTheSameBytesTwice) {
    std::set<std::string> seen;
    for (int i = 0; i < 2000; ++i) EXPECT_TRUE(seen.insert(take(16)).second);
}

TEST(RandomPool, ServesPortionsLargerThanItself) {
    EXPECT_NE(take(10000), take(10000));
    EXPECT_EQ(take(0), "");
}

TEST(RandomPool, GivesEachThreadItsOwn) {
    std::string other;
    std::thread([&other] { other = take(16); }).join();
    EXPECT_NE(take(16), other);
}

TEST(RandomPool, IsDroppedAfterAFork) {
    take(16);  // fills the pool that the child inherits
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const std::string bytes = take(16);
        _exit(write(ends[1], bytes.data(), bytes.size()) == 16 ? 0 : 1);
    }
    std::string theirs(16, '\0');
    EXPECT_EQ(read(ends[0], theirs.data(), theirs.size()), 16);
    close(ends[0]);
    close(ends[1]);
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    EXPECT_NE(take(16), theirs);
}

}  // namespace
