#include "tests/support/sample_bundle.h"
#include "tests/support/talk.h"

#include <gtest/gtest.h>

// Rows a-i of dialogs.md §5, one after another, on the sample bundle.

namespace dialog {
namespace {

using sample::talk;

class Rows : public testing::Test {
protected:
    talk& at_alarm() { return chat.press("lumbar"); }
    talk& at_signs() { return at_alarm().tap("没有"); }
    talk& at_side() { return at_signs().tap("以上都没有"); }
    talk& at_since() { return at_side().tap("左腿"); }
    talk& at_pain() { return at_since().say("两周"); }

    bundle script = sample::without_doors();
    talk chat{script};
};

std::vector<std::string> ids(const value& held) {
    return std::get<std::vector<std::string>>(held);
}

TEST_F(Rows, AStartsByTheAccountsOwnMenu) {
    at_alarm();
    EXPECT_EQ(chat.at(), "lumbar/ask-alarm");
    EXPECT_TRUE(chat.shows("下面几个问题"));
    EXPECT_TRUE(chat.shows("嘴歪"));
}

TEST_F(Rows, ATapOfTheCurrentTurnAnswers) {
    at_alarm().tap("没有");
    EXPECT_EQ(chat.reading(), "answer");
    EXPECT_EQ(chat.at(), "lumbar/ask-signs");
    EXPECT_EQ(chat.slots().at("alarm"), value(std::string("no")));
}

TEST_F(Rows, ADigitAnswersInAnyWidth) {
    for (const char* const digit : {"2", "２", " 2 ", "2。"}) {
        talk fresh{script};
        fresh.press("lumbar").say(digit);
        EXPECT_EQ(fresh.at(), "lumbar/ask-signs") << digit;
    }
}

TEST_F(Rows, ALabelOrASynonymAnswersAndIsNotScanned) {
    at_signs().say("会阴或肛门周围发麻");
    EXPECT_EQ(chat.reading(), "answer");
    EXPECT_EQ(chat.now.stack.front().flow, "emergency-er");  // by the script's own branch
    talk other{script};
    other.press("lumbar").say("没有").say("都没有").say("双腿");
    EXPECT_EQ(other.slots().at("side"), value(std::string("both")));
}

TEST_F(Rows, AParticleBehindALabelChangesNothing) {
    for (const char* const words : {"双腿", "双腿的", "双腿呀", "双腿呢"}) {
        talk fresh{script};
        fresh.press("lumbar").say("没有").say("都没有的").say(words);
        EXPECT_EQ(fresh.slots().at("side"), value(std::string("both"))) << words;
        EXPECT_EQ(fresh.reading(), "answer") << words;
    }
}

TEST_F(Rows, SeveralNumbersAnswerAQuestionOfSeveralChoices) {
    for (const char* const words : {"1 3", "1、3", "1，3", "1和3", "13", "３ １", "3.1"}) {
        talk fresh{script};
        fresh.press("lumbar").tap("没有").say(words);
        const bool taken = fresh.now.stack.front().flow == "emergency-er";
        EXPECT_EQ(taken, std::string_view(words) != "3.1") << words;
    }
    at_signs().say("3");
    EXPECT_EQ(ids(chat.slots().at("signs")), std::vector<std::string>{"thin"});
}

TEST_F(Rows, NoneBesideAnotherChoiceDeniesNothing) {
    at_signs().say("3 5");
    EXPECT_EQ(ids(chat.slots().at("signs")), std::vector<std::string>{"thin"});
}

TEST_F(Rows, ANumberAtANumberQuestionIsItsValue) {
    at_pain().say("3");
    EXPECT_EQ(chat.now.stack.front().slots.at("pain"), value(3.0));
}

TEST_F(Rows, BAPresentSignReplacesEverything) {
    at_side().say("左边，刚才开始尿不出来了");
    EXPECT_EQ(chat.reading(), "emergency");
    EXPECT_EQ(chat.now.stack.size(), 1U);
    EXPECT_EQ(chat.at(), "emergency-er/ask-step");
    EXPECT_EQ(chat.now.worst, "er-now");
    EXPECT_TRUE(chat.shows(sample::advice_er));
}

TEST_F(Rows, BTheSameSignAgainRepeatsTheWarningWithoutASecondTakeOver) {
    at_side().say("尿不出来了").say("真的尿不出来了");
    EXPECT_EQ(chat.reading(), "emergency");
    EXPECT_TRUE(chat.shows(sample::advice_er));
    EXPECT_TRUE(chat.shows("请现在就去。动身了吗？"));
    EXPECT_EQ(chat.at(), "emergency-er/ask-step");
}

TEST_F(Rows, BAWorseSignTakesOverAnEmergencyAndAMilderOneDoesNot) {
    at_side().say("尿不出来了").say("现在说话不清");
    EXPECT_EQ(chat.at(), "emergency-120/ask-step");
    chat.say("下身发麻");
    EXPECT_EQ(chat.at(), "emergency-120/ask-step");
    EXPECT_TRUE(chat.shows(sample::advice_120));
    EXPECT_EQ(chat.now.worst, "call-120");
}

TEST_F(Rows, BTheHighestPriorityWins) {
    at_side().say("尿不出来，嘴歪");
    EXPECT_EQ(chat.last.why.detail, "er-stroke");
}

TEST_F(Rows, CAnAskedSignIsConfirmedAndNoReadsTheTextAgain) {
    at_side().say("右腿，会不会尿不出来？");
    EXPECT_EQ(chat.reading(), "confirm");
    EXPECT_TRUE(chat.shows("现在出现了小便困难吗？"));
    chat.tap("现在没有");
    EXPECT_EQ(chat.slots().at("side"), value(std::string("right")));
    EXPECT_EQ(chat.at(), "lumbar/ask-since");
    EXPECT_EQ(chat.now.masked, std::vector<std::string>{"urine-trouble"});
}

TEST_F(Rows, CAfterANoOnlyPresentCounts) {
    at_side().say("会不会尿不出来？").say("没有");
    EXPECT_EQ(chat.at(), "lumbar/ask-side");
    EXPECT_EQ(chat.now.stack.back().misses, 0);
    chat.say("以后会不会尿不出来？");
    EXPECT_NE(chat.reading(), "confirm");
    chat.say("尿不出来了");
    EXPECT_EQ(chat.reading(), "emergency");
}

TEST_F(Rows, CNeitherYesNorNoCountsAsYes) {
    for (const char* const reply : {"现在有", "1", "说不清", "嗯嗯啊啊", "退出", "有一点吧"}) {
        talk fresh{script};
        fresh.press("lumbar").say("会不会尿不出来？");
        ASSERT_EQ(fresh.reading(), "confirm");
        fresh.say(reply);
        EXPECT_EQ(fresh.at(), "emergency-er/ask-step") << reply;
    }
}

TEST_F(Rows, CAnOldNoDoesNotDenyAnotherSign) {
    at_side().say("会不会尿不出来？");
    const std::string old_no = chat.pick_of("现在没有");
    chat.tap("现在没有").say("会不会下身发麻？");
    ASSERT_EQ(chat.reading(), "confirm");
    chat.tap_id(old_no);
    EXPECT_EQ(chat.at(), "emergency-er/ask-step");
}

TEST_F(Rows, DCommandsAreExact) {
    at_side().say("上一步");
    EXPECT_EQ(chat.reading(), "command");
    EXPECT_EQ(chat.at(), "lumbar/ask-signs");
    chat.say("我不想用人工");
    EXPECT_NE(chat.reading(), "command");
}

TEST_F(Rows, EAValueInWordsAnswers) {
    at_since().say("大概三周吧");
    EXPECT_EQ(chat.reading(), "value");
    EXPECT_EQ(chat.slots().at("since"), value(minutes(21 * 24 * 60)));
    chat.say("七分");
    EXPECT_EQ(chat.now.stack.front().slots.at("pain"), value(7.0));
    EXPECT_EQ(chat.now.stack.front().slots.at("risk"), value(3.0));
}

TEST_F(Rows, EAPresentConceptPicksItsOption) {
    at_signs().say("最近瘦了很多");
    EXPECT_EQ(chat.reading(), "value");
    EXPECT_EQ(ids(chat.slots().at("signs")), std::vector<std::string>{"thin"});
}

TEST_F(Rows, EADeniedConceptIsNoToAYesNoQuestion) {
    at_alarm().say("没有说话不清");
    EXPECT_EQ(chat.slots().at("alarm"), value(std::string("no")));
}

TEST_F(Rows, EUnsureIsNeverNo) {
    at_alarm().say("说不清");
    EXPECT_EQ(chat.now.stack.front().flow, "emergency-er");
    talk other{script};
    other.press("lumbar").say("我也不知道");
    EXPECT_NE(other.at(), "lumbar/ask-signs");
}

TEST_F(Rows, EOutOfRangeIsAMissWithTheRangeSaid) {
    at_pain().say("11");
    EXPECT_TRUE(chat.shows("请回复 0 到 10 之间的整数。"));
    EXPECT_EQ(chat.now.stack.back().misses, 1);
    EXPECT_EQ(chat.at(), "lumbar/ask-pain");
}

TEST_F(Rows, ETwoDifferentOptionsAskWhich) {
    at_side().say("可能是左腿或者右腿吧");
    EXPECT_EQ(chat.reading(), "which");
    EXPECT_EQ(chat.at(), "lumbar/ask-side");
    chat.say("2");
    EXPECT_EQ(chat.slots().at("side"), value(std::string("right")));
}

TEST_F(Rows, EBothSidesNamedTogetherAreBoth) {
    at_side().say("左腿右腿都麻");
    EXPECT_EQ(chat.slots().at("side"), value(std::string("both")));
}

TEST_F(Rows, ESkipLeavesTheSlotUnset) {
    at_since().tap("记不清");
    EXPECT_EQ(chat.at(), "lumbar/ask-pain");
    EXPECT_FALSE(chat.slots().contains("since"));
}

TEST_F(Rows, FAnOldPickCorrectsAfterAWord) {
    at_side();
    const std::string old_left = chat.pick_of("左腿");
    chat.tap("右腿").say("两周");
    chat.tap_id(old_left);
    EXPECT_EQ(chat.reading(), "correction");
    EXPECT_TRUE(chat.shows("左腿"));
    chat.tap("是");
    EXPECT_EQ(chat.slots().at("side"), value(std::string("left")));
    EXPECT_FALSE(chat.slots().contains("since"));
    EXPECT_EQ(chat.at(), "lumbar/ask-since");
}

TEST_F(Rows, FARefusedCorrectionChangesNothing) {
    at_side();
    const std::string old_left = chat.pick_of("左腿");
    chat.tap("右腿").tap_id(old_left).tap("否");
    EXPECT_EQ(chat.slots().at("side"), value(std::string("right")));
    EXPECT_EQ(chat.at(), "lumbar/ask-since");
}

TEST_F(Rows, FAnOldPickOfAWarningSignNeedsNoWord) {
    at_signs();
    const std::string old_sign = chat.pick_of("大小便困难或失禁");
    chat.tap("以上都没有").tap_id(old_sign);
    EXPECT_EQ(chat.at(), "emergency-er/ask-step");
    talk later{script};
    later.tap_id(old_sign);  // long after the conversation it belonged to
    EXPECT_EQ(later.at(), "emergency-er/ask-step");
}

TEST_F(Rows, FAPickOfNobodyIsNoMiss) {
    at_side().tap_id("1.nowhere.x");
    EXPECT_TRUE(chat.shows("这个选项属于之前的问题"));
    EXPECT_EQ(chat.now.stack.back().misses, 0);
}

TEST_F(Rows, GADigressionIsShownAndTheQuestionAskedAgainShort) {
    at_side().say("要不要开刀？");
    EXPECT_EQ(chat.reading(), "digression");
    EXPECT_TRUE(chat.shows("手术要由医生面诊决定"));
    EXPECT_TRUE(chat.shows("哪条腿？"));
    EXPECT_EQ(chat.at(), "lumbar/ask-side");
}

TEST_F(Rows, GTheSameDigressionAtMostTwiceInARow) {
    at_side().say("要不要开刀？").say("到底要不要手术？").say("手术？");
    EXPECT_EQ(chat.reading(), "miss");
}

TEST_F(Rows, GAFlowThatAsksNothingIsOnlyAnAside) {
    at_side().say("医院电话多少");
    EXPECT_TRUE(chat.shows("示例医院 000-0000"));
    EXPECT_TRUE(chat.shows("哪条腿？"));
    EXPECT_EQ(chat.at(), "lumbar/ask-side");
}

TEST_F(Rows, HAnotherFlowAsksBeforeItLeaves) {
    at_side().say("我脖子疼");
    EXPECT_EQ(chat.reading(), "entry");
    EXPECT_TRUE(chat.shows("脖子疼手麻"));
    chat.tap("否");
    EXPECT_EQ(chat.at(), "lumbar/ask-side");
    chat.say("我脖子疼").say("是");
    EXPECT_EQ(chat.at(), "neck/ask-hand");
    EXPECT_EQ(chat.now.stack.size(), 1U);
}

TEST_F(Rows, HAnAnswerInsteadOfYesOrNoIsRead) {
    at_side().say("我脖子疼").say("左腿");
    EXPECT_EQ(chat.slots().at("side"), value(std::string("left")));
}

TEST_F(Rows, IMissesClimbTheLadderToItsEnd) {
    at_since().say("呃");
    EXPECT_TRUE(chat.shows("请回复数字加单位"));
    chat.say("呃");
    EXPECT_TRUE(chat.shows("说个大概就行"));
    EXPECT_FALSE(chat.pick_of("人工").empty());
    chat.say("呃");
    EXPECT_EQ(chat.at(), "lumbar/desk");
    EXPECT_EQ(chat.now.mode, speaker::human);
    ASSERT_NE(chat.find<open_handoff>(), nullptr);
    EXPECT_EQ(chat.find<open_handoff>()->queue, "spine-desk");
    EXPECT_EQ(chat.find<open_handoff>()->summary, "危险信号：无；部位：左腿");
}

TEST_F(Rows, IAnAnswerForgetsTheMisses) {
    at_since().say("呃").say("三天");
    EXPECT_EQ(chat.at(), "lumbar/ask-pain");
    EXPECT_EQ(chat.now.stack.back().misses, 0);
}

TEST_F(Rows, WhatIsNoTextIsNoMiss) {
    at_side().send(core::inbound_kind::media);
    EXPECT_EQ(chat.reading(), "unsupported");
    EXPECT_TRUE(chat.shows("请打字。"));
    EXPECT_TRUE(chat.shows("哪条腿？"));
    EXPECT_EQ(chat.now.stack.back().misses, 0);
    chat.say("\xFF\xFE");
    EXPECT_EQ(chat.reading(), "unsupported");
}

TEST_F(Rows, AnUrgentSignAdvisesOnceInFrontAndTheDialogGoesOn) {
    at_side().say("左腿，还发烧");
    EXPECT_TRUE(chat.text().starts_with(sample::advice_48h)) << chat.text();
    EXPECT_EQ(chat.now.worst, "clinic-48h");
    EXPECT_EQ(chat.at(), "lumbar/ask-since");
    chat.say("发烧三天");
    EXPECT_FALSE(chat.shows(sample::advice_48h));
}

}  // namespace
}  // namespace dialog
