#include "tests/support/sample_bundle.h"
#include "tests/support/talk.h"

#include <gtest/gtest.h>

#include <functional>

// The sweep: every example of every emergency concept in every place a conversation can wait
// (dialogs.md §9.1).

namespace dialog {
namespace {

using sample::talk;

struct place {
    const char* name;
    std::function<void(talk&)> reach;
};

talk& inside(talk& chat) {
    return chat.press("lumbar").tap("同意").say("45");
}
talk& at_side(talk& chat) {
    return inside(chat).tap("没有").tap("以上都没有");
}
talk& at_end(talk& chat) {
    return at_side(chat).tap("左腿").say("两周").say("2").tap("没做过").tap("没有补充");
}

const std::vector<place>& places() {
    static const std::vector<place> all{
        {"first message", [](talk&) {}},
        {"after the greeting", [](talk& c) { c.send(core::inbound_kind::follow); }},
        {"home menu", [](talk& c) { c.say("你好"); }},
        {"consent", [](talk& c) { c.press("lumbar"); }},
        {"consent declined", [](talk& c) { c.press("lumbar").tap("不同意"); }},
        {"age", [](talk& c) { c.press("lumbar").tap("同意"); }},
        {"child", [](talk& c) { c.press("lumbar").tap("同意").say("9"); }},
        {"yes-no question", [](talk& c) { inside(c); }},
        {"multi question", [](talk& c) { inside(c).tap("没有"); }},
        {"choice question", [](talk& c) { at_side(c); }},
        {"duration question", [](talk& c) { at_side(c).tap("左腿"); }},
        {"number question", [](talk& c) { at_side(c).tap("左腿").say("两周"); }},
        {"date question", [](talk& c) { at_side(c).tap("左腿").say("两周").say("2"); }},
        {"phone question",
         [](talk& c) { at_side(c).tap("左腿").say("两周").say("2").say("2026-01-05"); }},
        {"text question",
         [](talk& c) { at_side(c).tap("左腿").say("两周").say("2").tap("没做过"); }},
        {"after a miss", [](talk& c) { at_side(c).tap("左腿").say("呃"); }},
        {"leave?", [](talk& c) { at_side(c).say("脖子疼"); }},
        {"which one?", [](talk& c) { at_side(c).say("左腿或者右腿"); }},
        {"correct?",
         [](talk& c) {
             at_side(c);
             const std::string old = c.pick_of("左腿");
             c.tap("右腿").tap_id(old);
         }},
        {"erase?", [](talk& c) { at_side(c).say("删除我的数据"); }},
        {"home over a question", [](talk& c) { at_side(c).say("菜单"); }},
        {"booking?",
         [](talk& c) {
             at_side(c).tap("两条腿").say("两周").say("8").tap("没做过").tap("没有补充");
         }},
        {"resume?", [](talk& c) { at_side(c).wait(std::chrono::hours(30)).say("在吗"); }},
        {"expired", [](talk& c) { at_side(c).wait(std::chrono::hours(30)); }},
        {"other sign asked", [](talk& c) { at_side(c).say("会不会大便失禁？"); }},
        {"after the end", [](talk& c) { at_end(c); }},
        {"after quitting", [](talk& c) { at_side(c).say("退出"); }},
        {"after erasing", [](talk& c) { at_side(c).say("删除我的数据").tap("是"); }},
        {"after withdrawing", [](talk& c) { at_side(c).say("撤回同意"); }},
    };
    return all;
}

TEST(EmergencySweep, EveryExampleIsAnsweredInEveryPlace) {
    const bundle script = sample::make_bundle();
    for (const place& where : places())
        for (const auto& example : sample::emergency_examples()) {
            SCOPED_TRACE(std::string(where.name) + ": " + example.text);
            talk chat{script};
            where.reach(chat);
            ASSERT_EQ(chat.last.why.fault, "");
            chat.say(example.text);
            EXPECT_EQ(chat.now.stack.size(), 1U);
            if (!chat.now.stack.empty()) {
                EXPECT_EQ(chat.now.stack[0].flow, example.flow);
            }
            EXPECT_TRUE(chat.shows("请现在去医院急诊") || chat.shows("请现在拨打120"));
            EXPECT_FALSE(chat.shows("booking.example.com"));
            EXPECT_FALSE(chat.shows("屈膝"));
            EXPECT_TRUE(chat.now.pending.empty());
            EXPECT_EQ(chat.last.why.reading, "emergency");
        }
}

TEST(EmergencySweep, WhileAHumanHearsTheDeskIsAlertedAndThePatientAdvised) {
    const bundle script = sample::make_bundle();
    for (const auto& example : sample::emergency_examples()) {
        SCOPED_TRACE(example.text);
        talk chat{script};
        at_side(chat).say("人工");
        for (int repeated = 0; repeated < 2; ++repeated) {
            chat.say(example.text);
            EXPECT_NE(chat.find<alert_desk>(), nullptr);
            EXPECT_TRUE(chat.shows("请现在去医院急诊") || chat.shows("请现在拨打120"));
            EXPECT_EQ(chat.now.mode, speaker::human);
        }
    }
}

TEST(EmergencySweep, ASignSaidTwiceIsWarnedOfTwiceEverywhere) {
    const bundle script = sample::make_bundle();
    for (const place& where : places()) {
        SCOPED_TRACE(where.name);
        talk chat{script};
        where.reach(chat);
        chat.say("尿不出来了").say("尿不出来了");
        EXPECT_TRUE(chat.shows(sample::advice_er));
        chat.tap("已经动身").say("还是尿不出来了");
        EXPECT_TRUE(chat.shows(sample::advice_er));
    }
}

TEST(EmergencySweep, AnAskedSignIsConfirmedInEveryPlaceAndNoLeadsBack) {
    const bundle script = sample::make_bundle();
    for (const place& where : places()) {
        if (std::string_view(where.name) == "other sign asked") continue;  // counts as yes there
        SCOPED_TRACE(where.name);
        talk chat{script};
        where.reach(chat);
        const std::string before = chat.at();
        chat.say("会不会尿不出来？");
        EXPECT_TRUE(chat.shows("现在出现了小便困难吗？"));
        const bool consent = !chat.now.consent_version.empty();
        for (const pending_question& one : chat.now.pending)
            EXPECT_TRUE(consent || one.text.empty());
        talk yes = chat;
        yes.tap("现在有");
        EXPECT_EQ(yes.at(), "emergency-er/ask-step");
        chat.tap("现在没有");
        EXPECT_TRUE(chat.now.stack.empty() || chat.now.stack[0].flow != "emergency-er");
        EXPECT_GE(chat.count_sent(), 1U);
    }
}

TEST(EmergencySweep, DenialsDoNotAlarm) {
    const bundle script = sample::make_bundle();
    for (const char* const words : {"没有尿不出来", "下身不麻", "没有大便失禁"}) {
        talk chat{script};
        at_side(chat).say(words);
        EXPECT_NE(chat.reading(), "emergency") << words;
        EXPECT_EQ(chat.at(), "lumbar/ask-side") << words;
    }
}

TEST(EmergencySweep, EducationAndEntryWaitWhileAnEmergencyRuns) {
    const bundle script = sample::make_bundle();
    talk chat{script};
    at_side(chat).say("尿不出来了").say("要不要手术");
    EXPECT_FALSE(chat.shows("手术要由医生面诊决定"));
    chat.say("脖子疼");
    EXPECT_EQ(chat.at().substr(0, 9), "emergency");
    EXPECT_TRUE(talk(chat).say("医院地址").shows("示例医院"));
}

}  // namespace
}  // namespace dialog
