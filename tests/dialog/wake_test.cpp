#include "bot/dialog/wake.h"

#include "bot/dialog/stories/player.h"
#include "tests/dialog/check_good_bundle.h"

#include <gtest/gtest.h>

namespace dialog {
namespace {

using stories::monday_morning;

const bundle& knee() {
    static const auto loaded = load_bundle(good_bundle()).script;
    return *loaded;
}

// Waits at ask-since; `timers` are what its silence has set.
struct silent {
    state whole;
    std::vector<set_timer> timers;
};
silent at_ask_since() {
    silent made{stories::admitted_patient(knee()), {}};
    core::inbound event;
    event.kind = core::inbound_kind::menu;
    event.pick = "knee";
    made.whole = step(knee(), std::move(made.whole), event, monday_morning).next;
    event.kind = core::inbound_kind::text;
    for (const char* words : {"没有", "右边"}) {
        event.text = words;
        turn_result turn = step(knee(), std::move(made.whole), event, monday_morning);
        made.whole = std::move(turn.next);
        for (const effect& one : turn.effects)
            if (const auto* timer = std::get_if<set_timer>(&one)) made.timers.push_back(*timer);
    }
    return made;
}

TEST(Wake, RemindsAndLeavesTheStateAsItIs) {
    const silent who = at_ask_since();
    ASSERT_EQ(who.timers.size(), 2U);
    const turn_result turn = wake(knee(), who.whole, who.timers[0], who.timers[0].due);
    EXPECT_EQ(turn.next, who.whole);
    EXPECT_EQ(stories::words_of(turn.effects), "还在吗？");
}

TEST(Wake, LeadsOnWhereTheScriptSays) {
    const silent who = at_ask_since();
    const turn_result turn = wake(knee(), who.whole, who.timers[1], who.timers[1].due);
    EXPECT_EQ(turn.why.visited, std::vector<std::string>{"knee/see-clinic"});
    EXPECT_TRUE(turn.next.stack.empty());
    EXPECT_EQ(turn.next.worst, "clinic");
}

TEST(Wake, PassesOverATimerThatIsStale) {
    silent who = at_ask_since();
    core::inbound event;
    event.text = "呃呃啊";
    who.whole = step(knee(), who.whole, event, monday_morning).next;  // a miss at the same question
    for (const set_timer& timer : who.timers) {
        const turn_result turn = wake(knee(), who.whole, timer, timer.due);
        EXPECT_EQ(turn.next, who.whole);
        EXPECT_TRUE(turn.effects.empty());
    }
}

// The knee bundle, whose clinic end promises a follow-up in three days.
const bundle& caring_knee() {
    static const auto loaded =
        load_bundle(spoiled("flows/knee.json",
                            R"("请到门诊看看。", "outcome": "advised", "disposition": "clinic")",
                            R"("请到门诊看看。", "outcome": "advised", "disposition": "clinic",
                            "followUp": {"after": "3d", "say": "三天了，好些吗？", "flow": "knee"})"))
            .script;
    return *loaded;
}

// Has ended at see-clinic by silence.
turn_result sent_to_clinic() {
    const silent who = at_ask_since();
    return wake(caring_knee(), who.whole, who.timers[1], who.timers[1].due);
}

TEST(FollowUp, IsPromisedAtTheEndAndAskedInItsTime) {
    const turn_result ended = sent_to_clinic();
    ASSERT_EQ(ended.effects.empty(), false);
    const auto* timer = std::get_if<set_timer>(&ended.effects.back());
    ASSERT_NE(timer, nullptr);
    EXPECT_EQ(timer->due - ended.next.last_at, std::chrono::hours(72));
    ASSERT_TRUE(ended.next.later);
    const turn_result asked = wake(caring_knee(), ended.next, *timer, timer->due);
    EXPECT_EQ(stories::words_of(asked.effects).substr(0, std::string("三天了，好些吗？").size()),
              "三天了，好些吗？");
    ASSERT_EQ(asked.next.stack.size(), 1U);
    EXPECT_EQ(asked.next.stack.back().node, "ask-signs");
    EXPECT_FALSE(asked.next.later);
    EXPECT_TRUE(asked.next.told.empty());
    // Fired twice, it asks once.
    const turn_result again = wake(caring_knee(), asked.next, *timer, timer->due);
    EXPECT_EQ(again.next, asked.next);
    EXPECT_TRUE(again.effects.empty());
}

TEST(FollowUp, IsNotAskedOfWhoHasComeBack) {
    turn_result ended = sent_to_clinic();
    const set_timer timer = std::get<set_timer>(ended.effects.back());
    core::inbound event;
    event.kind = core::inbound_kind::menu;
    event.pick = "knee";
    const auto next_day = ended.next.last_at + std::chrono::hours(20);
    const turn_result back = step(caring_knee(), std::move(ended.next), event, next_day);
    EXPECT_FALSE(back.next.later);
    EXPECT_TRUE(wake(caring_knee(), back.next, timer, timer.due).effects.empty());
}

TEST(FollowUp, IsForgottenWithThePatient) {
    turn_result ended = sent_to_clinic();
    const set_timer timer = std::get<set_timer>(ended.effects.back());
    core::inbound event;
    event.kind = core::inbound_kind::leave;
    const turn_result gone = step(caring_knee(), std::move(ended.next), event, timer.due);
    EXPECT_TRUE(wake(caring_knee(), gone.next, timer, timer.due).effects.empty());
}

TEST(Desk, IsNotHeardWhileTheBotSpeaks) {
    const silent who = at_ask_since();
    const turn_result turn = hear_desk(knee(), who.whole, desk_report::released, monday_morning);
    EXPECT_EQ(turn.next, who.whole);
    EXPECT_TRUE(turn.effects.empty());
}

}  // namespace
}  // namespace dialog
