// The project's own dialogs, played as patients would: the rules that hold for whatever a patient
// answers. The stories beside the flows are told in tests/dialog/stories.
#include "bot/core/text.h"
#include "tests/dialog/walk.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using trial::patient;

const dialog::bundle& script() {
    return trial::project_bundle();
}

int rank_of(std::string_view disposition) {
    const auto* found = script().project.find_disposition(disposition);
    return found == nullptr ? 0 : found->rank;
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

// Every turn of a walk through all answers of the flows a patient can choose.
class EveryTurn : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Flows, EveryTurn, testing::Values("lumbar", "neck-arm", "education"),
                         [](const auto& row) {
                             std::string name = row.param;
                             name.erase(std::remove(name.begin(), name.end(), '-'), name.end());
                             return name;
                         });

TEST_P(EveryTurn, TogetherReachEveryQuestionOfTheFlow) {
    const auto places = trial::every_question(script(), GetParam());
    for (const auto& node : script().find_flow(GetParam())->nodes) {
        if (!std::holds_alternative<dialog::ask_node>(node.what)) continue;
        EXPECT_TRUE(places.contains(std::string(GetParam()) + "/" + node.id)) << node.id;
    }
}

TEST_P(EveryTurn, KeepsEducationApartFromTheHospital) {
    const auto& hospital = script().project.hospital;
    trial::every_question(script(), GetParam(), [&](const patient& who) {
        if (trial::snippets_in(script(), who.reply()).empty()) return;
        EXPECT_FALSE(who.was_given_link()) << who.reply();
        for (const char* field : {"name", "phone", "address"})
            EXPECT_FALSE(holds(who.reply(), hospital.at(field))) << who.reply();
    });
}

TEST_P(EveryTurn, SaysNoBannedWord) {
    trial::every_question(script(), GetParam(), [](const patient& who) {
        for (const std::string& word : script().project.banned_words)
            EXPECT_FALSE(holds(who.reply(), word)) << word << " in: " << who.reply();
    });
}

TEST_P(EveryTurn, NeverTeachesOrBooksAfterAWarningSign) {
    trial::every_question(script(), GetParam(), [](const patient& who) {
        if (rank_of(who.gravest()) < rank_of("clinic-48h")) return;
        EXPECT_TRUE(trial::snippets_in(script(), who.reply()).empty()) << who.reply();
        EXPECT_FALSE(who.was_given_link()) << who.reply();
    });
}

TEST_P(EveryTurn, FitsOneMessageOfAnOfficialAccount) {
    trial::every_question(script(), GetParam(), [](const patient& who) {
        // Each tappable line costs its address too, about 90 bytes.
        EXPECT_LE(who.reply().size() + who.menu().size() * 90, 2048u) << who.reply();
    });
}

// A patient who answers everything harmlessly except one safety question, which gets 说不清 twice
// or no usable answer at all.
struct unclear {
    const char* name;
    int question;  // which of the three
    std::vector<std::string> says;
};
class UnclearAnswers : public testing::TestWithParam<unclear> {};
INSTANTIATE_TEST_SUITE_P(
    Safety, UnclearAnswers,
    testing::Values(unclear{"alarm_unsure", 0, {"说不清", "还是说不清"}},
                    unclear{"toilet_unsure", 1, {"说不清", "还是说不清"}},
                    unclear{"saddle_unsure", 2, {"说不清", "还是说不清"}},
                    unclear{"alarm_not_understood", 0, {"呃", "哦哦", "啦啦"}},
                    unclear{"toilet_not_understood", 1, {"呃", "哦哦", "啦啦"}},
                    unclear{"saddle_not_understood", 2, {"呃", "哦哦", "啦啦"}}),
    [](const auto& row) { return row.param.name; });

