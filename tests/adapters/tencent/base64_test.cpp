#include "adapters/tencent/base64.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace {

using adapters::tencent::append_base64;
using adapters::tencent::decode_base64;

std::string encoded(std::string_view bytes) {
    std::string text;
    append_base64(text, bytes);
    return text;
}

TEST(Base64, WritesTheExamplesOfItsStandard) {
    EXPECT_EQ(encoded(""), "");
    EXPECT_EQ(encoded("f"), "Zg==");
    EXPECT_EQ(encoded("fo"), "Zm8=");
    EXPECT_EQ(encoded("foo"), "Zm9v");
    EXPECT_EQ(encoded("foob"), "Zm9vYg==");
    EXPECT_EQ(encoded("\xFB\xEF\xFF"), "++//");
}

TEST(Base64, AppendsToWhatIsThere) {
    std::string text = "x=";
    append_base64(text, "foo");
    EXPECT_EQ(text, "x=Zm9v");
}

TEST(Base64, ReadsBackWhateverItWrites) {
    std::mt19937 random(7);
    for (std::size_t size = 0; size < 300; ++size) {
        std::string bytes(size, '\0');
        for (char& each : bytes) each = static_cast<char>(random());
        std::string back;
        ASSERT_TRUE(decode_base64(encoded(bytes), back));
        EXPECT_EQ(back, bytes);
    }
}

TEST(Base64, RefusesWhatOpenSslWouldLetPass) {
    std::string out;
    for (const char* text : {"QQ==QUJD", " Zm9v", "Zm9v\n", "Zm 9", "Zm9", "Z", "=", "==", "===",
                             "====", "Z===", "Zm=v", "Zm9=v", "!!!!", "Zm9-", "Zm9_", "膝"})
        EXPECT_FALSE(decode_base64(text, out)) << text;
    EXPECT_FALSE(decode_base64(std::string("Zm\0v", 4), out));
}

TEST(Base64, IgnoresSpareBitsAsMostKeysNeed) {
    std::string out;
    ASSERT_TRUE(decode_base64("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG=", out));
    EXPECT_EQ(out.size(), 32U);
    EXPECT_NE(encoded(out), "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG=");
}

TEST(Base64, ReadsNothingFromNothing) {
    std::string out = "old";
    ASSERT_TRUE(decode_base64("", out));
    EXPECT_EQ(out, "");
}

}  // namespace
