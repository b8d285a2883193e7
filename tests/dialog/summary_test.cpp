#include "bot/dialog/summary.h"

#include "tests/dialog/patient.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace trial {
namespace {

using dialog::summarize;
using dialog::summary_item;

// A patient who keeps count of what he wrote, as the store does.
struct teller {
    patient who = patient::in_flow(project_bundle(), "lumbar");
    std::vector<std::string> texts;
    std::vector<std::uint32_t> at;

    void say(const std::string& text) {
        who.say(text);
        texts.push_back(text);
        at.push_back(who.where().turn);
    }
    std::vector<dialog::spoken_turn> turns() const {
        std::vector<dialog::spoken_turn> all;
        for (std::size_t i = 0; i < texts.size(); ++i) all.push_back({at[i], texts[i]});
        return all;
    }
    std::vector<summary_item> items() const {
        return summarize(project_bundle(), who.where(), turns());
    }
};

// The item lives in the list; a list that is about to die is refused.
const summary_item* find(std::vector<summary_item>&& items, const std::string& label) = delete;
const summary_item* find(const std::vector<summary_item>& items, const std::string& label) {
    const auto found = std::find_if(items.begin(), items.end(),
                                    [&](const summary_item& one) { return one.label == label; });
    return found == items.end() ? nullptr : &*found;
}

teller at_pain() {
    teller made;
    for (const char* text : {"没有的", "大小便都正常", "不麻", "是我自己", "左边那条",
                             "脚尖勾得起来，都能做", "有三个多月了", "慢慢来的", "疼轻了，麻多了",
                             "1 3", "走路不受影响", "不凉", "都没有", "都没有", "没看过"})
        made.say(text);
    return made;
}

TEST(Summary, LinksEachItemWithThePatientsOwnWords) {
    const teller said = at_pain();
    const auto items = said.items();
    const summary_item* since = find(items, "病程");
    ASSERT_NE(since, nullptr);
    EXPECT_EQ(since->value, "3 个月");
    EXPECT_EQ(since->words, "有三个多月了");
    const summary_item* trend = find(items, "疼和麻的变化");
    ASSERT_NE(trend, nullptr);
    EXPECT_EQ(trend->value, "疼轻了，麻多了");
    EXPECT_EQ(trend->words, "疼轻了，麻多了");
    EXPECT_LT(trend->turn, said.who.where().turn);
}

TEST(Summary, HoldsNoWordsWithoutTheStoredTurns) {
    const teller said = at_pain();
    for (const summary_item& item : summarize(project_bundle(), said.who.where()))
        EXPECT_EQ(item.words, "") << item.label;
}

TEST(Summary, FollowsACorrection) {
    teller said = at_pain();
    said.say("上一步");
    said.say("理疗");
    const auto items = said.items();
    const summary_item* seen = find(items, "看过什么");
    ASSERT_NE(seen, nullptr);
    EXPECT_EQ(seen->words, "理疗");
}

TEST(Summary, StaysAfterTheFlowHasEnded) {
    teller said = at_pain();
    for (const char* text : {"5", "不用了", "先到这里"}) said.say(text);
    ASSERT_TRUE(said.who.where().stack.empty());
    const auto items = said.items();
    const summary_item* pain = find(items, "疼痛评分");
    ASSERT_NE(pain, nullptr);
    EXPECT_EQ(pain->value, "5");
}

TEST(Summary, StaysWhenAnEmergencyTakesOver) {
    teller said = at_pain();
    said.say("哎呀我刚才尿不出来了");
    ASSERT_TRUE(said.who.in_emergency());
    const auto items = said.items();
    EXPECT_NE(find(items, "哪条腿"), nullptr);
    const summary_item* sign = find(items, "提到的情况");
    ASSERT_NE(sign, nullptr);
    EXPECT_EQ(sign->value, "小便异常");
    EXPECT_EQ(sign->words, "哎呀我刚才尿不出来了");
}

TEST(Summary, IsShownOnRequest) {
    teller said = at_pain();
    said.say("看小结");
    EXPECT_NE(said.who.reply().find("病程：3 个月"), std::string::npos) << said.who.reply();
    EXPECT_EQ(said.who.waits_at(), "lumbar/ask-pain");
}

TEST(Summary, IsForgottenWithEverythingElse) {
    teller said = at_pain();
    said.say("删除我的数据");
    said.say("是");
    EXPECT_TRUE(said.items().empty());
}

TEST(Summary, BeginsAnewWithTheNextVisit) {
    teller said = at_pain();
    for (const char* text : {"5", "不用了", "先到这里", "你好"}) said.say(text);
    EXPECT_TRUE(said.items().empty());
}

TEST(Summary, NeverCutsAnItem) {
    const std::vector<summary_item> items{{"部位", "左腿", {}, 1}, {"病程", "3 周", {}, 2}};
    EXPECT_EQ(dialog::in_lines(items, 1000), "部位：左腿\n病程：3 周");
    EXPECT_EQ(dialog::in_lines(items, 20), "部位：左腿");
    EXPECT_EQ(dialog::in_one_line(items), "部位：左腿；病程：3 周");
}

}  // namespace
}  // namespace trial
