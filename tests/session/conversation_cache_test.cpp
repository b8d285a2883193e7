#include "bot/session/conversation_cache.h"

#include <gtest/gtest.h>

namespace {

core::conversation_key patient(int number) {
    return {"a", "p" + std::to_string(number)};
}

TEST(ConversationCache, GivesBackWhatWasPutLast) {
    session::conversation_cache cache(4);
    cache.put(patient(1), {1, "one", 0, {}});
    cache.put(patient(1), {2, "two", 0, {}});
    const auto* found = cache.find(patient(1));
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->version, 2U);
    EXPECT_EQ(found->state, "two");
    EXPECT_EQ(cache.size(), 1U);
}

TEST(ConversationCache, DropsTheOneUnusedForLongest) {
    session::conversation_cache cache(2);
    cache.put(patient(1), {1, "", 0, {}});
    cache.put(patient(2), {1, "", 0, {}});
    cache.find(patient(1));
    cache.put(patient(3), {1, "", 0, {}});
    EXPECT_NE(cache.find(patient(1)), nullptr);
    EXPECT_EQ(cache.find(patient(2)), nullptr);
    EXPECT_NE(cache.find(patient(3)), nullptr);
}

TEST(ConversationCache, ForgetsWhatItIsToldToDrop) {
    session::conversation_cache cache(2);
    cache.put(patient(1), {1, "", 0, {}});
    cache.drop(patient(1));
    cache.drop(patient(2));
    EXPECT_EQ(cache.find(patient(1)), nullptr);
    EXPECT_EQ(cache.size(), 0U);
}

}  // namespace