TEST_P(UnclearAnswers, AreNeverTakenForANo) {
    patient who = patient::in_flow(script(), "lumbar");
    const std::vector<std::string> harmless{"no", "same", "no"};
    for (int i = 0; i < 3 && !who.in_emergency(); ++i) {
        if (i != GetParam().question) {
            who.tap(harmless[static_cast<std::size_t>(i)]);
            continue;
        }
        for (const std::string& words : GetParam().says) who.say(words);
    }
    if (!who.in_emergency()) {
        for (const char* option : {"self", "left", "fine"}) who.tap(option);
        who.say("两周");
        for (const char* option : {"slow", "better"}) who.tap(option);
        who.say("1");
        for (const char* option : {"free", "no", "none", "none", "none"}) who.tap(option);
        who.say("1");
        EXPECT_EQ(who.waits_at(), "see-soon/ask-after");
        who.tap("done");
    }
    EXPECT_GE(rank_of(who.gravest()), rank_of("clinic-48h"));
}

TEST(SeeSoon, AnswersNeitherWithExercisesNorWithABooking) {
    patient who = patient::in_flow(script(), "lumbar");
    for (const char* option : {"no", "old", "no", "no", "self", "left", "fine"}) who.tap(option);
    who.say("两周");
    for (const char* option : {"slow", "better"}) who.tap(option);
    who.say("1");
    for (const char* option : {"free", "no", "none", "none", "none"}) who.tap(option);
    who.say("1");
    ASSERT_EQ(who.waits_at(), "see-soon/ask-after");
    for (const char* words : {"在家能锻炼吗", "帮我挂号"}) {
        who.say(words);
        EXPECT_TRUE(trial::snippets_in(script(), who.reply()).empty()) << who.reply();
        EXPECT_FALSE(who.was_given_link()) << who.reply();
    }
}

TEST(Lumbar, AsksItsThreeSafetyQuestionsBeforeAnythingElse) {
    patient who = patient::in_flow(script(), "lumbar");
    EXPECT_EQ(who.waits_at(), "lumbar/ask-alarm");
    who.tap("no");
    EXPECT_EQ(who.waits_at(), "lumbar/ask-toilet");
    who.tap("same");
    EXPECT_EQ(who.waits_at(), "lumbar/ask-saddle");
}

TEST(Lumbar, OffersAtMostFiveAnswersAndUnsure) {
    for (const auto& [id, flow] : script().flows)
        for (const auto& node : flow.nodes) {
            const auto* question = std::get_if<dialog::ask_node>(&node.what);
            if (question == nullptr) continue;
            EXPECT_LE(question->options.size(), 6u) << id << "/" << node.id;
        }
}

TEST(Lumbar, SpeaksInShortSentences) {
    for (const auto& [id, flow] : script().flows)
        for (const auto& node : flow.nodes)
            if (const auto* question = std::get_if<dialog::ask_node>(&node.what)) {
                std::size_t begin = 0;
                const std::string& text = question->prompt;
                while (begin < text.size()) {
                    auto end = text.find('\n', begin);
                    if (end == std::string::npos) end = text.size();
                    EXPECT_LE(core::utf8_length(text.substr(begin, end - begin)), 40u)
                        << id << "/" << node.id << ": " << text;
                    begin = end + 1;
                }
            }
}

TEST(Lumbar, EverySnippetNamesItsSourceReviewerAndDate) {
    for (const auto& [id, snippet] : script().snippets) {
        EXPECT_NE(snippet.source, "") << id;
        EXPECT_NE(snippet.reviewed_by, "") << id;
        EXPECT_NE(snippet.review_until, "") << id;
    }
}

TEST(Hospital, TellsItsDetailsWithoutConsent) {
    patient who(script());
    for (const char* words : {"你好", "1", "不同意"}) who.say(words);
    ASSERT_TRUE(who.where().consent_declined);
    who.say("医院信息");
    EXPECT_TRUE(holds(who.reply(), script().project.hospital.at("phone"))) << who.reply();
    EXPECT_TRUE(holds(who.reply(), script().project.hospital.at("address"))) << who.reply();
}

TEST(Hospital, IsNamedOnlyWhenAsked) {
    trial::every_question(script(), "lumbar", [](const patient& who) {
        const auto& visited = who.visited();
        const bool asked = std::any_of(visited.begin(), visited.end(), [](const std::string& node) {
            return node.starts_with("hospital/") || node == "lumbar/book-clinic";
        });
        if (asked) return;
        EXPECT_FALSE(holds(who.reply(), script().project.hospital.at("phone"))) << who.reply();
    });
}

}  // namespace
