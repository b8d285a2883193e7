#include "bot/dialog/prover/prove.h"

#include "bot/dialog/stories/tell.h"
#include "tests/dialog/check_good_bundle.h"

#include <gtest/gtest.h>

namespace dialog::prover {
namespace {

std::shared_ptr<const bundle> loaded(const std::vector<source_file>& files) {
    const load_result made = load_bundle(files);
    EXPECT_TRUE(made.script) << listing(made);
    return made.script;
}

TEST(Prover, HoldsForAGoodBundle) {
    const auto script = loaded(good_bundle());
    ASSERT_TRUE(script);
    const proof made = prove(*script);
    EXPECT_TRUE(made.complete);
    for (const counter_example& one : made.against)
        ADD_FAILURE() << one.found.code << " " << one.found.place << " " << one.found.zh << "\n"
                      << stories::chat_text(one.chat);
}

TEST(Prover, SaysWhenThereAreTooManySituations) {
    const auto script = loaded(good_bundle());
    ASSERT_TRUE(script);
    search::limits most;
    most.situations = 10;
    const proof made = prove(*script, most);
    EXPECT_FALSE(made.complete);
    EXPECT_FALSE(made.holds());
}

// The desk's timer: no check of single nodes follows it.
TEST(Prover, ShowsTheShortestDialogAndTellsItAsAStory) {
    auto files = good_bundle();
    spoil(
        files, "flows/knee.json",
        R"("silence": [{"after": "10m", "say": "还在吗？"}, {"after": "12h", "go": "see-clinic"}],)",
        R"("silence": [{"after": "12h", "go": "wait-more"}],)");
    spoil(
        files, "flows/knee.json", R"("ask-pain": {)",
        R"("wait-more": {"type": "branch", "cases": [{"if": "see", "go": "ask-more"}], "else": "ask-pain"},
    "ask-more": {"type": "ask", "kind": "yesno", "slot": "more", "prompt": "还在吗？", "options": [{"pick": "yes", "go": "ask-more"}, {"pick": "no", "go": "sort-more"}, {"pick": "unsure", "go": "ask-more"}], "fallback": {"steps": [{"say": "请答是或否。"}], "then": "sort-more"}, "next": "sort-more"},
    "sort-more": {"type": "branch", "cases": [{"if": {"side": "left"}, "go": "ask-more"}], "else": "ask-pain"},
    "ask-pain": {)");
    spoil(files, "flows/knee.json", R"("risk": {"type")",
          R"("more": {"type": "yesno", "label": "还在"}, "risk": {"type")");
    const auto script = loaded(files);
    ASSERT_TRUE(script);
    const proof made = prove(*script);
    ASSERT_EQ(made.against.size(), 1U);
    const counter_example& one = made.against[0];
    EXPECT_EQ(one.found.code, 303);
    EXPECT_EQ(one.found.place, "knee/ask-more");
    ASSERT_EQ(one.messages, 3U);
    EXPECT_EQ(one.chat.size(), 4U);
    EXPECT_EQ(one.chat[1].said, "以上都没有");
    EXPECT_EQ(one.chat[2].said, "左膝");
    EXPECT_EQ(one.chat[3].said, "[过了 12 小时]");

    const stories::story_files read = stories::read_stories(
        *script,
        {{"flows/knee.tests.json",
          R"({"format": "dialog-tests/1", "flow": "knee", "stories": [)" + one.story + "]}"}});
    for (const problem& each : read.problems) ADD_FAILURE() << to_line(each);
    ASSERT_EQ(read.stories.size(), 1U);
    const stories::telling told = stories::tell(*script, read.stories[0]);
    EXPECT_FALSE(told.failure);
    EXPECT_EQ(told.played.waits_at(), "knee/ask-more");
}

// Two ways to the same place are one situation only if nothing ahead can tell them apart.
TEST(Outlook, FoldsWhatIsSettledAndKeepsWhatIsOpen) {
    const auto script = loaded(good_bundle());
    ASSERT_TRUE(script);
    const flow& knee = *script->find_flow("knee");
    const outlook seen(knee);
    const state nobody;
    const auto key = [&](const char* node, slot_values slots) {
        frame place{"knee", node, 0, {}, std::move(slots), 0};
        std::string made;
        seen.write(slot_view(knee, place, nobody), knee.node_index.at(node), made);
        return made;
    };
    const value left = std::string("left"), right = std::string("right");
    EXPECT_EQ(key("ask-since", {{"side", left}}), key("ask-since", {{"side", right}}));
    EXPECT_NE(key("ask-since", {{"risk", value(3.0)}}), key("ask-since", {{"risk", value(0.0)}}));
    const value short_time = minutes(60), long_time = minutes(90 * 24 * 60);
    EXPECT_NE(key("ask-pain", {{"since", short_time}}), key("ask-pain", {{"since", long_time}}));
    // Asked again ahead: what is known now does not matter.
    EXPECT_NE(key("ask-side", {{"since", short_time}}), key("ask-pain", {{"since", short_time}}));
}

}  // namespace
}  // namespace dialog::prover
