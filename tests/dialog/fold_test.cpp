#include "bot/dialog/fold.h"

#include "bot/dialog/understanding.h"

#include <gtest/gtest.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>

namespace dialog {
namespace {

std::string folded(std::string_view text) {
    std::string bytes;
    const auto letters = fold(text, 1000).letters;
    icu::UnicodeString(letters.data(), static_cast<int32_t>(letters.size())).toUTF8String(bytes);
    return bytes;
}

TEST(Fold, BringsEveryWritingToOneForm) {
    const std::pair<std::string_view, std::string_view> rows[] = {
        {"腳麻", "脚麻"},
        {"腰椎間盤突出", "腰椎间盘突出"},
        {"ＭＲＩ", "mri"},
        {"１２", "12"},
        {"L4/5", "l4、5"},
        {"腿  麻", "腿麻"},
        {"（左）腿麻", "左腿麻"},
        {"疼疼疼疼", "疼疼"},
        {"1111", "1111"},
        {"腿麻。。。", "腿麻."},
        {"真的？？！", "真的?"},
        {"腿麻😭😭疼", "腿麻,疼"},
        {"腿\u200b麻", "腿麻"},
        {"①", "1"},
        {"", ""},
    };
    for (const auto& [text, wanted] : rows) EXPECT_EQ(folded(text), wanted) << text;
}

TEST(Fold, RemembersTheBytesOfEachLetter) {
    const std::string_view text = "a 腿㎝麻";
    const folded_text letters = fold(text, 100);
    ASSERT_EQ(letters.size(), 5U);  // a 腿 c m 麻
    EXPECT_EQ(text.substr(letters.begin[1], letters.end[1] - letters.begin[1]), "腿");
    EXPECT_EQ(text.substr(letters.begin[3], letters.end[3] - letters.begin[3]), "㎝");
    EXPECT_EQ(text.substr(letters.begin[4], letters.end[4] - letters.begin[4]), "麻");
}

TEST(Fold, ReadsNoMoreCharactersThanAllowed) {
    EXPECT_EQ(fold("一二三四五", 3).size(), 3U);
}

TEST(Fold, TakesBrokenUtf8AsSeparators) {
    EXPECT_EQ(folded("腿\xFF\xFE麻"), "腿,麻");
    EXPECT_EQ(folded("\xE8\x85"), ",");
}

TEST(Fold, AgreesWithIcuOnTraditionalLetters) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> rules(
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
    ASSERT_TRUE(U_SUCCESS(status));
    ASSERT_EQ(traditional_pairs.size() % 2, 0U);
    std::size_t different = 0;
    for (std::size_t i = 0; i < traditional_pairs.size(); i += 2) {
        icu::UnicodeString letter(traditional_pairs[i]);
        rules->transliterate(letter);
        different += letter == icu::UnicodeString(traditional_pairs[i + 1]) ? 0 : 1;
    }
    // A newer ICU may know better about a few; a table gone wrong differs in hundreds.
    EXPECT_LT(different, 20U);
    EXPECT_GT(traditional_pairs.size(), 5000U);
}

TEST(FoldAnswer, ComparesShortAnswers) {
    EXPECT_EQ(fold_answer("１。"), fold_answer(" 1 "));
    EXPECT_EQ(fold_answer("【左腿】"), "左腿");
    EXPECT_EQ(fold_answer("沒有！"), "没有");
    EXPECT_EQ(fold_answer("，。"), "");
    EXPECT_NE(fold_answer("1"), fold_answer("11"));
}

}  // namespace
}  // namespace dialog
