// Which release a conversation is in after which publication (dialogs.md §7).
#include "bot/dialog/move_conversation.h"
#include "bot/dialog/state_codec.h"
#include "bot/session/saved_conversation.h"
#include "tests/session/release_world.h"
#include "tests/support/memory_store.h"
#include "tests/support/talk.h"

namespace session_test {
namespace {

using outcome = session::published::outcome;
using store::release_kind;
using namespace std::chrono_literals;

class Releases : public testing::Test {
protected:
    void put(const std::string& words, release_kind kind = release_kind::normal) {
        put(asking(words), kind);
    }
    void put(std::vector<dialog::source_file> files, release_kind kind = release_kind::normal) {
        clock.time += 1s;
        ASSERT_EQ(publish(memory, std::move(files), clock.time, kind).how, outcome::done);
        refresh();
    }
    void refresh() { ASSERT_TRUE(support::run_task(keeper.refresh()).has_value()); }

    // One message of the patient; the words of the reply.
    std::string say(const std::string& text) {
        clock.time += 1s;
        core::inbound message;
        message.text = text;
        last = session::step_in_release(*scripts.shelf(), patient, message, clock.time, counted);
        EXPECT_EQ(last.why.fault, "");
        patient = last.next;
        std::string words;
        for (const auto& effect : last.effects)
            if (const auto* sent = std::get_if<dialog::send>(&effect)) {
                if (const auto* said = std::get_if<core::text_block>(&sent->what))
                    words += said->text + "\n";
                if (const auto* menu = std::get_if<core::menu_block>(&sent->what))
                    words += menu->head + "\n";
            }
        return words;
    }
    void wait_at_side() {
        for (const char* text : {"膝盖疼", "同意", "以上都没有"}) say(text);
        ASSERT_EQ(patient.stack.back().node, "ask-side");
    }
    std::uint64_t moved(dialog::move_class how) const {
        return counted.moved.at(static_cast<std::size_t>(how))->value();
    }
    std::uint64_t all_moved() const {
        std::uint64_t sum = 0;
        for (const auto* one : counted.moved) sum += one->value();
        return sum;
    }

