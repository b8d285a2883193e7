// 906-908, and the emergencies of one release in another (dialogs.md §6, §7).
#include "bot/dialog/check_upgrade.h"

#include "bot/dialog/current_emergencies.h"
#include "tests/dialog/check_good_bundle.h"
#include "tests/support/talk.h"

#include <gtest/gtest.h>

namespace dialog {
namespace {

constexpr auto knee = "flows/knee.json";
constexpr auto emergency = "flows/emergency.json";

std::vector<problem> upgrade_to(const std::vector<source_file>& files,
                                const disturbed_places& disturbed = {}) {
    static const auto before = load_bundle(good_bundle()).script;
    const auto after = load_bundle(files);
    EXPECT_NE(after.script, nullptr) << listing(after);
    return check_upgrade(*before, *after.script, files, disturbed);
}

// "ask-pain" becomes "ask-ache" everywhere.
std::vector<source_file> without_ask_pain() {
    auto files = good_bundle();
    for (source_file& file : files)
        for (auto at = file.text.find("\"ask-pain\""); at != std::string::npos;
             at = file.text.find("\"ask-pain\""))
            file.text.replace(at, 10, "\"ask-ache\"");
    return files;
}

std::vector<source_file> with_pain_as_text() {
    auto files = good_bundle();
    spoil(files, knee,
          R"("pain": {"type": "number", "label": "评分", "min": 0, "max": 10, "integer": true,)",
          R"("pain": {"type": "text", "label": "评分",)");
    spoil(files, knee, R"("kind": "number")", R"("kind": "text")");
    spoil(files, knee, R"("bands": {"risk": [{"min": 7, "add": 3}, {"min": 4, "add": 1}]},)", "");
    return files;
}

TEST(CheckUpgrade, AFolderThatOnlyReadsDifferentlyIsFine) {
    EXPECT_TRUE(upgrade_to(good_bundle()).empty());
    EXPECT_TRUE(upgrade_to(spoiled(knee, "哪边膝盖？", "哪一边？")).empty());
    EXPECT_TRUE(
        upgrade_to(
            spoiled(
                knee, R"("hello": {"type": "say", "say": "先问几个问题。", "next": "ask-signs"},)",
                R"("hello": {"type": "branch", "cases": [{"if": "see", "go": "ask-side"}], "else": "ask-signs"},)"))
            .empty());
}

TEST(CheckUpgrade, ARemovedQuestionNeedsAWordAboutIt) {
    const auto files = without_ask_pain();
    const auto found = upgrade_to(files);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].code, 907);
    EXPECT_EQ(found[0].weight, gravity::error);
    EXPECT_EQ(found[0].file, knee);
    EXPECT_EQ(found[0].pointer, "/nodes");
    EXPECT_NE(found[0].zh.find("ask-pain"), std::string::npos);
    EXPECT_TRUE(upgrade_to(mended(files, found[0])).empty());

    auto renamed = files;
    spoil(renamed, knee, R"("start": "hello",)",
          R"("start": "hello", "renamed": {"ask-pain": "ask-ache"},)");
    EXPECT_TRUE(upgrade_to(renamed).empty());
}

TEST(CheckUpgrade, ASlotOfAnotherTypeNeedsAWordAboutIt) {
    const auto files = with_pain_as_text();
    const auto found = upgrade_to(files);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].code, 908);
    EXPECT_EQ(found[0].weight, gravity::error);
    EXPECT_EQ(found[0].pointer, "/slots/pain");
    EXPECT_TRUE(upgrade_to(mended(files, found[0])).empty());
}

TEST(CheckUpgrade, LiveConversationsThatAreDisturbedAreCounted) {
    const auto found =
        upgrade_to(good_bundle(), {{{"knee", "ask-side"}, 3}, {{"knee", "ask-pain"}, 1}});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].code, 906);
    EXPECT_EQ(found[0].weight, gravity::warning);
    EXPECT_NE(found[0].zh.find("4 个"), std::string::npos) << found[0].zh;
    EXPECT_NE(found[0].zh.find("ask-side（3）"), std::string::npos) << found[0].zh;
}

// ---- the emergencies of the current release ----

emergency_parts parts_of(const std::vector<source_file>& files) {
    const auto loaded = load_bundle(files);
    EXPECT_NE(loaded.script, nullptr) << listing(loaded);
    return emergency_parts_of(*loaded.script, files);
}

TEST(CurrentEmergencies, TheFlowsOfAnEmergencyAreThoseItLeadsTo) {
    const auto loaded = load_bundle(good_bundle());
    EXPECT_EQ(emergency_flows(*loaded.script), (std::set<std::string, std::less<>>{"emergency"}));
}

TEST(CurrentEmergencies, OnlyWhatAnEmergencyNeedsMakesADifference) {
    const auto good = parts_of(good_bundle());
    EXPECT_EQ(good, parts_of(spoiled(knee, "哪边膝盖？", "哪一边？")));
    EXPECT_EQ(good, parts_of(spoiled("shared/concepts.json", R"("膝盖疼", "膝痛")",
                                     R"("膝盖疼", "膝痛", "膝疼")")));
    EXPECT_NE(good, parts_of(spoiled(emergency, "请不要等。", "请不要再等。")));
    EXPECT_NE(good,
              parts_of(spoiled("shared/concepts.json", R"("下身麻"])", R"("下身麻", "下面麻"])")));
    EXPECT_NE(good, parts_of(spoiled("project.json", "000-0000", "000-0001")));
}

TEST(CurrentEmergencies, AnOlderReleaseHearsAndAnswersThemAsTheCurrentOneDoes) {
    auto current = good_bundle();
    spoil(current, emergency, "请马上去急诊，或打120。", "请立刻去急诊，或打120。");
    spoil(
        current, "shared/concepts.json", R"("saddle-numb": {)",
        R"("cold-leg": {"name": "腿凉", "phrases": ["腿冰凉"], "examples": ["腿冰凉"]}, "saddle-numb": {)");
    spoil(current, "shared/interrupts.json", R"("concepts": ["urine-trouble", "saddle-numb"])",
          R"("concepts": ["urine-trouble", "saddle-numb", "cold-leg"])");
    const auto own = spoiled(knee, "哪边膝盖？", "哪一边膝盖？");
    const auto mixed = load_bundle(with_emergencies(own, parts_of(current)), {}, 7);
    ASSERT_NE(mixed.script, nullptr) << listing(mixed);
    EXPECT_EQ(mixed.script->release, 7U);
    EXPECT_EQ(emergency_parts_of(*mixed.script, with_emergencies(own, parts_of(current))),
              parts_of(current));

    sample::talk chat(*mixed.script);
    chat.say("膝盖疼").say("同意").say("以上都没有");
    EXPECT_TRUE(chat.shows("哪一边膝盖？"));
    chat.say("现在腿冰凉");
    EXPECT_EQ(chat.reading(), "emergency");
    EXPECT_TRUE(chat.shows("请立刻去急诊"));
}

TEST(CurrentEmergencies, AReleaseThatCannotTakeThemSaysSo) {
    auto current = good_bundle();
    spoil(current, "project.json",
          R"({"id": "self-care", "rank": 10, "name": "居家", "urgency": "none"})",
          R"({"id": "home", "rank": 10, "name": "居家", "urgency": "none"})");
    spoil(current, knee, R"("disposition": "self-care")", R"("disposition": "home")");
    EXPECT_EQ(load_bundle(with_emergencies(good_bundle(), parts_of(current))).script, nullptr);
}

}  // namespace
}  // namespace dialog
