// What the writer keeps in memory instead of asking the tables, and the supply of nonces.
#include "bot/store/nonces.h"
#include "bot/store/sqlite/known_conversations.h"
#include "bot/store/sqlite/turn_id.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <sys/wait.h>
#include <unistd.h>

namespace store_test {
namespace {

using namespace store;

constexpr std::int64_t millisecond = sqlite::turns_per_millisecond;

TEST(TurnNumbers, OneMillisecondCountsUp) {
    sqlite::turn_numbers numbers;
    numbers.begin_from(0);
    EXPECT_EQ(numbers.after(7 * millisecond), 7 * millisecond);
    numbers.given(7 * millisecond);
    EXPECT_EQ(numbers.after(7 * millisecond), 7 * millisecond + 1);
}

TEST(TurnNumbers, AnEarlierMillisecondIsRememberedIfWritten) {
    sqlite::turn_numbers numbers;
    numbers.begin_from(0);
    numbers.given(7 * millisecond);
    numbers.given(9 * millisecond);
    EXPECT_EQ(numbers.after(7 * millisecond), 7 * millisecond + 1);
    EXPECT_EQ(numbers.after(8 * millisecond), std::nullopt) << "only the table knows";
}

TEST(TurnNumbers, WhatTheTableHeldBeforeIsLeftToTheTable) {
    sqlite::turn_numbers numbers;
    numbers.begin_from(7 * millisecond + 3);
    EXPECT_EQ(numbers.after(7 * millisecond), std::nullopt);
    EXPECT_EQ(numbers.after(0), std::nullopt);
    EXPECT_EQ(numbers.after(8 * millisecond), 8 * millisecond);
}

TEST(TurnNumbers, AFullMillisecondIsFull) {
    sqlite::turn_numbers numbers;
    numbers.begin_from(0);
    numbers.given(8 * millisecond - 1);
    EXPECT_EQ(numbers.after(7 * millisecond), std::nullopt);
}

lookup numbered(std::size_t number) {
    lookup key{};
    std::memcpy(key.data(), &number, sizeof number);
    return key;
}

TEST(KnownConversations, WhoeverTalksStaysAndWhoeverIsSilentGoes) {
    sqlite::known_conversations known;
    constexpr auto most = sqlite::known_conversations::generation;
    for (std::size_t i = 0; i <= 2 * most; ++i) {
        known.add(numbered(i), {static_cast<std::int64_t>(i) + 1, 1, 0, {}});
        ASSERT_NE(known.find(numbered(0)), nullptr);
    }
    EXPECT_EQ(known.find(numbered(0))->id, 1);
    EXPECT_EQ(known.find(numbered(1)), nullptr);
}

TEST(RecentDeliveries, TheLastOnesAreThereAndOlderOnesAreNot) {
    sqlite::recent_deliveries recent;
    constexpr auto most = static_cast<std::int64_t>(sqlite::recent_deliveries::most);
    // The same sixteen low bits in all: only the rest tells them apart.
    const auto hash = [](std::int64_t number) { return number << 16 | 7; };
    for (std::int64_t newest = 0; newest < 3 * most; ++newest) {
        ASSERT_FALSE(recent.hold(hash(newest)));
        recent.remember(hash(newest));
        ASSERT_TRUE(recent.hold(hash(newest)));
        ASSERT_TRUE(recent.hold(hash(std::max<std::int64_t>(0, newest - most + 1))));
        ASSERT_FALSE(recent.hold(hash(newest - most)));
    }
    recent.clear();
    EXPECT_FALSE(recent.hold(hash(3 * most - 1)));
}

TEST(RecentDeliveries, AreToldApartByAllTheirBits) {
    sqlite::recent_deliveries recent;
    for (int bit = 0; bit < 63; ++bit) recent.remember(std::int64_t{1} << bit);
    for (int bit = 0; bit < 63; ++bit) EXPECT_TRUE(recent.hold(std::int64_t{1} << bit));
    EXPECT_FALSE(recent.hold(0));
    EXPECT_FALSE(recent.hold(3));
}

TEST(KnownConversations, WhatIsForgottenIsGoneFromBothGenerations) {
    sqlite::known_conversations known;
    constexpr auto most = sqlite::known_conversations::generation;
    for (std::size_t i = 0; i <= most; ++i) known.add(numbered(i), {1, 1, 0, {}});
    for (const auto number : {std::size_t{0}, most}) {
        known.forget(numbered(number));
        EXPECT_EQ(known.find(numbered(number)), nullptr);
    }
}

using nonce = std::array<unsigned char, nonce_size>;

nonce drawn() {
    nonce out{};
    draw_nonce(out);
    return out;
}

TEST(Nonces, AreNeverTheSame) {
    std::set<nonce> all;
    for (int i = 0; i < 1000; ++i) EXPECT_TRUE(all.insert(drawn()).second);
}

TEST(Nonces, AForkedChildDrawsItsOwn) {
    drawn();  // so that the supply is there to be inherited
    int ends[2] = {};
    ASSERT_EQ(::pipe(ends), 0);
    const auto child = ::fork();
    if (child == 0) {
        const auto mine = drawn();
        ::_exit(::write(ends[1], mine.data(), mine.size()) == nonce_size ? 0 : 1);
    }
    nonce theirs{};
    EXPECT_EQ(::read(ends[0], theirs.data(), theirs.size()), static_cast<ssize_t>(nonce_size));
    EXPECT_NE(drawn(), theirs);
    ::waitpid(child, nullptr, 0);
    ::close(ends[0]);
    ::close(ends[1]);
}

}  // namespace
}  // namespace store_test
