// Conversations that move from one release to another (dialogs.md §7).
#include "bot/dialog/move_conversation.h"

#include "tests/dialog/check_good_bundle.h"
#include "tests/support/talk.h"

#include <gtest/gtest.h>

namespace dialog {
namespace {

constexpr auto knee = "flows/knee.json";
constexpr auto updated = "问题有更新";

struct change {
    std::string file, from, to;
};

std::shared_ptr<const bundle> release(std::uint32_t number, const std::vector<change>& changes) {
    auto files = good_bundle();
    for (const change& one : changes) spoil(files, one.file, one.from, one.to);
    auto loaded = load_bundle(std::move(files));
    EXPECT_NE(loaded.script, nullptr) << listing(loaded);
    auto made = std::const_pointer_cast<bundle>(loaded.script);
    made->release = number;
    return made;
}

class Move : public testing::Test {
protected:
    // A patient of the first release, led to a question of the knee flow.
    sample::talk at(const std::string& node) {
        sample::talk chat(*first);
        chat.say("膝盖疼").say("同意");
        if (node != "ask-signs") chat.say("以上都没有");
        if (node == "ask-since" || node == "ask-pain") chat.say("左膝");
        if (node == "ask-pain") chat.say("三周");
        EXPECT_EQ(chat.at(), "knee/" + node);
        return chat;
    }

    // The same patient in another release.
    sample::talk moved(const sample::talk& chat, const std::vector<change>& changes,
                       bool first_is_known = true) {
        second = release(2, changes);
        auto result = move_conversation(first_is_known ? first.get() : nullptr, *second, chat.now);
        how = result.how;
        sample::talk after(*second);
        after.now = std::move(result.next);
        after.time = chat.time;
        EXPECT_EQ(after.now.release, 2U);
        return after;
    }

