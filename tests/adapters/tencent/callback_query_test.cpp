#include "adapters/tencent/callback_query.h"

#include <gtest/gtest.h>

namespace {

using adapters::tencent::callback_query;

TEST(CallbackQuery, FindsItsParametersInAnyOrder) {
    const callback_query query(
        "site=1&nonce=n1&&openid=o1&timestamp=1714036504&encrypt_type=aes&msg_signature=m&"
        "signature=s&echostr=4375");
    EXPECT_TRUE(query.is_sound());
    EXPECT_EQ(query.signature, "s");
    EXPECT_EQ(query.msg_signature, "m");
    EXPECT_EQ(query.timestamp, "1714036504");
    EXPECT_EQ(query.nonce, "n1");
    EXPECT_EQ(query.encrypt_type, "aes");
    EXPECT_EQ(query.echostr, "4375");
}

TEST(CallbackQuery, DecodesValuesOnce) {
    const callback_query query("echostr=a%2Bb%2526+c&nonce=%31%32&signature=plain");
    EXPECT_TRUE(query.is_sound());
    EXPECT_EQ(query.echostr, "a+b%26 c");
    EXPECT_EQ(query.nonce, "12");
    EXPECT_EQ(query.signature, "plain");
}

TEST(CallbackQuery, LeavesAbsentParametersEmpty) {
    for (const char* text : {"", "&", "nonce", "nonce=", "=", "x=y"}) {
        const callback_query query(text);
        EXPECT_TRUE(query.is_sound()) << text;
        EXPECT_EQ(query.nonce, "") << text;
    }
}

TEST(CallbackQuery, IsNotSoundWithDoublesOrBadEscapes) {
    for (const char* text : {"nonce=1&nonce=1", "nonce=&nonce=1", "nonce=%4", "nonce=%zz",
                             "signature=a&b=c&signature=b"})
        EXPECT_FALSE(callback_query(text).is_sound()) << text;
}

}  // namespace
