#include "tests/support/sample_bundle.h"
#include "tests/support/talk.h"

#include <gtest/gtest.h>

// Running nodes until something waits (dialogs.md §5.6, §5.7), ends, bounds and roll-back.

namespace dialog {
namespace {

using sample::talk;

class Run : public testing::Test {
protected:
    talk& to_since(const char* side = "左腿") {
        return chat.press("lumbar").tap("没有").tap("以上都没有").tap(side);
    }
    talk& to_end(const char* side, const char* pain) {
        return to_since(side).say("两周").say(pain).tap("没做过").tap("没有补充");
    }
    node& node_at(const char* flow_id, const char* node_id) {
        flow& found = script.flows.at(flow_id);
        return found.nodes[found.node_index.at(node_id)];
    }

    bundle script = sample::without_doors();
    talk chat{script};
};

TEST_F(Run, AMildCaseEndsWithAdviceAndASafetyNet) {
    to_end("左腿", "2");
    EXPECT_EQ(chat.at(), "");
    EXPECT_EQ(chat.now.worst, "self-care");
    EXPECT_TRUE(chat.shows("侧卧时屈膝。"));
    EXPECT_TRUE(chat.shows("部位：左腿。"));
    EXPECT_TRUE(chat.shows(sample::safety_net));
    EXPECT_EQ(chat.now.visit_turn, 0U);
}

TEST_F(Run, ACallReturnsToItsCaller) {
    to_since().say("两周").say("2");
    EXPECT_EQ(chat.at(), "more/ask-operated");
    EXPECT_EQ(chat.now.stack.size(), 2U);
    chat.say("2026年1月5日");
    EXPECT_EQ(chat.slots().at("operated"), value(std::string("2026-01-05")));
    chat.say("138 0013 8000");
    EXPECT_EQ(chat.now.patient_slots.at("phone"), value(std::string("13800138000")));
    chat.say("走路时更明显");
    EXPECT_EQ(chat.at(), "");
}

TEST_F(Run, ScoresAddOptionsAndTheFirstBandThatFits) {
    to_since("两条腿").say("两周").say("8");
    EXPECT_EQ(chat.now.stack.front().slots.at("risk"), value(6.0));
}

TEST_F(Run, AScoreStaysWithinItsMax) {
    script.flows.at("lumbar").slots[5].max = 4;
    to_since("两条腿").say("两周").say("8");
    EXPECT_EQ(chat.now.stack.front().slots.at("risk"), value(4.0));
}

TEST_F(Run, BookingWaitsForAWordAfterEducation) {
    to_end("两条腿", "8");
    EXPECT_TRUE(chat.shows("侧卧时屈膝。"));
    EXPECT_FALSE(chat.shows("booking.example.com"));
    EXPECT_TRUE(chat.shows("需要预约门诊的入口吗"));
    chat.tap("是");
    EXPECT_TRUE(chat.shows("https://booking.example.com/spine?side=both&pain=\n")) << chat.text();
    EXPECT_TRUE(chat.shows("建议看脊柱外科，2 周。"));
    EXPECT_EQ(chat.now.worst, "clinic");
    EXPECT_EQ(chat.at(), "");
}

TEST_F(Run, BookingThatIsNotWantedIsNotShown) {
    to_end("两条腿", "8").tap("否");
    EXPECT_FALSE(chat.shows("booking.example.com"));
    EXPECT_EQ(chat.at(), "");
}

TEST_F(Run, AnEmergencyIsNeverOfferedAnAppointment) {
    to_end("两条腿", "8");
    chat.now.worst = "er-now";
    chat.tap("是");
    EXPECT_FALSE(chat.shows("booking.example.com"));
    EXPECT_TRUE(chat.shows(sample::advice_er));
}

TEST_F(Run, AnEndBelowTheWorstRepeatsTheStandingAdvice) {
    to_since().say("两周，发烧").say("2").tap("没做过").tap("没有补充");
    EXPECT_EQ(chat.now.worst, "clinic-48h");
    EXPECT_TRUE(chat.shows(sample::advice_48h));
}

TEST_F(Run, AConditionsLevelRaisesTheEnd) {
    node_at("lumbar", "triage").what = branch_node{{}, "bye"};  // a script that forgot its route
    chat.press("lumbar").tap("没有").tap("大小便困难或失禁");
    EXPECT_EQ(chat.now.worst, "er-now");
    EXPECT_TRUE(chat.shows(sample::advice_er));
}

TEST_F(Run, AnEmergencyFlowReachedByTheScriptCountsAtOnce) {
    chat.press("lumbar").tap("有");
    EXPECT_EQ(chat.at(), "emergency-120/ask-step");
    EXPECT_EQ(chat.now.worst, "call-120");
    EXPECT_TRUE(chat.say("退出").shows(sample::advice_120));
}

TEST_F(Run, TheWorstIsForgottenOnlyWithTheVisit) {
    to_since().say("两周，发烧");
    chat.say("重新开始");
    EXPECT_EQ(chat.now.worst, "clinic-48h");
    chat.say("退出");
    EXPECT_TRUE(chat.shows(sample::advice_48h));
    chat.say("你好");
    EXPECT_EQ(chat.now.worst, "");
}

TEST_F(Run, AnActionWithoutAProviderTakesItsFailedRoute) {
    to_end("两条腿", "8");
    EXPECT_EQ(chat.now.stack.front().node, "book");
    EXPECT_EQ(chat.find<start_action>(), nullptr);
}

TEST_F(Run, SilenceSetsTimersStampedWithTheTurn) {
    to_since();
    const auto* timer = chat.find<set_timer>();
    ASSERT_NE(timer, nullptr);
    EXPECT_EQ(timer->node, "ask-since");
    EXPECT_EQ(timer->turn, chat.now.turn);
    EXPECT_EQ(timer->due, chat.time + minutes(10));
}

TEST_F(Run, ADeskHearsUntilThePatientLetsGo) {
    to_since().say("呃").say("呃").say("呃");
    ASSERT_EQ(chat.now.mode, speaker::human);
    EXPECT_EQ(chat.say("护士在吗").count_sent(), 0U);
    chat.say("退出");
    EXPECT_EQ(chat.now.mode, speaker::bot);
    EXPECT_TRUE(chat.shows("部位：左腿"));  // the desk's `closed` way
}

TEST_F(Run, PlaceholdersShowLabelsAndBlanks) {
    node_at("lumbar", "ask-pain").say = {};
    std::get<ask_node>(node_at("lumbar", "ask-pain").what).prompt = "{side} {since} {nothing}|";
    to_since().tap("记不清");
    EXPECT_TRUE(chat.shows("左腿 病程未说 |")) << chat.text();
}

TEST_F(Run, AMenuIsTheLastOfAReplyAndItsPicksAreShort) {
    to_since();
    const auto& menu = std::get<core::menu_block>(std::get<send>(chat.last.effects[0]).what);
    EXPECT_EQ(menu.items[0].pick, std::to_string(chat.now.turn) + ".ask-since._skip");
    EXPECT_LE(menu.items[0].pick.size(), 60U);
}

TEST_F(Run, ACircleWithoutAQuestionIsStoppedAndRolledBack) {
    node_at("lumbar", "triage").what = say_node{"triage"};
    chat.press("lumbar").tap("没有");
    const state before = chat.now;
    chat.tap("以上都没有");
    EXPECT_EQ(chat.last.why.fault, "RUN901");
    EXPECT_TRUE(chat.shows("出错了"));
    EXPECT_NE(chat.find<alert_desk>(), nullptr);
    EXPECT_EQ(chat.now.stack, before.stack);
    EXPECT_EQ(chat.now.turn, before.turn + 1);
    EXPECT_EQ(chat.say("退出").at(), "");
}

TEST_F(Run, TooManyMessagesAreRolledBack) {
    node& hello = node_at("lumbar", "hello");
    for (int i = 0; i < 5; ++i) hello.say.push_back(say_image{"posture", "图"});
    chat.press("lumbar");
    EXPECT_EQ(chat.last.why.fault, "RUN902");
    EXPECT_EQ(chat.at(), "");
}

TEST_F(Run, AStackThatGrowsWithoutEndIsRolledBack) {
    call_node itself;
    itself.flow = "more";
    node_at("more", "ask-operated").what = itself;
    to_since().say("两周").say("2");
    EXPECT_EQ(chat.last.why.fault, "RUN903");
}

TEST_F(Run, AVisitOfTwoHundredTurnsEndsWithAWayOn) {
    chat.press("lumbar");
    for (int i = 0; i < 199; ++i) chat.say("帮助");
    ASSERT_EQ(chat.last.why.fault, "");
    chat.say("帮助");
    EXPECT_EQ(chat.last.why.fault, "RUN904");
    EXPECT_EQ(chat.press("lumbar").at(), "lumbar/ask-alarm");
}

TEST_F(Run, AMissingNodeIsRolledBackAndTheEmergencyIsStillAnswered) {
    chat.press("lumbar");
    script.flows.at("emergency-er").start = "nowhere";
    chat.say("尿不出来了");
    EXPECT_EQ(chat.last.why.fault, "RUN905");
    EXPECT_TRUE(chat.shows(sample::advice_er));
    EXPECT_EQ(chat.now.worst, "er-now");
}

TEST_F(Run, ASignWithoutItsFlowIsAnsweredByItsLevel) {
    script.flows.erase("emergency-er");
    EXPECT_TRUE(chat.say("尿不出来了").shows(sample::advice_er));
}

TEST_F(Run, AnEmptyBundleStillAnswers) {
    const bundle nothing;
    talk alone{nothing};
    EXPECT_GE(alone.say("你好").count_sent(), 1U);
    EXPECT_GE(alone.say("人工").count_sent(), 1U);
}

TEST_F(Run, ANoticeIsNoTurn) {
    chat.press("lumbar");
    const state before = chat.now;
    chat.send(core::inbound_kind::notice);
    EXPECT_EQ(chat.now, before);
    EXPECT_TRUE(chat.last.effects.empty());
}

}  // namespace
}  // namespace dialog
