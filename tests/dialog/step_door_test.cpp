#include "tests/support/sample_bundle.h"
#include "tests/support/talk.h"

#include <gtest/gtest.h>

// Greeting, consent and age, an expired visit, and the other questions of the engine's own.

namespace dialog {
namespace {

using sample::talk;

class Doors : public testing::Test {
protected:
    talk& inside() { return chat.press("lumbar").tap("同意").say("45"); }
    bundle script = sample::make_bundle();
    talk chat{script};
};

TEST_F(Doors, AFollowIsGreetedWithTheHomeMenu) {
    chat.send(core::inbound_kind::follow);
    EXPECT_TRUE(chat.shows("您好。"));
    EXPECT_TRUE(chat.shows("我是自动程序。"));
    EXPECT_FALSE(chat.pick_of("腰痛腿麻").empty());
    EXPECT_EQ(chat.find<set_timer>(), nullptr);
    chat.tap("腰痛腿麻");
    EXPECT_TRUE(chat.shows("是否同意记录？"));
    EXPECT_FALSE(chat.shows("您好。"));
}

TEST_F(Doors, ASymptomIsGreetedAskedForConsentAndRememberedAsAFlow) {
    chat.say("我腿麻半年了");
    EXPECT_TRUE(chat.text().starts_with("您好。"));
    EXPECT_TRUE(chat.shows("是否同意记录？"));
    EXPECT_FALSE(chat.last.may_store_text);
    ASSERT_EQ(chat.now.pending.size(), 1U);
    EXPECT_EQ(chat.now.pending[0].topic, "lumbar");
    EXPECT_EQ(chat.now.pending[0].text, "");
    chat.tap("同意");
    EXPECT_TRUE(chat.last.may_store_text);
    EXPECT_EQ(chat.now.consent_version, "v1");
    chat.say("四十五岁");
    EXPECT_EQ(chat.at(), "lumbar/ask-alarm");
}

TEST_F(Doors, ASymptomOfNoFlowLeadsToTheHomeMenuAfterConsent) {
    chat.say("会阴那里不舒服");  // nothing known: home
    EXPECT_FALSE(chat.shows("是否同意记录？"));
    script.flows.at("lumbar").entry_concepts.clear();
    talk other{script};
    other.say("我腿麻").say("同意").say("30");
    EXPECT_FALSE(other.pick_of("脖子疼、手麻").empty());
    EXPECT_EQ(other.at(), "");
}

TEST_F(Doors, ConsentCanBeGivenInWordsAndDigits) {
    for (const char* const words : {"同意", "1", "好的", "可以"}) {
        talk fresh{script};
        fresh.press("lumbar").say(words);
        EXPECT_EQ(fresh.now.consent_version, "v1") << words;
    }
    for (const char* const words : {"不同意", "2", "不"}) {
        talk fresh{script};
        fresh.press("lumbar").say(words);
        EXPECT_TRUE(fresh.now.consent_declined) << words;
    }
}

TEST_F(Doors, WhatIsNeitherAsksAgain) {
    chat.press("lumbar").say("这是什么");
    EXPECT_TRUE(chat.shows("是否同意记录？"));
    EXPECT_EQ(chat.now.consent_version, "");
    EXPECT_FALSE(chat.now.consent_declined);
}

TEST_F(Doors, WithoutConsentHospitalInformationAndEmergenciesAreAnswered) {
    chat.press("lumbar").say("医院电话多少");
    EXPECT_TRUE(chat.shows("000-0000"));
    EXPECT_TRUE(chat.shows("是否同意记录？"));
    chat.tap("不同意");
    EXPECT_TRUE(chat.shows("好的，不记录。"));
    EXPECT_FALSE(chat.last.may_store_text);
    EXPECT_TRUE(chat.say("医院地址").shows("示例医院"));
    chat.say("我腿麻");
    EXPECT_TRUE(chat.shows("好的，不记录。"));
    EXPECT_EQ(chat.at(), "");
    EXPECT_FALSE(chat.last.may_store_text);
    chat.say("尿不出来了");
    EXPECT_TRUE(chat.shows(sample::advice_er));
    EXPECT_FALSE(chat.last.may_store_text);
}

TEST_F(Doors, WhoDeclinedIsAskedAgainOnlyAfterChoosingAFlow) {
    chat.press("lumbar").tap("不同意").press("lumbar");
    EXPECT_TRUE(chat.shows("是否同意记录？"));
    chat.tap("同意");
    EXPECT_FALSE(chat.now.consent_declined);
}

TEST_F(Doors, ANewVersionOfTheConsentIsAskedFor) {
    inside().say("退出");
    script.project.consent.version = "v2";
    chat.press("lumbar");
    EXPECT_TRUE(chat.shows("是否同意记录？"));
}

TEST_F(Doors, AnAskedSignBeforeConsentKeepsNoWords) {
    chat.say("腿麻，会不会尿不出来？");
    EXPECT_EQ(chat.reading(), "confirm");
    for (const pending_question& one : chat.now.pending) EXPECT_EQ(one.text, "");
    chat.tap("现在没有");
    EXPECT_TRUE(chat.shows("是否同意记录？"));
    chat.tap("同意").say("45");
    EXPECT_EQ(chat.at(), "lumbar/ask-alarm");
}

TEST_F(Doors, AgeDecidesWhoIsAsked) {
    struct row {
        const char* reply;
        const char* band;
        const char* shown;
        bool asks;
    };
    for (const row& expected :
         {row{"13", "child", "请监护人带去医院。", false}, row{"3", "child", "请监护人带去", false},
          row{"14", "teen", "请监护人陪同。", true}, row{"17岁", "teen", "请监护人陪同。", true},
          row{"18", "adult", "有没有突然嘴歪", true}, row{"六十八", "adult", "嘴歪", true},
          row{"说不清", "unknown", "请监护人陪同。", true}}) {
        talk fresh{script};
        fresh.press("lumbar").tap("同意").say(expected.reply);
        EXPECT_EQ(fresh.now.age_band, expected.band) << expected.reply;
        EXPECT_TRUE(fresh.shows(expected.shown)) << fresh.text();
        EXPECT_EQ(!fresh.now.stack.empty(), expected.asks) << expected.reply;
    }
}

TEST_F(Doors, AnAgeThatIsNoneIsAskedOnceMore) {
    chat.press("lumbar").tap("同意").say("不告诉你");
    EXPECT_TRUE(chat.shows("请回复一个数字"));
    chat.say("就不说");
    EXPECT_EQ(chat.now.age_band, "unknown");
    EXPECT_EQ(chat.at(), "lumbar/ask-alarm");
}

TEST_F(Doors, ForAnotherPatientARestartAsksTheAgeAgain) {
    chat.press("lumbar").tap("同意").say("9").press("lumbar");
    EXPECT_TRUE(chat.shows("请监护人带去医院。"));
    chat.say("重新开始");
    chat.tap("腰痛腿麻");
    EXPECT_TRUE(chat.shows("请问年龄？"));
}

TEST_F(Doors, AnExpiredVisitOffersToContinue) {
    inside().tap("没有").wait(std::chrono::hours(25)).say("1");
    EXPECT_EQ(chat.reading(), "resume");
    EXPECT_TRUE(chat.shows("继续上次的问答吗？"));
    chat.tap("继续");
    EXPECT_TRUE(chat.shows("现在有没有下面的情况？"));
    EXPECT_EQ(chat.at(), "lumbar/ask-signs");
}

TEST_F(Doors, AnExpiredVisitCanStartOver) {
    inside().tap("没有").say("发烧了").wait(std::chrono::hours(25)).say("在吗").say("2");
    EXPECT_EQ(chat.at(), "lumbar/ask-alarm");
    EXPECT_EQ(chat.now.worst, "");
    EXPECT_TRUE(chat.slots().empty());
}

TEST_F(Doors, ASignAfterALongSilenceIsAnsweredAtOnce) {
    inside().wait(std::chrono::hours(25)).say("下身发麻");
    EXPECT_EQ(chat.at(), "emergency-er/ask-step");
}

TEST_F(Doors, ACommandAfterALongSilenceIsDone) {
    inside().wait(std::chrono::hours(25)).say("退出");
    EXPECT_EQ(chat.at(), "");
    EXPECT_TRUE(chat.shows("再见。"));
}

TEST_F(Doors, AWaitPointThatIsGoneOpensANewVisit) {
    inside();
    chat.now.stack.back().node = "removed";
    chat.wait(std::chrono::hours(25)).say("你好");
    EXPECT_EQ(chat.at(), "");
    EXPECT_FALSE(chat.pick_of("腰痛腿麻").empty());
}

TEST_F(Doors, LeavingTheAccountForgetsThePatient) {
    inside().send(core::inbound_kind::leave);
    EXPECT_NE(chat.find<forget_patient>(), nullptr);
    EXPECT_EQ(chat.count_sent(), 0U);
    state fresh;
    fresh.turn = chat.now.turn;
    fresh.release = chat.now.release;
    fresh.last_at = chat.now.last_at;
    EXPECT_EQ(chat.now, fresh);
}

TEST_F(Doors, AfterAnEmergencyIdleWordsGetTheAdviceBeforeTheMenu) {
    inside().say("尿不出来了").tap("已经动身").say("好的");
    EXPECT_TRUE(chat.text().starts_with(sample::advice_er)) << chat.text();
}

}  // namespace
}  // namespace dialog