    std::shared_ptr<const bundle> first = release(1, {});
    std::shared_ptr<const bundle> second;
    move_class how{};
};

TEST_F(Move, WhereTheQuestionReadsTheSameTheAnswerCounts) {
    auto chat = moved(at("ask-side"), {{knee, "先问几个问题。", "有几个问题。"}});
    EXPECT_EQ(how, move_class::kept);
    chat.say("右膝");
    EXPECT_EQ(chat.at(), "knee/ask-since");
    EXPECT_EQ(chat.slots().at("risk"), value(1.0));
    EXPECT_FALSE(chat.shows(updated));
}

TEST_F(Move, AMenuTappedInAnOldMessageStillCountsWhereTheQuestionReadsTheSame) {
    const auto before = at("ask-side");
    const auto pick = before.pick_of("右膝");
    auto chat = moved(before, {{knee, "先问几个问题。", "有几个问题。"}});
    chat.tap_id(pick);
    EXPECT_EQ(chat.at(), "knee/ask-since");
}

TEST_F(Move, AQuestionInOtherWordsIsAskedAgain) {
    auto chat = moved(at("ask-side"), {{knee, "哪边膝盖？", "哪一边的膝盖不舒服？"}});
    EXPECT_EQ(how, move_class::asked_again);
    chat.say("右膝");
    EXPECT_EQ(chat.at(), "knee/ask-side");
    EXPECT_EQ(chat.reading(), "updated");
    EXPECT_TRUE(chat.shows(updated));
    EXPECT_TRUE(chat.shows("哪一边的膝盖不舒服？"));
    EXPECT_FALSE(chat.slots().contains("side"));
    chat.say("右膝");
    EXPECT_EQ(chat.at(), "knee/ask-since");
}

TEST_F(Move, AQuestionWithOtherOptionsIsAskedAgain) {
    auto chat = moved(at("ask-side"),
                      {{knee, R"("right": "右膝"})", R"("right": "右膝", "both": "两边"})"},
                       {knee, R"([{"pick": "left"},)", R"([{"pick": "left"}, {"pick": "both"},)"}});
    EXPECT_EQ(how, move_class::asked_again);
    chat.say("2");  // meant the right knee, which was the second
    EXPECT_FALSE(chat.slots().contains("side"));
    chat.say("2");
    EXPECT_EQ(chat.slots().at("side"), value("both"));
}

TEST_F(Move, WithoutTheOldReleaseEveryQuestionIsAskedAgain) {
    auto chat = moved(at("ask-side"), {}, false);
    EXPECT_EQ(how, move_class::asked_again);
    EXPECT_TRUE(chat.say("右膝").shows("哪边膝盖？"));
}

TEST_F(Move, ARenamedQuestionKeepsItsPlaceAndTheStepsBack) {
    const std::vector<change> renaming = {
        {knee, R"("else": "ask-side")", R"("else": "ask-where")"},
        {knee, R"("ask-side": {)", R"("ask-where": {)"},
        {knee, R"("start": "hello",)",
         R"("start": "hello", "renamed": {"ask-side": "ask-where"},)"}};
    auto chat = moved(at("ask-side"), renaming);
    EXPECT_EQ(how, move_class::kept);
    EXPECT_EQ(chat.at(), "knee/ask-where");
    EXPECT_EQ(chat.say("左膝").at(), "knee/ask-since");
    auto later = moved(at("ask-since"), renaming);
    EXPECT_EQ(later.say("上一步").at(), "knee/ask-where");
}

TEST_F(Move, AQuestionOfAnotherKindStartsTheFlowAgain) {
    auto chat = moved(
        at("ask-pain"),
        {{knee,
          R"("pain": {"type": "number", "label": "评分", "min": 0, "max": 10, "integer": true, "blank": "未说"})",
          R"("pain": {"type": "text", "label": "评分", "blank": "未说"})"},
         {knee, R"("kind": "number")", R"("kind": "text")"},
         {knee, R"("bands": {"risk": [{"min": 7, "add": 3}, {"min": 4, "add": 1}]},)", ""}});
    EXPECT_EQ(how, move_class::restarted);
    chat.say("5");
    EXPECT_TRUE(chat.shows(updated));
    EXPECT_TRUE(chat.shows("先问几个问题。"));
    EXPECT_EQ(chat.at(), "knee/ask-signs");
    EXPECT_TRUE(chat.slots().empty());
}

TEST_F(Move, OnUpgradeSaysWhereTheLostGoOn) {
    auto chat =
        moved(at("ask-since"),
              {{knee, R"("start": "hello",)", R"("start": "hello", "onUpgrade": "ask-pain",)"},
               {knee, R"("next": "ask-since")", R"("next": "ask-pain")"},
               {knee, R"("ask-since": {)", R"("ask-long": {)"},
               {knee, R"({"pick": "left"})", R"({"pick": "left", "go": "ask-long"})"}});
    EXPECT_EQ(how, move_class::upgraded);
    chat.say("三周");
    EXPECT_TRUE(chat.shows(updated));
    EXPECT_EQ(chat.at(), "knee/ask-pain");
}

TEST_F(Move, AnAnswerThatIsNoneAnyMoreCostsThePlace) {
    moved(at("ask-since"), {{knee, R"("values": {"left": "左膝", "right": "右膝"})",
                             R"("values": {"l": "左膝", "right": "右膝"})"},
                            {knee, R"({"pick": "left"})", R"({"pick": "l"})"}});
    EXPECT_EQ(how, move_class::restarted);
}

TEST_F(Move, AFlowThatIsGoneLeadsHome) {
    second = release(2, {{"project.json", R"(["knee"])", R"(["knee", "hip"])"},
                         {"flows/hip.json", "",
                          R"({"format": "dialog/1", "flow": "hip", "title": "髋痛", "owner": "骨科",
        "entry": {"menu": "髋疼"}, "outcomes": ["advised"], "slots": {"since": {"type": "duration", "label": "病程"}}, "start": "ask-since",
        "nodes": {"ask-since": {"type": "ask", "kind": "duration", "slot": "since", "prompt": "多久了？", "next": "bye"},
        "bye": {"type": "end", "say": "好。", "outcome": "advised", "disposition": "clinic"}}})"}});
    sample::talk chat(*second);
    chat.say("髋疼").say("同意");
    ASSERT_EQ(chat.at(), "hip/ask-since");
    auto back = move_conversation(second.get(), *first, chat.now);
    EXPECT_EQ(back.how, move_class::restarted);
    sample::talk after(*first);
    after.now = back.next;
    after.say("三周");
    EXPECT_EQ(after.at(), "");
    EXPECT_TRUE(after.shows(updated));
    EXPECT_FALSE(after.pick_of("膝盖疼").empty());
}

TEST_F(Move, AWarningSignInTheFirstMessageIsHeardBeforeTheQuestionIsAskedAgain) {
    for (const bool known : {true, false}) {
        auto chat = moved(at("ask-side"), {{knee, "哪边膝盖？", "哪一边？"}}, known);
        chat.say("右边，刚才下身麻了");
        EXPECT_EQ(chat.reading(), "emergency");
        EXPECT_EQ(chat.at(), "emergency/ask-done");
        EXPECT_FALSE(chat.shows(updated));
        EXPECT_TRUE(chat.now.pending.empty());
    }
}

TEST_F(Move, ADeniedSignGoesOnWithTheUpdate) {
    auto before = at("ask-side");
    before.say("会不会下身麻？");
    ASSERT_EQ(before.reading(), "confirm");
    auto chat = moved(before, {{knee, "哪边膝盖？", "哪一边？"}});
    chat.say("没有");
    EXPECT_TRUE(chat.shows(updated));
    EXPECT_TRUE(chat.shows("哪一边？"));
    EXPECT_TRUE(chat.now.pending.empty());
}

TEST_F(Move, CommandsWorkBeforeTheQuestionIsAskedAgain) {
    auto chat = moved(at("ask-side"), {{knee, "哪边膝盖？", "哪一边？"}});
    EXPECT_EQ(chat.say("转人工").now.mode, speaker::human);
    auto other = moved(at("ask-side"), {{knee, "哪边膝盖？", "哪一边？"}});
    EXPECT_EQ(other.say("上一步").at(), "knee/ask-signs");
}

TEST_F(Move, TheWorstStaysAndWhatTheAnswersMeantIsAddedToIt) {
    auto other = at("ask-pain");
    other.now.worst = "er-now";
    const std::vector<change> losing = {
        {knee, R"("ask-pain": {)", R"("ask-ache": {)"},
        {knee, R"("skip": {"label": "记不清", "next": "ask-pain"})",
         R"("skip": {"label": "记不清", "next": "ask-ache"})"},
        {knee, R"([{"after": "10m", "say": "还在吗？"}, {"after": "12h", "go": "see-clinic"}],
      "next": "ask-pain")",
         R"([{"after": "10m", "say": "还在吗？"}, {"after": "12h", "go": "see-clinic"}],
      "next": "ask-ache")"}};
    auto chat = moved(other, losing);
    EXPECT_EQ(how, move_class::restarted);
    EXPECT_EQ(chat.now.worst, "er-now");

    auto held = at("ask-pain");
    held.now.stack.back().slots["risk"] = 4.0;
    EXPECT_EQ(moved(held, losing).now.worst, "clinic");
}

TEST_F(Move, ALevelThatIsGoneBecomesTheNextOneAbove) {
    auto before = at("ask-side");
    before.now.worst = "clinic";
    second = release(2, {});
    auto renamed = std::const_pointer_cast<bundle>(second);
    renamed->project.dispositions[1].id = "clinic-soon";
    EXPECT_EQ(move_conversation(first.get(), *second, before.now).next.worst, "clinic-soon");
    renamed->project.dispositions[1].rank = 5;
    EXPECT_EQ(move_conversation(first.get(), *second, before.now).next.worst, "er-now");
    EXPECT_EQ(move_conversation(nullptr, *second, before.now).next.worst, "er-now");
}

TEST_F(Move, APatientsOwnSlotOutlivesAReleaseThatDoesNotKnowIt) {
    auto before = at("ask-side");
    before.now.patient_slots["allergy"] = std::string("花生");
    before.now.visit_slots["earlier"] = std::string("是");
    const auto chat = moved(before, {});
    EXPECT_TRUE(chat.now.patient_slots.contains("allergy"));
    EXPECT_FALSE(chat.now.visit_slots.contains("earlier"));
}

TEST_F(Move, PeopleWhoHoldTheConversationAreNotDisturbed) {
    auto before = at("ask-side");
    before.say("转人工");
    auto chat = moved(before, {{knee, "哪边膝盖？", "哪一边？"}});
    EXPECT_EQ(chat.say("在吗").count_sent(), 0U);
    EXPECT_EQ(chat.reading(), "human");
    chat.say("退出");
    EXPECT_TRUE(chat.shows(updated));
    EXPECT_TRUE(chat.shows("哪一边？"));
}

TEST_F(Move, AVisitThatIsOverHasNothingToMove) {
    auto before = at("ask-side");
    before.say("退出");
    auto chat = moved(before, {{knee, "哪边膝盖？", "哪一边？"}});
    EXPECT_EQ(how, move_class::kept);
    EXPECT_TRUE(chat.now.pending.empty());
}

TEST_F(Move, ConsentThatWaitsGoesOnWaiting) {
    sample::talk before(*first);
    before.say("膝盖疼");
    auto chat = moved(before, {{knee, "先问几个问题。", "有几个问题。"}});
    EXPECT_EQ(how, move_class::kept);
    EXPECT_EQ(chat.say("同意").at(), "knee/ask-signs");
}

TEST_F(Move, TwoMovesBeforeAnyMessageAreOneForThePatient) {
    const auto once = moved(at("ask-side"), {{knee, "哪边膝盖？", "哪一边？"}});
    const auto third = release(3, {{knee, "哪边膝盖？", "哪一边？"}});
    const auto twice = move_conversation(second.get(), *third, once.now);
    EXPECT_EQ(twice.how, move_class::asked_again);
    EXPECT_EQ(twice.next.pending.size(), 1U);
}

}  // namespace
}  // namespace dialog
