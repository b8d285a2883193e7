#include "bot/dialog/understanding.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>

namespace dialog {
namespace {

std::vector<concept_source> sources() {
    concept_source urine;
    urine.id = "urine";
    urine.phrases = {"尿不出",   "尿失禁",     "漏尿",     "憋不住尿",
                     "没憋住尿", "大小便失禁", "不能自控", "小便失禁"};
    urine.near = {{{"小便", "大便", "排尿", "大小便"}, {"困难", "费劲", "失禁", "不正常"}}};
    concept_source weak;
    weak.id = "weak";
    weak.phrases = {"腿软"};
    weak.near = {{{"腿", "脚", "下肢"}, {"没劲", "没力气", "无力", "抬不起来"}}};
    concept_source numb;
    numb.id = "numb";
    numb.near = {{{"腿", "脚", "脚背"}, {"麻", "麻木", "没知觉"}}};
    numb.except = {"麻烦", "麻辣"};
    concept_source fever;
    fever.id = "fever";
    fever.phrases = {"发烧", "发热"};
    concept_source arm;
    arm.id = "arm";
    arm.near = {{{"手", "胳膊"}, {"麻", "疼"}}};
    concept_source surgery;
    surgery.id = "surgery";
    surgery.phrases = {"需要手术"};
    surgery.intent = "ask_surgery";
    return {urine, weak, numb, fever, arm, surgery};
}

const lexicon& ear() {
    static const lexicon words(sources());
    return words;
}

std::string meaning_of(std::string_view text, std::string_view concept_id) {
    const auto meaning = ear().read(text).meaning_of(*ear().find(concept_id));
    return meaning ? std::string(name_of(*meaning)) : "nothing";
}

struct row {
    std::string_view text, concept_id, meaning;
};

void expect(std::initializer_list<row> rows) {
    for (const auto& [text, concept_id, meaning] : rows)
        EXPECT_EQ(meaning_of(text, concept_id), meaning) << text << " / " << concept_id;
}

TEST(Polarity, ANegatorDeniesWhatFollows) {
    expect({{"没有尿失禁", "urine", "absent"},
            {"小便不困难", "urine", "absent"},
            {"大小便没有失禁", "urine", "absent"},
            {"否认大小便失禁", "urine", "absent"},
            {"从来没有漏尿", "urine", "absent"},
            {"没有出现过尿失禁", "urine", "absent"},
            {"腿一点也不麻", "numb", "absent"},
            {"也没发烧", "fever", "absent"},
            {"腿不是没力气", "weak", "absent"}});
}

TEST(Polarity, ANegatorInsideAWordBelongsToIt) {
    expect({{"腿没劲", "weak", "present"},
            {"尿不出来", "urine", "present"},
            {"昨天没憋住尿", "urine", "present"},
            {"小便不能自控", "urine", "present"},
            {"脚背没知觉", "numb", "present"}});
}

TEST(Polarity, ANegationEndsAtContrastAndAtTheClause) {
    expect({{"没有发烧，但是尿不出来", "urine", "present"},
            {"没有发烧，但是尿不出来", "fever", "absent"},
            {"没有发烧就是腿麻", "numb", "present"},
            {"不发烧，腿没劲", "weak", "present"},
            {"没做手术腿麻", "numb", "present"},
            {"没吃药腿麻", "numb", "present"},
            {"不发烧腿麻", "numb", "present"},
            {"没有发烧腿麻", "numb", "present"},
            {"不小心漏尿", "urine", "present"},
            {"不仅腿麻", "numb", "present"},
            {"腿麻没有好转", "numb", "present"}});
}

TEST(Polarity, ANegationIsCarriedAlongAList) {
    expect({{"没有发烧和尿失禁", "urine", "absent"},
            {"没有发热、腿麻、尿失禁", "urine", "absent"},
            {"没有发烧，也没有腿麻", "numb", "absent"},
            {"发烧、尿失禁都没有", "fever", "absent"},
            {"发烧，腿麻，都没有", "fever", "absent"},
            {"没有发烧、尿不出来", "urine", "absent"}});
}

TEST(Polarity, WhatIsCalledNormalIsDenied) {
    expect({{"大小便正常", "urine", "absent"},
            {"大小便都没问题", "urine", "absent"},
            {"小便大便都没问题", "urine", "absent"},
            {"尿失禁没有", "urine", "absent"},
            {"大小便正常吗", "urine", "nothing"},
            {"小便不正常", "urine", "present"}});
}

TEST(Polarity, DoubleNegationAffirms) {
    expect({{"不是没有尿失禁", "urine", "present"},
            {"不是没有，是尿不出来", "urine", "present"},
            {"不是不麻，腿麻", "numb", "present"}});
}

TEST(Polarity, QuestionsAndHypothesesAreAsked) {
    expect({{"会不会尿失禁", "urine", "asked"},
            {"以后会不会尿失禁？", "urine", "asked"},
            {"以后会尿失禁吗", "urine", "asked"},
            {"怕尿失禁", "urine", "asked"},
            {"万一尿不出来怎么办", "urine", "asked"},
            {"要是哪天突然尿不出来了，我该去哪", "urine", "asked"},
            {"网上说会尿失禁", "urine", "asked"},
            {"医生让我注意有没有尿失禁", "urine", "asked"},
            {"尿失禁是什么意思", "urine", "asked"},
            {"有没有办法预防尿失禁", "urine", "asked"}});
}

TEST(Polarity, AQuestionAboutAPresentTroubleIsPresent) {
    expect({{"尿不出来怎么办", "urine", "present"},
            {"腿没劲是怎么回事", "weak", "present"},
            {"腿麻是什么原因？", "numb", "present"},
            {"为什么会腿麻", "numb", "present"},
            {"腿麻正常吗", "numb", "present"},
            {"有没有办法，腿麻", "numb", "present"}});
}

TEST(Polarity, ThePastIsPastUnlessItGoesOnOrWasJustNow) {
    expect({{"以前尿失禁", "urine", "past"},
            {"手术前尿失禁", "urine", "past"},
            {"尿失禁，现在好了", "urine", "past"},
            {"去年开始腿麻", "numb", "present"},
            {"以前不发烧，现在腿麻", "numb", "present"},
            {"前天尿失禁了，后来又好了", "urine", "present"},
            {"腿比以前没劲", "weak", "present"}});
}

TEST(Polarity, FamilyIsThePatientAndAFriendIsNot) {
    expect({{"我妈尿不出来", "urine", "present"},
            {"我妈去年尿失禁", "urine", "past"},
            {"我同事尿失禁", "urine", "other"},
            {"邻居腿没劲，我腿麻", "numb", "present"},
            {"邻居腿没劲，我腿麻", "weak", "other"},
            {"尿失禁挂什么科，帮同事问的", "urine", "other"}});
    EXPECT_EQ(ear().read("我妈尿不出来").who, person::other);
    EXPECT_EQ(ear().read("我尿不出来").who, person::self);
    EXPECT_EQ(ear().read("尿不出来").who, person::unstated);
}

TEST(Polarity, TheWrittenStyleDeniesAListWithoutCommas) {
    expect({{"无发热尿失禁", "urine", "absent"},
            {"否认发热漏尿", "urine", "absent"},
            {"没有发热漏尿", "urine", "present"}});
}

TEST(Polarity, WhatTellsApartAsksAboutAllThatItNames) {
    expect({{"腿麻和尿失禁有什么区别", "numb", "asked"},
            {"腿麻和尿失禁有区别吗", "urine", "asked"},
            {"腿麻有什么好的治疗方法", "numb", "present"},
            {"腿麻是哪里的问题", "numb", "present"}});
}

TEST(Polarity, AWordInsideAnotherFindingSharesItsDenial) {
    concept_source urine, bowel;
    urine.id = "urine";
    urine.phrases = {"失禁", "尿潴留"};
    bowel.id = "bowel";
    bowel.phrases = {"大便失禁"};
    const lexicon words({urine, bowel});
    EXPECT_EQ(words.read("未出现尿潴留及大便失禁").meaning_of(0), polarity::absent);
}

TEST(Polarity, ANegatorWithAnObjectOfItsOwnReachesNoFurther) {
    expect({{"腿不麻没劲", "weak", "present"}, {"腿不麻，没劲", "weak", "present"}});
}

TEST(Polarity, AnAdviceThatCameTrueIsAComplaint) {
    expect({{"医生让我注意尿失禁", "urine", "asked"},
            {"医生让我注意尿失禁，今天真的漏尿了", "urine", "present"},
            {"再不开刀会尿失禁", "urine", "asked"}});
}

TEST(Polarity, AFearIsNoComplaint) {
    expect({{"最担心的就是尿失禁", "urine", "asked"},
            {"腿麻，最怕的就是以后尿失禁", "urine", "asked"},
            {"腿麻，最怕的就是以后尿失禁", "numb", "present"}});
}

TEST(Polarity, APartnerIsFamily) {
    expect({{"我女朋友尿失禁", "urine", "present"}, {"我朋友尿失禁", "urine", "other"}});
}

TEST(Polarity, AWordOfAnUnpairedComplaintHidesNoNegator) {
    concept_source sex;
    sex.id = "sex";
    sex.near = {{{"晨勃"}, {"没有", "没了"}}};
    concept_source fever;
    fever.id = "fever";
    fever.phrases = {"发烧"};
    const lexicon words({sex, fever});
    EXPECT_EQ(words.read("没有发烧").meaning_of(1), polarity::absent);
    EXPECT_EQ(words.read("晨勃没有了").meaning_of(0), polarity::present);
}

TEST(Polarity, AHedgeIsNoDenial) {
    expect({{"好像有点尿不出来", "urine", "present"},
            {"偶尔腿有点麻", "numb", "present"},
            {"脚背隐隐地麻", "numb", "present"}});
}

TEST(Pairs, BindTheNearestPartOfTheBody) {
    expect({{"腿疼手麻", "numb", "nothing"},
            {"手脚都麻", "numb", "present"},
            {"手脚都麻", "arm", "present"},
            {"腿从上个月开始一直都没力气", "weak", "present"},
            {"腿疼得厉害。吃饭没力气", "weak", "nothing"},
            {"脚背不麻，胳膊疼", "arm", "present"}});
}

TEST(Words, InsideAnExceptedWordMeanNothing) {
    expect({{"麻烦看看我的腿", "numb", "nothing"},
            {"腿麻烦您看看", "numb", "nothing"},
            {"脚好了能吃麻辣烫吗", "numb", "nothing"}});
}

TEST(Words, ForgiveASlipOfTheInputMethodWhenLong) {
    expect({{"大小编失禁", "urine", "present"},
            {"腿没立气", "weak", "present"},
            {"小便失禁", "urine", "present"},
            {"雙腿無力", "weak", "present"},
            {"尿 不 出 来", "urine", "present"}});
}

TEST(Words, OfAWishArePresentEvenAsAQuestion) {
    expect({{"需要手术吗", "surgery", "present"}, {"我不需要手术", "surgery", "absent"}});
}

TEST(Mentions, PointAtTheBytesThatLedToThem) {
    const std::string_view text = "醫生，左腿  麻木三天。";
    const reading heard = ear().read(text);
    ASSERT_EQ(heard.mentions.size(), 1U);
    const mention& said = heard.mentions[0];
    EXPECT_EQ(text.substr(said.begin, said.end - said.begin), "腿  麻木");
    EXPECT_EQ(heard.side, "left");
    EXPECT_EQ(heard.duration_text, "三天");
}

TEST(ShortAnswers, AreYesNoOrUnsure) {
    const reading none;
    for (const std::string_view text : {"有", "有的", "是的。", "嗯", "对！", "有啊", "會"})
        EXPECT_EQ(ear().read(text).yes, std::optional(true)) << text;
    for (const std::string_view text : {"没有", "没", "不是", "都没有", "无", "沒有啊", "没有了。"})
        EXPECT_EQ(ear().read(text).yes, std::optional(false)) << text;
    for (const std::string_view text : {"说不清", "不知道", "不清楚啊", "记不清了"}) {
        EXPECT_TRUE(ear().read(text).unsure) << text;
        EXPECT_EQ(ear().read(text).yes, std::nullopt) << text;
    }
    for (const std::string_view text : {"腿麻", "", "没有发烧", "有点腿麻"}) {
        EXPECT_EQ(ear().read(text).yes, std::nullopt) << text;
        EXPECT_FALSE(ear().read(text).unsure) << text;
    }
}

TEST(ShortAnswers, MayCarryRemarksAroundANo) {
    for (const char* text : {"木有木有", "没有没有就是问问", "现在都正常", "目前没有",
                             "没有，谢谢大夫", "我没有这些情况", "没觉得"})
        EXPECT_EQ(ear().read(text).yes, std::optional(false)) << text;
    for (const char* text : {"没有就是腿没劲", "有就是问问", "没有尿不出吗", "正常的是腿"})
        EXPECT_EQ(ear().read(text).yes, std::nullopt) << text;
}

TEST(Polarity, AStrangersRelativeIsNoneOfOurs) {
    expect({{"朋友的妈妈尿失禁", "urine", "other"},
            {"同事说他尿失禁", "urine", "other"},
            {"同事家孩子发烧", "fever", "other"},
            {"我跟同事说我妈尿失禁", "urine", "present"}});
}

TEST(Polarity, HearsayIsNoComplaint) {
    expect({{"听老李说会尿失禁", "urine", "asked"}, {"听邻居讲腰病会尿失禁", "urine", "asked"}});
}

TEST(Bare, AComplaintAloneCountsWhereNoPartOfTheBodyIsNamed) {
    concept_source numb;
    numb.id = "numb";
    numb.near = {{{"腿", "脚"}, {"麻"}}};
    numb.bare = {"麻"};
    numb.except = {"麻烦"};
    concept_source arm;
    arm.id = "arm";
    arm.near = {{{"手"}, {"麻"}}};
    concept_source cold;
    cold.id = "cold";
    cold.phrases = {"感冒"};
    cold.intent = "other_disease";
    const lexicon words({numb, arm, cold});
    const auto meaning = [&](std::string_view text) { return words.read(text).meaning_of(0); };
    EXPECT_EQ(meaning("疼轻了，就是麻"), polarity::present);
    EXPECT_EQ(meaning("不疼也不麻"), polarity::absent);
    EXPECT_EQ(meaning("手麻"), std::nullopt);
    EXPECT_EQ(meaning("感冒以后麻"), std::nullopt);
    EXPECT_EQ(meaning("麻烦您了"), std::nullopt);
}

TEST(Reading, IsTheSameEveryTime) {
    const std::string_view text = "没有发烧，也没有尿失禁，但是双腿没力气三天，怕以后尿不出来";
    const reading first = ear().read(text);
    for (int i = 0; i < 5; ++i) {
        const reading again = lexicon(sources()).read(text);
        ASSERT_EQ(again.mentions.size(), first.mentions.size());
        for (std::size_t k = 0; k < first.mentions.size(); ++k) {
            EXPECT_EQ(again.mentions[k].concept_index, first.mentions[k].concept_index);
            EXPECT_EQ(again.mentions[k].meaning, first.mentions[k].meaning);
            EXPECT_EQ(again.mentions[k].begin, first.mentions[k].begin);
        }
    }
}

// Twice the text may take about twice the time; a quadratic reader takes four times. The bound is
// wide because the machine is shared.
TEST(Reading, IsLinearOnHostileText) {
    for (const std::string_view piece : {"没", "没没有不", "😭", "腿麻", "腿", "麻", "会不会",
                                         "、腿麻和", "大小便正常", "1", "半", "，", "小编失"}) {
        const auto seconds = [&piece](std::size_t bytes) {
            std::string text;
            while (text.size() < bytes) text += piece;
            const std::clock_t start = std::clock();  // of this process: others may be busy
            (void)ear().read(text, text.size());
            return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        };
        const double small = std::min(seconds(30'000), seconds(30'000));
        const double large = seconds(240'000);
        EXPECT_LT(large, 30 * small + 0.05) << piece;  // 8 times the text; quadratic would be 64
    }
}

TEST(Reading, EndsOnAMegabyteOfOneLetter) {
    for (const std::string_view piece : {"没", "😭"}) {
        std::string text;
        while (text.size() < 1'000'000) text += piece;
        EXPECT_TRUE(ear().read(text, text.size()).mentions.empty());
    }
}

TEST(Reading, SurvivesAnyBytes) {
    for (int lead = 0; lead < 256; ++lead)
        for (const std::string_view tail : {"", "\x80", "麻", "\xFF\xFE"}) {
            const std::string text =
                "腿" + std::string(1, static_cast<char>(lead)) + std::string(tail);
            for (const mention& said : ear().read(text).mentions) {
                EXPECT_LT(said.begin, said.end);
                EXPECT_LE(said.end, text.size());
            }
        }
}

TEST(Polarity, WhetherItGetsWellIsAskedOfWhatIsThere) {
    expect({{"小便困难能自己好吗", "urine", "present"},
            {"腿麻会好吗", "numb", "present"},
            {"会小便困难吗", "urine", "asked"},
            {"以后会腿麻吗", "numb", "asked"}});
}

TEST(Lexicon, AConceptOfHistoryCountsWhatOnceWas) {
    concept_source cancer;
    cancer.id = "cancer";
    cancer.phrases = {"乳腺癌"};
    const auto meaning = [&cancer](std::string_view text) {
        return lexicon({cancer}).read(text).meaning_of(0);
    };
    EXPECT_EQ(meaning("三年前得过乳腺癌"), polarity::past);
    cancer.history = true;
    EXPECT_EQ(meaning("三年前得过乳腺癌"), polarity::present);
    EXPECT_EQ(meaning("没得过乳腺癌"), polarity::absent);
    EXPECT_EQ(meaning("以前得过乳腺癌，早治好了"), polarity::past);
}

TEST(Lexicon, WithoutConceptsHearsNothing) {
    const lexicon empty;
    EXPECT_TRUE(empty.read("尿不出来").mentions.empty());
    EXPECT_EQ(empty.find("urine"), std::nullopt);
}

}  // namespace
}  // namespace dialog
