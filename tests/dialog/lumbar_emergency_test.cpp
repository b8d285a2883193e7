// Warning signs in every state of the project's dialogs: at every question a patient can be brought
// to, before consent, in the engine's own questions and after the end.
#include "tests/dialog/walk.h"

#include <gtest/gtest.h>

#include <optional>

namespace {

using trial::patient;

const dialog::bundle& script() {
    return trial::project_bundle();
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

bool is_emergency(std::string_view disposition) {
    const auto* found = script().project.find_disposition(disposition);
    return found != nullptr && found->how_soon == dialog::urgency::emergency;
}

constexpr const char* signs[] = {"会阴麻", "尿不出来", "拉裤子", "双腿没劲", "半边身子突然麻"};
constexpr const char* mentions[] = {"大小便正常", "会不会失禁", "我妈去年尿失禁"};

void expect_emergency_advice(patient who, const std::string& sign, const std::string& state) {
    SCOPED_TRACE(sign + " at " + state);
    who.say(sign);
    EXPECT_TRUE(is_emergency(who.where().worst)) << who.where().worst;
    EXPECT_TRUE(holds(who.reply(), "急诊") || holds(who.reply(), "120")) << who.reply();
    EXPECT_TRUE(who.in_emergency()) << who.waits_at();
    EXPECT_FALSE(who.was_given_link()) << who.reply();
    EXPECT_FALSE(holds(who.reply(), "预约")) << who.reply();
    EXPECT_TRUE(trial::snippets_in(script(), who.reply()).empty()) << who.reply();
}

// Somebody's own words about something else may raise a question, never an alarm.
void expect_no_alarm(patient who, const std::string& mention, const std::string& state) {
    SCOPED_TRACE(mention + " at " + state);
    const std::string worst = who.where().worst;
    const bool already = who.in_emergency();
    who.say(mention);
    if (already) return;
    EXPECT_FALSE(who.in_emergency()) << who.reply();
    EXPECT_TRUE(is_emergency(worst) || !is_emergency(who.where().worst)) << who.where().worst;
}

class EveryQuestion : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Flows, EveryQuestion, testing::Values("lumbar", "neck-arm", "education"),
                         [](const auto& row) {
                             std::string name = row.param;
                             name.erase(std::remove(name.begin(), name.end(), '-'), name.end());
                             return name;
                         });

TEST_P(EveryQuestion, GivesEmergencyAdviceForAWarningSign) {
    for (const auto& [place, patients] : trial::every_question(script(), GetParam()))
        for (const patient& who : patients)
            for (const char* sign : signs) expect_emergency_advice(who, sign, place);
}

TEST_P(EveryQuestion, RaisesNoAlarmForAMereMention) {
    for (const auto& [place, patients] : trial::every_question(script(), GetParam()))
        for (const char* mention : mentions) expect_no_alarm(patients.front(), mention, place);
}

// States outside any question of a flow. `pending` is what the engine itself must be asking there.
using asks = dialog::pending_question::kind;
struct moment {
    const char* name;
    patient (*reach)();
    std::optional<asks> pending = {};
};

patient said(patient who, std::initializer_list<const char*> words) {
    for (const char* text : words) who.say(text);
    return who;
}

patient in_lumbar() {
    return patient::in_flow(script(), "lumbar");
}

const moment moments[] = {
    {"first_words", [] { return patient(script()); }},
    {"asked_for_consent",
     [] {
         return said(patient(script()), {"你好", "1"});
     },
     asks::consent},
    {"consent_refused",
     [] {
         return said(patient(script()), {"你好", "1", "不同意"});
     }},
    {"asked_for_age",
     [] {
         return said(patient(script()), {"你好", "1", "同意"});
     },
     asks::age},
    {"too_young",
     [] {
         return said(patient(script()), {"你好", "1", "同意", "9"});
     }},
    {"home_menu", [] { return said(patient::admitted(script()), {"菜单"}); }},
    {"leaving", [] { return said(in_lumbar(), {"退出"}); }},
    {"asked_whether_to_erase", [] { return said(in_lumbar(), {"删除我的数据"}); }, asks::erase},
    {"asked_to_confirm", [] { return said(in_lumbar(), {"会不会失禁"}); }, asks::confirm_sign},
    {"hospital_told",
     [] {
         return said(patient::admitted(script()), {"菜单", "医院地址、电话"});
     }},
    {"booking_told",
     [] {
         return said(patient::admitted(script()), {"菜单", "预约门诊"});
     }},
    {"after_the_end",
     [] {
         patient who = patient::in_flow(script(), "education");
         who.tap("done");
         return who;
     }},
    {"days_later",
     [] {
         patient who = in_lumbar();
         who.tap("no");
         who.come_back_after(dialog::minutes(3 * 24 * 60));
         return who;
     },
     asks::resume},
};

class EveryMoment : public testing::TestWithParam<moment> {};
INSTANTIATE_TEST_SUITE_P(Outside, EveryMoment, testing::ValuesIn(moments),
                         [](const auto& row) { return row.param.name; });

TEST_P(EveryMoment, IsTheOneItsNameSays) {
    const patient who = GetParam().reach();
    const auto& pending = who.where().pending;
    EXPECT_EQ(GetParam().pending.has_value(), !pending.empty()) << who.reply();
    if (GetParam().pending && !pending.empty()) {
        EXPECT_EQ(pending.back().what, *GetParam().pending) << who.reply();
    }
}

TEST_P(EveryMoment, GivesEmergencyAdviceForAWarningSign) {
    for (const char* sign : signs)
        expect_emergency_advice(GetParam().reach(), sign, GetParam().name);
}

TEST_P(EveryMoment, RaisesNoAlarmForAMereMention) {
    // To the confirming question, what is neither yes nor no counts as yes (dialogs.md §5, row c).
    if (GetParam().pending == asks::confirm_sign) return;
    for (const char* mention : mentions)
        expect_no_alarm(GetParam().reach(), mention, GetParam().name);
}

TEST(Warning, IsRepeatedWhenTheSignIsRepeated) {
    patient who = patient::in_flow(script(), "lumbar");
    who.say("尿不出来");
    who.say("尿不出来");
    EXPECT_TRUE(holds(who.reply(), "急诊")) << who.reply();
    EXPECT_TRUE(who.in_emergency());
}

TEST(Warning, StandsWhateverIsAnsweredAfterwards) {
    for (const char* option : {"going", "stuck", "mistake"}) {
        patient who = patient::in_flow(script(), "lumbar");
        who.say("会阴麻");
        who.tap(option);
        EXPECT_TRUE(holds(who.reply(), "急诊") || holds(who.reply(), "120")) << who.reply();
        EXPECT_FALSE(holds(who.reply(), "预约"));
        EXPECT_TRUE(is_emergency(who.gravest()));
    }
}

TEST(Warning, SentenceThatDeniesOneSignAndReportsAnotherIsAnAlarm) {
    for (const char* text :
         {"没有发烧，但是尿不出来", "不是没知觉，是下身发木", "大便正常，就是憋不住尿"}) {
        patient who = patient::in_flow(script(), "lumbar");
        expect_emergency_advice(who, text, "lumbar");
    }
}

}  // namespace
