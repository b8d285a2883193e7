// The words of the format at work: what a script says about slots, scores, skips, synonyms, blanks
// and placeholders, from its JSON to the patient's screen.
#include "bot/dialog/wake.h"
#include "tests/dialog/check_good_bundle.h"
#include "tests/support/talk.h"

#include <gtest/gtest.h>

namespace dialog {
namespace {

using sample::talk;
using std::chrono::hours;

const std::string shared_slots = R"(
    "smokes": {"type": "yesno", "label": "吸烟", "scope": "patient", "keep": "90d", "blank": "吸烟未知"},
    "mood": {"type": "choice", "label": "心情", "values": {"good": "好", "bad": "不好"}, "scope": "visit", "blank": "心情未知"},
    "pain": {"type": "number", "label": "评分", "min": 0, "max": 10, "unit": "分", "blank": "评分未知"},
    "sum": {"type": "score", "max": 5})";

const std::string first_flow = R"({
  "format": "dialog/1", "flow": "first", "title": "第一", "owner": "骨科", "outcomes": ["done"],
  "slots": {)" + shared_slots + R"(},
  "start": "ask-smokes",
  "nodes": {
    "ask-smokes": {"type": "ask", "kind": "yesno", "slot": "smokes", "prompt": "您吸烟吗？", "next": "ask-mood"},
    "ask-mood": {"type": "ask", "kind": "choice", "slot": "mood", "prompt": "心情怎么样？", "options": [{"pick": "good"}, {"pick": "bad", "also": ["糟糕", "很差"], "add": {"sum": 4}}],
      "silence": [{"after": "10m", "say": "还在吗？"}, {"after": "12h", "go": "ask-pain"}], "next": "ask-pain"},
    "ask-pain": {"type": "ask", "kind": "number", "slot": "pain", "prompt": "疼几分？", "bands": {"sum": [{"min": 7, "add": 3}, {"min": 4, "add": 1}]},
      "skip": {"label": "不想说", "next": "skipped"}, "next": "sort"},
    "skipped": {"type": "say", "say": "好，不问了。", "next": "sort"},
    "sort": {"type": "branch", "cases": [{"if": {"sum": {"min": 5}}, "go": "much"}], "else": "little"},
    "much": {"type": "end", "say": "多：{pain}，{mood}。", "outcome": "done", "disposition": "clinic"},
    "little": {"type": "end", "say": "少：{pain}，{mood}，{hospital.name}。", "outcome": "done", "disposition": "self-care"}
  }
})";

const std::string second_flow = R"({
  "format": "dialog/1", "flow": "second", "title": "第二", "owner": "骨科", "outcomes": ["done"],
  "slots": {)" + shared_slots + R"(},
  "start": "ask",
  "nodes": {
    "ask": {"type": "ask", "kind": "yesno", "slot": "smokes", "prompt": "现在：{smokes}，{mood}，{pain}，{sum}。", "next": "over"},
    "over": {"type": "end", "say": "好。", "outcome": "done", "disposition": "self-care"}
  }
})";

class Words : public testing::Test {
protected:
    explicit Words(const std::string& quiet = "") {
        auto files = good_bundle();
        if (!quiet.empty())
            spoil(files, "project.json", R"("homeMenu")", quiet + R"(, "homeMenu")");
        files.push_back({"flows/first.json", first_flow});
        files.push_back({"flows/second.json", second_flow});
        const load_result loaded = load_bundle(std::move(files));
        EXPECT_NE(loaded.script, nullptr) << listing(loaded);
        script_ = loaded.script;
    }

    talk admitted(const char* flow) const {
        talk chat(*script_);
        chat.press(flow).say("同意");
        return chat;
    }

    std::shared_ptr<const bundle> script_;
};

TEST_F(Words, ASynonymAnswersAndItsOptionScores) {
    talk chat = admitted("first");
    chat.say("是").say("糟糕");
    EXPECT_EQ(chat.at(), "first/ask-pain");
    EXPECT_EQ(std::get<double>(chat.slots().at("sum")), 4);
    chat.say("5");
    EXPECT_TRUE(chat.shows("多：5分，不好。")) << chat.text();
}