    support::memory_store memory;
    session::script_source scripts;
    steady_clock clock;
    session::release_keeper keeper{memory, scripts, clock};
    core::metrics registry;
    session::move_metrics counted{registry};
    dialog::state patient;
    dialog::turn_result last;
};

TEST_F(Releases, WithoutAnyThereIsNothingToSay) {
    refresh();
    EXPECT_EQ(scripts.shelf(), nullptr);
}

TEST_F(Releases, AVisitFinishesWithTheReleaseItBeganWithAndTheNextOneTakesTheNew) {
    put("哪边？一");
    wait_at_side();
    put("哪边？二");
    EXPECT_EQ(scripts.current()->release, 2U);
    say("左膝");
    EXPECT_EQ(patient.release, 1U);
    EXPECT_NE(say("上一步").find("哪边？一"), std::string::npos);
    say("退出");
    EXPECT_EQ(patient.release, 1U);
    for (const char* text : {"膝盖疼", "以上都没有"}) say(text);
    EXPECT_EQ(patient.release, 2U);
    EXPECT_NE(say("上一步").find("有下面的情况"), std::string::npos);
    EXPECT_NE(say("以上都没有").find("哪边？二"), std::string::npos);
}

TEST_F(Releases, AVisitBegunAnewInsideAnOldReleaseDoesNotKeepItAlive) {
    put("哪边？一");
    wait_at_side();
    put("哪边？二");
    clock.time += 1h;
    say("退出");
    say("膝盖疼");
    EXPECT_EQ(patient.release, 2U);
}

TEST_F(Releases, AnUrgentOneIsMetWithTheNextMessage) {
    put("哪边？一");
    wait_at_side();
    put("哪边？二", release_kind::urgent);
    const auto reply = say("左膝");
    EXPECT_EQ(patient.release, 2U);
    EXPECT_NE(reply.find("问题有更新"), std::string::npos);
    EXPECT_NE(reply.find("哪边？二"), std::string::npos);
    EXPECT_EQ(moved(dialog::move_class::asked_again), 1U);
    say("左膝");
    EXPECT_EQ(patient.stack.back().node, "ask-since");
    EXPECT_EQ(all_moved(), 1U);
}

TEST_F(Releases, AnUrgentOneStillMovesThoseWhoMissedIt) {
    put("哪边？一");
    wait_at_side();
    put("哪边？二", release_kind::urgent);
    put("哪边？三");
    say("左膝");
    EXPECT_EQ(patient.release, 3U);
}

TEST_F(Releases, ARecallMovesThoseOfTheRecalledReleaseOnly) {
    put("哪边？一");
    wait_at_side();
    const auto early = patient;
    put("哪边？二");
    patient = {};
    wait_at_side();
    const auto late = patient;
    put("哪边？三", release_kind::recall);
    patient = early;
    say("左膝");
    EXPECT_EQ(patient.release, 1U);
    patient = late;
    EXPECT_NE(say("左膝").find("哪边？三"), std::string::npos);
    EXPECT_EQ(patient.release, 3U);
}

TEST_F(Releases, RollingBackBringsTheOldWordsUnderANewNumber) {
    put("哪边？一");
    wait_at_side();
    const auto early = patient;
    put("哪边？二");
    patient = {};
    wait_at_side();
    clock.time += 1s;
    const auto rolled = roll_back(memory, 1, clock.time);
    EXPECT_EQ(rolled.how, outcome::done);
    EXPECT_EQ(rolled.number, 3U);
    refresh();
    EXPECT_EQ(scripts.current()->release, 3U);
    EXPECT_NE(say("左膝").find("哪边？一"), std::string::npos);
    EXPECT_EQ(patient.release, 3U);
    // Who never saw the second one notices nothing.
    patient = early;
    EXPECT_EQ(say("左膝").find("问题有更新"), std::string::npos);
    EXPECT_EQ(patient.stack.back().node, "ask-since");
    EXPECT_EQ(patient.release, 3U);
}

TEST_F(Releases, ANormalRollBackLetsThemFinish) {
    put("哪边？一");
    put("哪边？二");
    wait_at_side();
    clock.time += 1s;
    ASSERT_EQ(roll_back(memory, 1, clock.time, release_kind::normal).how, outcome::done);
    refresh();
    say("左膝");
    EXPECT_EQ(patient.release, 2U);
}

TEST_F(Releases, AfterADayEverybodyMovesAndTheReleaseIsRetired) {
    put("哪边？一");
    wait_at_side();
    put("哪边？二");
    clock.time += 20h;
    say("上一步");
    EXPECT_EQ(patient.release, 1U);
    say("以上都没有");
    clock.time += 5h;
    refresh();
    EXPECT_TRUE(scripts.shelf()->older().empty());
    EXPECT_TRUE(support::run_task(memory.releases()).value()[0].retired_at.has_value());
    say("左膝");
    EXPECT_EQ(patient.release, 2U);
}

TEST_F(Releases, APatientWhoComesBackAfterMonthsIsAskedWhetherToGoOnWhereThePlaceStillIs) {
    put("哪边？一");
    wait_at_side();
    put("哪边？二");
    clock.time += 24h * 90;
    refresh();
    EXPECT_NE(say("你好").find("要继续吗"), std::string::npos);
    EXPECT_EQ(patient.release, 2U);
    EXPECT_NE(say("继续").find("哪边？二"), std::string::npos);
}

TEST_F(Releases, EmergenciesOfTheCurrentReleaseHoldInAnOlderOneToo) {
    put("哪边？一");
    wait_at_side();
    const auto before = patient;
    auto files = asking("哪边？二");
    dialog::spoil(files, "flows/emergency.json", "请马上去急诊，或打120。",
                  "请立刻去急诊，或打120。");
    dialog::spoil(files, "shared/concepts.json", R"("下身麻"])", R"("下身麻", "裆部没感觉"])");
    put(files);
    EXPECT_NE(say("裆部没感觉").find("请立刻去急诊"), std::string::npos);
    EXPECT_EQ(last.why.reading, "emergency");
    EXPECT_EQ(patient.release, 2U) << "all that waits is the current release's";
    // The rest of the visit stays as it was.
    patient = before;
    say("左膝");
    EXPECT_EQ(patient.release, 1U);
    // Another change of the flow they stand in is told to those who wait in it.
    patient = before;
    say("裆部没感觉");
    dialog::spoil(files, "flows/emergency.json", "打120了吗？", "急诊去了吗？");
    put(files);
    const auto reply = say("是");
    EXPECT_NE(reply.find("急诊去了吗？"), std::string::npos) << reply;
    EXPECT_EQ(patient.release, 3U);
    EXPECT_EQ(patient.worst, "er-now");
}

TEST_F(Releases, WhereTheEmergenciesDoNotFitNobodyIsPinned) {
    put("哪边？一");
    wait_at_side();
    auto files = asking("哪边？一");
    dialog::spoil(files, "project.json",
                  R"({"id": "self-care", "rank": 10, "name": "居家", "urgency": "none"})",
                  R"({"id": "home", "rank": 10, "name": "居家", "urgency": "none"})");
    dialog::spoil(files, knee, R"("disposition": "self-care")", R"("disposition": "home")");
    put(files);
    say("左膝");
    EXPECT_EQ(patient.release, 2U);
    EXPECT_EQ(patient.stack.back().node, "ask-since");
}

TEST_F(Releases, AReleaseThatDoesNotLoadLeavesTheLastGoodOne) {
    put("哪边？一");
    wait_at_side();
    store::release broken;
    broken.number = 2;
    broken.content_hash = "no such content";
    broken.published_at = clock.time;
    broken.files = {{"project.json", "{"}};
    ASSERT_TRUE(support::run_task(memory.publish(broken)).has_value());
    refresh();
    EXPECT_EQ(scripts.current()->release, 1U);
    say("左膝");
    EXPECT_EQ(patient.release, 1U);
    EXPECT_EQ(all_moved(), 0U);
}

TEST_F(Releases, AnotherNodeAndARestartSeeTheSameReleases) {
    put("哪边？一");
    wait_at_side();
    put("哪边？二");
    session::script_source elsewhere;
    session::release_keeper other(memory, elsewhere, clock);
    ASSERT_TRUE(support::run_task(other.refresh()).has_value());
    EXPECT_EQ(elsewhere.current()->release, 2U);
    ASSERT_EQ(elsewhere.shelf()->older().size(), 1U);
    EXPECT_NE(elsewhere.shelf()->pinned_for(patient, clock.time), nullptr);
}

TEST_F(Releases, OfManyContentsTheOldestGoFirst) {
    for (std::size_t i = 0; i < session::release_keeper::most_shelved + 4; ++i) {
        put("哪边？" + std::to_string(i));
        if (i == 0) wait_at_side();
    }
    EXPECT_EQ(scripts.shelf()->older().size(), session::release_keeper::most_shelved - 1);
    EXPECT_NE(say("左膝").find("问题有更新"), std::string::npos);
    EXPECT_EQ(patient.release, scripts.current()->release);
}

// ---- publishing ----

TEST_F(Releases, TheSameContentIsNotPublishedTwice) {
    put("哪边？一");
    const auto again = publish(memory, asking("哪边？一"), clock.time);
    EXPECT_EQ(again.how, outcome::unchanged);
    EXPECT_EQ(again.number, 1U);
    EXPECT_EQ(roll_back(memory, 1, clock.time).how, outcome::unchanged);
    EXPECT_EQ(roll_back(memory, 9, clock.time).how, outcome::unknown);
    EXPECT_EQ(support::run_task(memory.releases()).value().size(), 1U);
}

TEST_F(Releases, AFolderWithAnErrorIsNotPublished) {
    const auto refused =
        publish(memory, dialog::spoiled(knee, R"("next": "ask-signs"})", R"("next": "nowhere"})"),
                clock.time);
    EXPECT_EQ(refused.how, outcome::refused);
    ASSERT_FALSE(refused.problems.empty());
    EXPECT_TRUE(support::run_task(memory.releases()).value().empty());
}

TEST_F(Releases, AQuestionThatIsTakenAwayWithoutAWordIsNotPublishedButMayBeRolledBackTo) {
    auto files = dialog::good_bundle();
    for (auto& file : files)
        for (auto at = file.text.find("ask-side"); at != std::string::npos;
             at = file.text.find("ask-side"))
            file.text.replace(at, 8, "ask-knee");
    dialog::spoil(files, knee, R"("start": "hello",)",
                  R"("start": "hello", "renamed": {"ask-side": "ask-knee"},)");
    put("哪边？一");
    put(files);
    const auto refused = publish(memory, asking("哪边？一"), clock.time);
    EXPECT_EQ(refused.how, outcome::refused);
    EXPECT_TRUE(
        std::ranges::any_of(refused.problems, [](const auto& one) { return one.code == 907; }));
    EXPECT_EQ(roll_back(memory, 1, clock.time).how, outcome::done);
}

TEST_F(Releases, APublicationTellsWhatItMeansForThoseUnderWay) {
    put("哪边？一");
    wait_at_side();
    const auto waiting = dialog::encode_state(patient);
    for (int i = 0; i < 5; ++i) {
        store::turn turn;
        turn.key = {"a", "p" + std::to_string(i)};
        turn.state = session::encode({i < 3 ? waiting : dialog::encode_state({}), {}});
        turn.reply = {"d", ""};
        turn.at = clock.time;
        ASSERT_EQ(memory.apply(turn), store::commit_outcome::applied);
    }
    clock.time += 1s;
    const auto made = publish(memory, asking("哪边？二"), clock.time);
    EXPECT_EQ(made.waiting.waiting, 3U);
    EXPECT_EQ(made.waiting.asked_again, 3U);
    EXPECT_EQ(made.waiting.kept, 0U);
    EXPECT_TRUE(
        std::ranges::any_of(made.problems, [](const auto& one) { return one.code == 906; }));
    const auto kept = support::run_task(memory.releases()).value().back();
    EXPECT_NE(kept.report.find("同一题重问 3"), std::string::npos) << kept.report;
    EXPECT_EQ(kept.author, "chen");
}

}  // namespace
}  // namespace session_test
