#include "bot/core/text.h"

#include <gtest/gtest.h>

#include <string>

namespace {

TEST(Text, AcceptsWellFormedUtf8) {
    EXPECT_TRUE(core::is_utf8("腿麻 😀 abc"));
    EXPECT_TRUE(core::is_utf8(""));
}

TEST(Text, RefusesWhatIsNoUtf8) {
    for (const std::string bytes : {"\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80",
                                    "\x80", "\xE8\x85", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80"})
        EXPECT_FALSE(core::is_utf8(bytes));
}

TEST(Text, CutsOnlyBetweenCharacters) {
    EXPECT_EQ(core::utf8_prefix("腿麻", 5), 3U);
    EXPECT_EQ(core::utf8_prefix("腿麻", 6), 6U);
    EXPECT_EQ(core::utf8_prefix("腿麻", 2), 0U);
    EXPECT_EQ(core::utf8_prefix("ab", 9), 2U);
}

TEST(Text, CountsCharactersNotBytes) {
    EXPECT_EQ(core::utf8_length("腿麻😀a"), 4U);
}

TEST(Text, TrimsAsciiAndIdeographicBlanks) {
    EXPECT_EQ(core::trimmed(" \n　腿 麻　\t"), "腿 麻");
}

TEST(Text, DropsControlCharactersThatXmlCannotCarry) {
    EXPECT_EQ(core::without_control_characters(std::string("a\0b\x07\tc\n", 7)), "ab\tc\n");
}

}  // namespace
