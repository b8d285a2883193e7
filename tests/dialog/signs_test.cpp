#include "bot/dialog/signs.h"

#include "bot/dialog/load.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dialog {
namespace {

const bundle& lumbar() {
    static const load_result loaded = load_bundle(DAOZHEN_SOURCE_DIR "/dialogs");
    if (!loaded.script) throw std::runtime_error(to_line(loaded.problems.front()));
    return *loaded.script;
}

urgency level_of(std::string_view text) {
    return urgency_of(lumbar(), find_signs(lumbar(), lumbar().ear.read(text), {}));
}

TEST(LumbarConcepts, KnowTheirExamplesAndCounterExamples) {
    const lexicon& ear = lumbar().ear;
    std::size_t checked = 0;
    for (std::size_t i = 0; i < ear.concepts().size(); ++i) {
        const concept_source& one = ear.concepts()[i];
        for (const auto& text : one.examples) {
            const reading heard = ear.read(text);
            const bool wanted = heard.intent == one.intent &&
                                (one.intent.starts_with("ask_") || one.intent == "chitchat");
            EXPECT_TRUE(heard.meaning_of(i) == polarity::present || wanted)
                << one.id << ": " << text;
            ++checked;
        }
        for (const auto& text : ear.concepts()[i].counter) {
            EXPECT_NE(ear.read(text).meaning_of(i), polarity::present)
                << ear.concepts()[i].id << ": " << text;
            ++checked;
        }
    }
    EXPECT_GT(checked, 1500U);
}

// What an example of a sign says is enough to raise it; what a counter-example says is not.
TEST(LumbarSigns, AreRaisedByTheirExamplesAndByNoCounterExample) {
    std::size_t checked = 0;
    for (const interrupt& rule : lumbar().interrupts) {
        if (rule.what != interrupt_class::emergency || !rule.with.empty() || !rule.unless.empty())
            continue;
        for (const std::string& id : rule.concepts) {
            const concept_source& one = lumbar().ear.concepts()[*lumbar().ear.find(id)];
            const urgency wanted = lumbar().project.find_disposition(rule.level)->how_soon;
            for (const auto& text : one.examples) {
                EXPECT_GE(level_of(text), wanted) << id << ": " << text;
                ++checked;
            }
            for (const auto& text : one.counter) {
                const auto signs = find_signs(lumbar(), lumbar().ear.read(text), {});
                const bool raised = std::any_of(signs.begin(), signs.end(), [&](const sign& found) {
                    return found.rule == &rule && found.meaning == polarity::present;
                });
                EXPECT_FALSE(raised) << id << ": " << text;
                ++checked;
            }
        }
    }
    EXPECT_GT(checked, 500U);
}

TEST(LumbarSigns, CountTimeOnlyForTheComplaintItStandsBy) {
    for (const std::string_view text :
         {"腰疼半年，左半身麻", "半年前腰疼，昨天起左半身麻", "腰疼三年脚抬不起来两天",
          "左半身突然麻木，腰疼三年", "腰突好几年了，脚勾不起来", "老毛病腰疼，右腿动不了了"})
        EXPECT_EQ(level_of(text), urgency::emergency) << text;
    for (const std::string_view text :
         {"左半身麻木半年了", "左半身麻，好几年了", "近三个月，左半身麻木", "足下垂8年",
          "好几年了，脚勾不起来", "三年前开始足下垂"})
        EXPECT_EQ(level_of(text), urgency::urgent) << text;
}

TEST(LumbarSigns, CallForTheEmergencyRoom) {
    for (const std::string_view text : {"会阴麻",
                                        "尿不出来",
                                        "拉裤子",
                                        "双腿没劲",
                                        "半边身子突然麻",
                                        "下面没感觉了",
                                        "擦屁股没感觉",
                                        "小编失禁",
                                        "站不起来了",
                                        "脚尖勾不起来",
                                        "嘴歪了",
                                        "喘不上气",
                                        "不想活了",
                                        "左脚突然冰凉发白",
                                        "我妈尿不出来",
                                        "没有发烧，但是尿不出来",
                                        "不是没有，是尿不出来",
                                        "会陰麻",
                                        "没憋住尿裤子了",
                                        "大小便不能自控",
                                        "从梯子上摔下来，脚没知觉",
                                        "骨转移，腿没劲",
                                        "腿没劲走不了路",
                                        "昨天尿失禁，后来好了",
                                        "裆部木木的",
                                        "医生说我是马尾综合征"})
        EXPECT_EQ(level_of(text), urgency::emergency) << text;
}

TEST(LumbarSigns, CallForTheClinicSoon) {
    for (const std::string_view text :
         {"前年得过乳腺癌，现在腰疼", "左腿没劲", "腿有点没力气", "小腿肌肉萎缩", "走路不稳",
          "疼得下不了床", "发烧三天，腰疼", "得过癌，现在腰疼", "左小腿肿了", "麻木范围越来越大",
          "摔了一跤腰疼", "会阴疼", "足下垂好几年了", "半边身子麻半年了", "两条腿都麻",
          "同房没感觉"})
        EXPECT_EQ(level_of(text), urgency::urgent) << text;
}

TEST(LumbarSigns, StayQuietOtherwise) {
    for (const std::string_view text : {"左腿麻",
                                        "腰疼",
                                        "大小便正常",
                                        "会不会失禁",
                                        "我妈去年尿失禁",
                                        "没有大小便失禁",
                                        "腿麻怎么办",
                                        "要是尿不出来怎么办",
                                        "什么是马尾综合征",
                                        "同事尿失禁了",
                                        "以前尿失禁，现在好了",
                                        "走二百米就得歇",
                                        "挂什么科",
                                        "你好",
                                        "",
                                        "没有会阴麻，大小便也正常",
                                        "怕以后站不起来",
                                        "会不会瘫痪",
                                        "大小便都没问题，腿也不是没力气",
                                        "膝盖下面麻",
                                        "网上说会大小便失禁"})
        EXPECT_EQ(level_of(text), urgency::none) << text;
}

TEST(LumbarSigns, OnlyMentionedAreFoundButNotPresent) {
    for (const std::string_view text : {"会不会尿失禁", "我妈去年尿失禁", "同事尿失禁了"}) {
        const auto signs = find_signs(lumbar(), lumbar().ear.read(text), {});
        ASSERT_FALSE(signs.empty()) << text;
        EXPECT_NE(signs.front().meaning, polarity::present) << text;
        EXPECT_TRUE(
            find_signs(lumbar(), lumbar().ear.read(text), {"urine-trouble", "bowel-trouble"})
                .empty())
            << text;
    }
    EXPECT_FALSE(find_signs(lumbar(), lumbar().ear.read("尿不出来"), {"urine-trouble"}).empty());
}

TEST(LumbarSigns, StrongestComesFirst) {
    const auto signs = find_signs(lumbar(), lumbar().ear.read("左腿没劲，嘴也歪了，怕尿失禁"), {});
    ASSERT_GE(signs.size(), 3U);
    EXPECT_EQ(signs.front().rule->id, "sign-stroke");
    EXPECT_EQ(signs.front().meaning, polarity::present);
    EXPECT_NE(signs.back().meaning, polarity::present);
}

TEST(LumbarSigns, EveryEmergencyRuleNamesWhatExists) {
    for (const interrupt& rule : lumbar().interrupts) {
        if (rule.what != interrupt_class::emergency) continue;
        const disposition* level = lumbar().project.find_disposition(rule.level);
        ASSERT_NE(level, nullptr) << rule.id;
        EXPECT_NE(level->how_soon, urgency::none) << rule.id;
        EXPECT_EQ(rule.flow.empty(), level->how_soon == urgency::urgent) << rule.id;
        for (const auto& id : rule.concepts) EXPECT_TRUE(lumbar().ear.find(id)) << rule.id << id;
        for (const auto& id : rule.unless) EXPECT_TRUE(lumbar().ear.find(id)) << rule.id << id;
        for (const auto& list : rule.with)
            for (const auto& id : list) EXPECT_TRUE(lumbar().ear.find(id)) << rule.id << id;
    }
}

}  // namespace
}  // namespace dialog
