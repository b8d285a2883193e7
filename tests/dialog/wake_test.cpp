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

TEST(Desk, IsNotHeardWhileTheBotSpeaks) {
    const silent who = at_ask_since();
    const turn_result turn = hear_desk(knee(), who.whole, desk_report::released, monday_morning);
    EXPECT_EQ(turn.next, who.whole);
    EXPECT_TRUE(turn.effects.empty());
}

}  // namespace
}  // namespace dialog
