#include "bot/dialog/pick.h"
#include "bot/dialog/step.h"
#include "bot/dialog/value_text.h"
#include "bot/dialog/values.h"

#include <gtest/gtest.h>

namespace dialog {
namespace {

constexpr core::wall_time now{std::chrono::milliseconds(1'772'416'800'000)};  // 2026-03-02 +08:00

std::string words_of(const typed_value& read) {
    if (const auto* held = std::get_if<value>(&read)) {
        if (const auto* text = std::get_if<std::string>(held)) return *text;
        if (const auto* number = std::get_if<double>(held)) return number_text(*number);
        return "?";
    }
    return std::holds_alternative<out_of_range>(read) ? "range" : "";
}

TEST(Values, ReadsDates) {
    struct row {
        const char* text;
        const char* date;
    };
    const row rows[] = {{"2026-01-05", "2026-01-05"},
                        {"2025年12月31日", "2025-12-31"},
                        {"２０２６/１/５", "2026-01-05"},
                        {"1月5号", "2026-01-05"},
                        {"12月31日", "2025-12-31"},
                        {"今天", "2026-03-02"},
                        {"昨天", "2026-03-01"},
                        {"大前天", "2026-02-27"},
                        {"2026-02-30", "range"},
                        {"13月1日", "range"},
                        {"5", ""},
                        {"很久以前", ""},
                        {"1-5", ""},
                        {"", ""}};
    for (const row& expected : rows)
        EXPECT_EQ(words_of(read_date(expected.text, now)), expected.date) << expected.text;
}

TEST(Values, ReadsPhones) {
    struct row {
        const char* text;
        const char* digits;
    };
    const row rows[] = {{"13800138000", "13800138000"},
                        {"138 0013-8000", "13800138000"},
                        {"+8613800138000", "13800138000"},
                        {"１３８００１３８０００", "13800138000"},
                        {"0531-67812828", "053167812828"},
                        {"1380013800", "range"},
                        {"12345", "range"},
                        {"我的电话", ""},
                        {"", ""}};
    for (const row& expected : rows)
        EXPECT_EQ(words_of(read_phone(expected.text)), expected.digits) << expected.text;
}

TEST(Values, KeepsNumbersInTheirRange) {
    slot pain;
    pain.type = slot_type::number;
    pain.min = 0;
    pain.max = 10;
    pain.integer = true;
    struct row {
        const char* text;
        const char* number;
    };
    const row rows[] = {{"7", "7"},      {"７分", "7"},    {"十", "10"}, {"0", "0"},
                        {"11", "range"}, {"3.5", "range"}, {"很疼", ""}};
    for (const row& expected : rows) {
        const reading heard = lexicon().read(expected.text);
        EXPECT_EQ(words_of(read_value(pain, expected.text, heard, now)), expected.number)
            << expected.text;
    }
}

TEST(Values, KeepsDurationsAndTextsWithinTheirLimits) {
    slot since;
    since.type = slot_type::duration;
    since.longest = minutes(60 * 24 * 365);
    const auto read = [&since](const char* text) {
        return read_value(since, text, lexicon().read(text), now);
    };
    EXPECT_EQ(std::get<value>(read("两周")), value(minutes(14 * 24 * 60)));
    EXPECT_TRUE(std::holds_alternative<out_of_range>(read("三年")));
    EXPECT_TRUE(std::holds_alternative<std::monostate>(read("很久")));
    slot remark;
    remark.type = slot_type::text;
    EXPECT_EQ(words_of(read_value(remark, "  有点怕冷 ", {}, now)), "有点怕冷");
    std::string long_text;
    for (int i = 0; i < 201; ++i) long_text += "长";
    EXPECT_EQ(words_of(read_value(remark, long_text, {}, now)), "range");
}

TEST(Values, AreShownWithLabelsAndUnits) {
    slot choice;
    choice.type = slot_type::multi;
    choice.values = {{"a", "甲"}, {"b", "乙"}};
    EXPECT_EQ(text_of(choice, std::vector<std::string>{"a", "b"}), "甲、乙");
    EXPECT_EQ(text_of(choice, std::vector<std::string>{}), "无");
    EXPECT_EQ(duration_text(minutes(21 * 24 * 60)), "3 周");
    EXPECT_EQ(duration_text(minutes(180 * 24 * 60)), "6 个月");
    EXPECT_EQ(duration_text(minutes(90)), "90 分钟");
    EXPECT_EQ(number_text(3.5), "3.5");
    slot remark;
    remark.type = slot_type::text;
    EXPECT_EQ(text_of(remark, std::string("原话")), "");
}

TEST(Picks, ReadWhatTheyWrote) {
    const std::string id = make_pick(42, "ask-side", "left");
    const auto parsed = parse_pick(id);
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(parsed->turn, 42U);
    EXPECT_EQ(parsed->node, "ask-side");
    EXPECT_EQ(parsed->option, "left");
    for (const char* const wrong :
         {"", "x", "1", "1.", "1..", "1.a", "1.a.", ".a.b", "-1.a.b", "99999999999.a.b", "左腿"})
        EXPECT_FALSE(parse_pick(wrong).has_value()) << wrong;
}

TEST(AnswerWithoutScript, WarnsOfSignsAndOtherwiseSaysSoHonestly) {
    for (const char* const sign :
         {"尿不出来了", "我下身发麻", "肛门周围没感觉", "会阴那一圈都木了", "双腿没劲",
          "半边身子突然麻", "嘴歪了", "胸口疼", "我不想活了", "没有发烧，就是憋不住尿",
          "不是没有，是尿不出来", "没发烧但是拉裤子了"})
        EXPECT_NE(answer_without_script(sign).find("请现在就拨打 120"), std::string::npos) << sign;
    for (const char* const calm :
         {"大小便正常", "没有嘴歪", "下身不麻", "你好", "", "没有尿不出来", "\xFF\xFE"}) {
        const std::string answer = answer_without_script(calm);
        EXPECT_EQ(answer.find("请现在就拨打"), std::string::npos) << calm;
        EXPECT_NE(answer.find("120"), std::string::npos) << calm;
    }
}

}  // namespace
}  // namespace dialog
