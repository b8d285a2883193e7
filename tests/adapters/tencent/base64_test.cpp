#include "adapters/tencent/base64.h"

#include <gtest/gtest.h>

#include <cctype>
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

TEST(Base64, RefusesAStrangerAtEveryPlace) {
    const std::string text = encoded(std::string(150, 'x'));
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at)
        for (int c = 0; c < 256; ++c) {
            std::string changed = text;
            changed[at] = static_cast<char>(c);
            const bool is_digit = std::isalnum(c) != 0 || c == '+' || c == '/';
            const bool is_end = c == '=' && at + 1 == text.size();
            ASSERT_EQ(decode_base64(changed, out), is_digit || is_end) << at << ' ' << c;
        }
}

TEST(Base64, KnowsEveryDigitAtEveryPlace) {
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t shift = 0; shift < alphabet.size(); ++shift) {
        std::string text;
        for (std::size_t i = 0; i < 128; ++i) text += alphabet[(i + shift) % alphabet.size()];
        std::string bytes;
        ASSERT_TRUE(decode_base64(text, bytes));
        for (std::size_t i = 0; i < 128; ++i) {
            const std::size_t bit = 6 * i;
            const auto byte = [&](std::size_t at) {
                return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
            };
            const unsigned pair = byte(bit / 8) << 8 | byte(bit / 8 + 1);
            ASSERT_EQ(pair >> (10 - bit % 8) & 63, (i + shift) % 64);
        }
        EXPECT_EQ(encoded(bytes), text);
    }
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