TEST_F(Words, TheFirstBandThatFitsCountsAndAScoreStopsAtItsMax) {
    talk chat = admitted("first");
    chat.say("是").say("很差").say("9");  // 4 + 3, of at most 5
    EXPECT_TRUE(chat.shows("多：9分，")) << chat.text();
    talk mild = admitted("first");
    mild.say("是").say("好").say("9");  // 3
    EXPECT_TRUE(mild.shows("少：9分，好，测试医院。")) << mild.text();
}

TEST_F(Words, ASkippedQuestionShowsItsBlank) {
    talk chat = admitted("first");
    chat.say("是").say("好").say("不想说");
    EXPECT_TRUE(chat.shows("好，不问了。"));
    EXPECT_TRUE(chat.shows("少：评分未知，好，测试医院。")) << chat.text();
}

TEST_F(Words, AFlowsSlotsGoWithTheFlowAVisitsWithTheVisit) {
    talk chat = admitted("first");
    chat.say("是").say("糟糕").press("second").say("是");  // leaves the first flow
    EXPECT_TRUE(chat.shows("现在：是，不好，评分未知，0。")) << chat.text();
    chat.say("退出").press("second");
    EXPECT_TRUE(chat.shows("现在：是，心情未知，评分未知，0。")) << chat.text();
}

TEST_F(Words, APatientsSlotIsKeptAsLongAsItSays) {
    talk chat = admitted("first");
    chat.say("是").say("退出").wait(hours(24 * 89)).press("second");
    EXPECT_TRUE(chat.shows("现在：是，")) << chat.text();
    chat.say("退出").wait(hours(24 * 91)).press("second");
    EXPECT_TRUE(chat.shows("现在：吸烟未知，")) << chat.text();
}

TEST_F(Words, SilenceRemindsAndLeadsOn) {
    talk chat = admitted("first");
    chat.say("是");
    std::vector<set_timer> timers;
    for (const effect& one : chat.last.effects)
        if (const auto* timer = std::get_if<set_timer>(&one)) timers.push_back(*timer);
    ASSERT_EQ(timers.size(), 2u);
    EXPECT_EQ(timers[0].due, chat.time + std::chrono::minutes(10));
    EXPECT_EQ(timers[1].due, chat.time + hours(12));
    EXPECT_EQ(wake(*script_, chat.now, timers[1], timers[1].due).next.stack.back().node,
              "ask-pain");
}

class QuietHours : public Words {
protected:
    QuietHours() : Words(R"("quietHours": {"from": "21:00", "to": "08:00"})") {}
};

TEST_F(QuietHours, PutAReminderOffToTheirEnd) {
    talk chat = admitted("first");  // 10:00
    chat.say("是");
    const auto* timer = std::get_if<set_timer>(&chat.last.effects.back());
    ASSERT_NE(timer, nullptr);
    EXPECT_EQ(timer->due, chat.time + hours(22));  // 22:00 becomes 8:00
    EXPECT_EQ(wake(*script_, chat.now, *timer, timer->due).next.stack.back().node, "ask-pain");
}

TEST_F(QuietHours, OfStepsPutOffToOneMomentTheLastCounts) {
    talk chat = admitted("first");
    chat.wait(hours(11) + std::chrono::minutes(30)).say("是");  // 21:30: 21:40 and 9:30
    std::vector<set_timer> timers;
    for (const effect& one : chat.last.effects)
        if (const auto* timer = std::get_if<set_timer>(&one)) timers.push_back(*timer);
    ASSERT_EQ(timers.size(), 2u);
    EXPECT_EQ(timers[0].due, chat.time + hours(10) + std::chrono::minutes(30));
    talk late = admitted("first");
    late.wait(hours(9) + std::chrono::minutes(55)).say("是");  // 19:55: 20:05 and 7:55
    timers.clear();
    for (const effect& one : late.last.effects)
        if (const auto* timer = std::get_if<set_timer>(&one)) timers.push_back(*timer);
    ASSERT_EQ(timers.size(), 2u);
    EXPECT_EQ(timers[1].due, late.time + hours(12) + std::chrono::minutes(5));
}

}  // namespace
}  // namespace dialog
