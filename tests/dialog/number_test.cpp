#include "bot/dialog/fold.h"
#include "bot/dialog/quantities.h"
#include "bot/dialog/understanding.h"

#include <gtest/gtest.h>

namespace dialog {
namespace {

std::optional<double> days_of(std::string_view text) {
    const std::u16string letters = fold_word(text);
    const auto found = find_durations(letters, find_numbers(letters));
    if (found.empty()) return std::nullopt;
    return static_cast<double>(found.front().length.count()) / (24 * 60);
}

std::vector<double> numbers_of(std::string_view text) {
    std::vector<double> values;
    for (const auto& number : find_numbers(fold_word(text))) values.push_back(number.value);
    return values;
}

TEST(Numbers, AreReadInAnyScript) {
    const std::pair<std::string_view, std::vector<double>> rows[] = {
        {"7", {7}},
        {"７分", {7}},
        {"3.5", {3.5}},
        {"七", {7}},
        {"十二", {12}},
        {"二十", {20}},
        {"二十三", {23}},
        {"一百", {100}},
        {"一百零五", {105}},
        {"两百五", {250}},
        {"一千二百", {1200}},
        {"一万", {10000}},
        {"一点五", {1.5}},
        {"走二百米疼七分", {200, 7}},
        {"2千", {2000}},
        {"没有数", {}},
        {"", {}},
    };
    for (const auto& [text, wanted] : rows) EXPECT_EQ(numbers_of(text), wanted) << text;
}

TEST(Numbers, AloneInAnAnswerMayCarryUnitsAndHedges) {
    const std::pair<std::string_view, std::optional<double>> rows[] = {
        {"7", 7},
        {"７。", 7},
        {"七分", 7},
        {"大概5分吧", 5},
        {"6 左右", 6},
        {"有八分", 8},
        {"今年五十六岁", 56},
        {"我妈7分我8分", {}},
        {"不知道", {}},
        {"", {}},
        {"7点钟疼", {}},
        // A range is answered by its graver end.
        {"3到4", 4},
        {"四五分", 5},
        {"也就四五分吧", 5},
        {"6-7分", 7},
        {"7到4", {}},
        {"五 八 九", {}},
    };
    for (const auto& [text, wanted] : rows) EXPECT_EQ(read_number(text), wanted) << text;
}

TEST(Durations, AreReadFromPlainWords) {
    const std::pair<std::string_view, std::optional<double>> rows[] = {
        {"三天", 3},         {"2周", 14},      {"２ 个星期", 14},     {"半年", 182.5},
        {"一个多月", 30},    {"两三天", 3},    {"好几年了", 3 * 365}, {"十几天", 10},
        {"一年半", 547.5},   {"两个半月", 75}, {"半个月", 15},        {"10余天", 10},
        {"昨天开始", 1},     {"2-3天", 3},     {"多年", 5 * 365},     {"得有仨月了", 90},
        {"俩月", 60},        {"个把月", 30},   {"大半年", 270},       {"三月摔的", {}},
        {"三个小时", 0.125}, {"去年底", 365},  {"近二个月", 60},      {"2019年", {}},
        {"五十六岁", {}},    {"3月5日", {}},   {"没有", {}},
    };
    for (const auto& [text, wanted] : rows) {
        const auto found = days_of(text);
        ASSERT_EQ(found.has_value(), wanted.has_value()) << text;
        if (wanted) {
            EXPECT_DOUBLE_EQ(*found, *wanted) << text;
        }
    }
}

TEST(Sides, OfTheLegCountFirst) {
    const std::pair<std::string_view, std::string_view> rows[] = {
        {"左腿麻", "left"},          {"右侧屁股疼", "right"},
        {"双下肢没劲", "both"},      {"左腿疼，后来右腿也疼", "both"},
        {"左手麻，右腿疼", "right"}, {"左右腿都麻", "both"},
        {"疼了一年左右", ""},        {"腿麻", ""},
        {"两条腿发木", "both"},      {"左边", "left"},
    };
    for (const auto& [text, wanted] : rows) EXPECT_EQ(find_side(fold_word(text)), wanted) << text;
}

}  // namespace
}  // namespace dialog
