#include "tests/support/sample_bundle.h"
#include "tests/support/talk.h"

#include <gtest/gtest.h>

// Patient commands work at any moment (dialogs.md §9.7).

namespace dialog {
namespace {

using sample::talk;

class Commands : public testing::Test {
protected:
    talk& at_side() {
        return chat.press("lumbar").tap("同意").say("45").tap("没有").tap("以上都没有");
    }
    bundle script = sample::make_bundle();
    talk chat{script};
};

TEST_F(Commands, BackRestoresWhatTheAnswerChanged) {
    at_side().tap("两条腿");
    EXPECT_EQ(chat.slots().at("risk"), value(3.0));
    chat.say("上一步");
    EXPECT_EQ(chat.at(), "lumbar/ask-side");
    EXPECT_FALSE(chat.slots().contains("risk"));
    EXPECT_FALSE(chat.slots().contains("side"));
    chat.tap("左腿");
    EXPECT_FALSE(chat.slots().contains("risk"));
}

TEST_F(Commands, BackAtTheFirstQuestionSaysSo) {
    chat.press("lumbar").tap("同意").say("45").say("上一步");
    EXPECT_TRUE(chat.shows("前面没有可以返回的问题了"));
    EXPECT_EQ(chat.at(), "lumbar/ask-alarm");
}

TEST_F(Commands, BackOverACallReachesTheCallersQuestion) {
    at_side().tap("左腿").say("两周").say("2");
    ASSERT_EQ(chat.at(), "more/ask-operated");
    chat.say("上一步");
    EXPECT_EQ(chat.at(), "lumbar/ask-pain");
    EXPECT_FALSE(chat.slots().contains("pain"));
    EXPECT_EQ(chat.now.stack.size(), 1U);
}

TEST_F(Commands, BackDropsAQuestionOfTheEnginesOwn) {
    at_side().say("我脖子疼").say("上一步");
    EXPECT_EQ(chat.at(), "lumbar/ask-side");
    EXPECT_TRUE(chat.now.pending.empty());
}

TEST_F(Commands, OwnQuestionsDoNotPileUp) {
    chat.press("lumbar");  // consent waits
    for (int i = 0; i < 5; ++i) chat.say("删除我的数据").say("菜单");
    EXPECT_EQ(chat.now.pending.size(), 2U);
}

TEST_F(Commands, WhatWaitsBeneathADroppedQuestionHearsTheMessage) {
    at_side();
    chat.wait(std::chrono::hours(25)).say("你好");     // "continue?" waits
    chat.say("人工").say("删除我的数据").say("退出");  // the desk lets go, erasing waits above it
    ASSERT_EQ(chat.now.pending.size(), 2U);
    chat.say("咕噜咕噜");
    EXPECT_TRUE(chat.now.pending.empty());
    EXPECT_EQ(chat.at(), "lumbar/ask-side");
    EXPECT_EQ(chat.reading(), "resume");
}

TEST_F(Commands, TheDeskIsNotInterruptedByAQuestionAboutASign) {
    at_side().say("人工").say("删除我的数据").say("会不会尿不出来");
    EXPECT_EQ(chat.now.pending.size(), 1U);
    EXPECT_EQ(chat.now.mode, speaker::human);
    EXPECT_NE(chat.find<alert_desk>(), nullptr);
}

TEST_F(Commands, RestartBeginsTheSameFlowWithoutAskingConsentAgain) {
    at_side().say("重新开始");
    EXPECT_EQ(chat.at(), "lumbar/ask-alarm");
    EXPECT_TRUE(chat.slots().empty());
}

TEST_F(Commands, QuitSaysGoodbyeAndEndsTheVisit) {
    at_side().say("退出");
    EXPECT_TRUE(chat.shows("再见。"));
    EXPECT_EQ(chat.at(), "");
}

TEST_F(Commands, HelpAsksAgain) {
    at_side().say("帮助");
    EXPECT_TRUE(chat.shows("帮助：可以回复数字。"));
    EXPECT_TRUE(chat.shows("哪条腿？"));
}

TEST_F(Commands, AHumanHearsAndTheDialogWaits) {
    at_side().say("找护士");
    EXPECT_EQ(chat.now.mode, speaker::human);
    ASSERT_NE(chat.find<open_handoff>(), nullptr);
    EXPECT_EQ(chat.find<open_handoff>()->queue, "spine-desk");
    EXPECT_TRUE(chat.shows("退出"));
    EXPECT_EQ(chat.say("您好").count_sent(), 0U);
    EXPECT_EQ(chat.send(core::inbound_kind::media).count_sent(), 0U);
    chat.say("退出");
    EXPECT_EQ(chat.now.mode, speaker::bot);
    EXPECT_TRUE(chat.shows("哪条腿？"));
    EXPECT_EQ(chat.at(), "lumbar/ask-side");
}

TEST_F(Commands, HomeShowsTheMenuAndTheQuestionStillWaits) {
    at_side().say("菜单");
    EXPECT_FALSE(chat.pick_of("脖子疼、手麻").empty());
    chat.say("2");  // of the menu on the screen, not of the question beneath
    EXPECT_EQ(chat.reading(), "entry");
    chat.tap("是");
    EXPECT_EQ(chat.at(), "neck/ask-hand");
}

TEST_F(Commands, HomeCanBeIgnored) {
    at_side().say("菜单").say("左腿");
    EXPECT_EQ(chat.at(), "lumbar/ask-since");
}

TEST_F(Commands, EraseAsksOnceAndForgetsAll) {
    at_side().say("删除我的数据");
    EXPECT_EQ(chat.find<forget_patient>(), nullptr);
    chat.tap("否");
    EXPECT_EQ(chat.at(), "lumbar/ask-side");
    chat.say("删除我的数据").tap("是");
    EXPECT_NE(chat.find<forget_patient>(), nullptr);
    EXPECT_TRUE(chat.now.stack.empty());
    EXPECT_EQ(chat.now.consent_version, "");
    EXPECT_FALSE(chat.last.may_store_text);
}

TEST_F(Commands, EraseWorksWhileAHumanHears) {
    at_side().say("人工").say("删除我的数据").say("是");
    EXPECT_NE(chat.find<forget_patient>(), nullptr);
    EXPECT_EQ(chat.now.mode, speaker::bot);
}

TEST_F(Commands, ShowDataNamesWhatIsKeptAndRepeatsNoWords) {
    at_side().tap("左腿").say("两周").say("2").tap("没做过").say("查看我的数据");
    EXPECT_TRUE(chat.shows("已同意（v1，2026-03-02）"));
    EXPECT_TRUE(chat.shows("病程：2 周"));
    EXPECT_TRUE(chat.shows("年龄段：成人"));
    chat.now.visit_slots["remark"] = std::string("我的原话");
    chat.say("查看我的数据");
    EXPECT_TRUE(chat.shows("补充说明：已记录文字"));
    EXPECT_FALSE(chat.shows("我的原话"));
}

TEST_F(Commands, WithdrawingConsentForgetsAndStopsTheQuestions) {
    at_side().say("撤回同意");
    EXPECT_NE(chat.find<forget_patient>(), nullptr);
    EXPECT_TRUE(chat.now.consent_declined);
    EXPECT_EQ(chat.now.consent_version, "");
    EXPECT_TRUE(chat.now.stack.empty());
    EXPECT_FALSE(chat.last.may_store_text);
    EXPECT_FALSE(chat.say("我腿麻").last.may_store_text);
    EXPECT_EQ(chat.at(), "");
}

TEST_F(Commands, CommandsWorkBeforeConsentAndInOwnQuestions) {
    for (const char* const word :
         {"人工", "退出", "帮助", "查看我的数据", "撤回同意", "重新开始"}) {
        talk fresh{script};
        fresh.press("lumbar").say(word);
        EXPECT_EQ(fresh.reading(), "command") << word;
        EXPECT_GE(fresh.count_sent(), 1U) << word;
    }
}

TEST_F(Commands, TheyNeedNoWordsInTheScript) {
    script.project.commands.clear();
    script.interrupts.clear();
    at_side().say("退出");
    EXPECT_EQ(chat.reading(), "command");
}

TEST_F(Commands, AnAccountMenuKeyMayBeACommand) {
    at_side().press("restart");
    EXPECT_EQ(chat.at(), "lumbar/ask-alarm");
    chat.press("home");
    EXPECT_FALSE(chat.pick_of("医院地址、电话").empty());
}

}  // namespace
}  // namespace dialog
