#include "bot/dialog/load.h"
#include "tests/dialog/check_good_bundle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>

namespace dialog {
namespace {

const flow& knee_of(const load_result& result) {
    return *result.script->find_flow("knee");
}

TEST(LoadBundle, FillsTheModel) {
    const load_result result = load_bundle(good_bundle());
    ASSERT_NE(result.script, nullptr) << listing(result);
    const bundle& script = *result.script;
    EXPECT_EQ(script.flows.size(), 2u);
    EXPECT_EQ(script.interrupts.front().id, "er-cauda");
    EXPECT_EQ(script.interrupts.front().confirm_say, "您是说自己现在出现了{concept}吗？");
    EXPECT_EQ(script.project.find_disposition("er-now")->how_soon, urgency::emergency);
    EXPECT_EQ(script.project.consent.yes_label, "同意");
    EXPECT_EQ(script.ear.concepts().size(), 4u);

    const flow& knee = knee_of(result);
    const slot* since = knee.find_slot("since");
    EXPECT_EQ(since->longest, minutes(30 * 365 * 24 * 60));
    const auto& ask = std::get<ask_node>(knee.find_node("ask-signs")->what);
    ASSERT_EQ(ask.options.size(), 4u);
    EXPECT_EQ(ask.options[0].label, "会阴发麻");
    EXPECT_TRUE(ask.options[3].none);
    EXPECT_EQ(ask.options[3].label, "以上都没有");
    const auto& bands = std::get<ask_node>(knee.find_node("ask-pain")->what).bands;
    ASSERT_EQ(bands.size(), 1u);
    EXPECT_EQ(bands[0].bands[1].add, 1);
    const condition& see = knee.find_condition("see")->when;
    ASSERT_EQ(see.what, condition::kind::any);
    EXPECT_EQ(see.parts[1].test.min, 6 * 7 * 24 * 60.0);
    EXPECT_EQ(see.parts[2].test.known, false);
}

TEST(LoadBundle, GivesYesnoItsThreeOptions) {
    const load_result result = load_bundle(good_bundle());
    const flow& emergency = *result.script->find_flow("emergency");
    const auto& ask = std::get<ask_node>(emergency.find_node("ask-done")->what);
    ASSERT_EQ(ask.options.size(), 3u);
    EXPECT_EQ(ask.options[0].pick, "yes");
    EXPECT_EQ(ask.options[2].label, "说不清");
}

TEST(LoadBundle, ReadsDurationsGivenToAFlowByTheTypeOfItsSlot) {
    std::vector<source_file> files = spoiled("flows/emergency.json", R"("params": ["reason"],)",
                                             R"("params": ["reason", "since"],)");
    spoil(files, "flows/emergency.json", R"("slots": {)",
          R"("slots": {"since": {"type": "duration", "label": "多久"},)");
    spoil(files, "flows/knee.json", R"({"reason": "danger"})",
          R"({"reason": "danger", "since": "2w"})");
    const load_result result = load_bundle(files);
    ASSERT_NE(result.script, nullptr) << listing(result);
    const auto& call = std::get<call_node>(knee_of(result).find_node("to-er")->what);
    EXPECT_EQ(std::get<minutes>(call.with[1].to), minutes(14 * 24 * 60));
}

TEST(LoadBundle, HashesTheContentWhateverTheOrderOfFiles) {
    std::vector<source_file> files = good_bundle();
    const std::string hash = load_bundle(files).script->content_hash;
    std::reverse(files.begin(), files.end());
    EXPECT_EQ(load_bundle(files).script->content_hash, hash);
    files.front().text += "\n";
    EXPECT_NE(load_bundle(files).script->content_hash, hash);
}

TEST(LoadBundle, NamesAMissingProjectFile) {
    const load_result result = load_bundle(std::filesystem::path("no-such-folder"));
    EXPECT_EQ(result.script, nullptr);
    ASSERT_EQ(result.problems.size(), 1u);
    EXPECT_EQ(to_line(result.problems[0]),
              "error DLG107 project.json:1:1 /  缺少 project.json，请在剧本文件夹里补上。");
}

TEST(LoadBundle, ReadsFoldersAndLeavesOtherFilesAlone) {
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / "daozhen-load-test";
    std::filesystem::remove_all(folder);
    for (const source_file& file : good_bundle()) {
        std::filesystem::create_directories((folder / file.path).parent_path());
        std::ofstream(folder / file.path, std::ios::binary) << file.text;
    }
    std::ofstream(folder / "flows" / "knee.tests.json") << "not ours";
    std::ofstream(folder / "flows" / "README.md") << "not ours";
    const load_result result = load_bundle(folder);
    EXPECT_TRUE(result.problems.empty()) << listing(result);
    EXPECT_EQ(result.script->content_hash, load_bundle(good_bundle()).script->content_hash);
    std::filesystem::remove_all(folder);
}

TEST(LoadBundle, WritesProblemsAsJson) {
    const load_result result =
        load_bundle(spoiled("flows/knee.json", R"("go": "to-er")", R"("go": "to-err")"));
    ASSERT_EQ(result.problems.size(), 1u);
    const std::string json = to_json(result.problems);
    EXPECT_NE(json.find(R"("code":"DLG202","severity":"error","file":"flows/knee.json","line":30)"),
              std::string::npos)
        << json;
    EXPECT_NE(json.find(R"("fix":{"title":"是否想写 “to-er”？","edits":[{"begin":)"),
              std::string::npos)
        << json;
}

// A flow of 119 nodes: 58 questions with options and scores, each followed by a branch.
source_file large_flow(int number) {
    const std::string id = "flow-" + std::to_string(number);
    std::string slots = R"("risk": {"type": "score", "max": 10})", nodes;
    for (int i = 0; i < 58; ++i) {
        const std::string place = std::to_string(i), next = std::to_string(i + 1);
        slots +=
            R"(, "s)" + place +
            R"(": {"type": "choice", "label": "问题", "values": {"a": "甲", "b": "乙", "c": "说不清"}})";
        nodes +=
            R"("ask-)" + place + R"(": {"type": "ask", "kind": "choice", "slot": "s)" + place +
            R"(", "prompt": "现在怎么样？", "options": [{"pick": "a", "also": ["是的"]}, {"pick": "b", "add": {"risk": 1}}, {"pick": "c"}], "next": "sort-)" +
            place + R"("}, "sort-)" + place + R"(": {"type": "branch", "cases": [{"if": {"s)" +
            place + R"(": "a"}, "go": "ask-)" + next + R"("}], "else": "ask-)" + next + R"("}, )";
    }
    return {
        "flows/" + id + ".json",
        R"({"format": "dialog/1", "flow": ")" + id +
            R"(", "title": "大", "owner": "骨科", "outcomes": ["done"], "slots": {)" + slots +
            R"(}, "conditions": {"see": {"level": "clinic", "if": {"risk": {"min": 3}}}}, "start": "ask-0", "nodes": {)" +
            nodes +
            R"("ask-58": {"type": "branch", "cases": [{"if": "see", "go": "see"}], "else": "bye"}, )"
            R"("see": {"type": "end", "outcome": "done", "disposition": "clinic"}, )"
            R"("bye": {"type": "end", "outcome": "done", "disposition": "self-care"}}})"};
}

void last_first(std::size_t count, const std::function<void(std::size_t)>& work) {
    while (count-- > 0) work(count);
}

TEST(LoadBundle, FindsTheSameInTheSameOrderHoweverTheChecksRun) {
    std::vector<source_file> files =
        spoiled("flows/knee.json", "请到门诊看看。", "可以根治 {pain}。");
    spoil(files, "shared/concepts.json", R"("counter": ["没有尿不出"])",
          R"("counter": ["我尿不出"])");
    for (int i = 0; i < 3; ++i) files.push_back(large_flow(i));
    const load_result in_order = load_bundle(files);
    const load_result backwards = load_bundle(files, {.run = last_first});
    EXPECT_GT(in_order.problems.size(), 1u);
    EXPECT_EQ(to_json(in_order.problems), to_json(backwards.problems));
}

TEST(LoadBundle, SharesThePhraseLibraryWithABundleThatHasTheSame) {
    const load_result first = load_bundle(good_bundle());
    const load_result again = load_bundle(
        spoiled("flows/knee.json", "请到门诊看看。", "请到门诊。"), {.like = first.script.get()});
    const load_result other = load_bundle(
        spoiled("shared/concepts.json", R"("膝痛")", R"("膝头痛")"), {.like = first.script.get()});
    ASSERT_NE(again.script, nullptr) << listing(again);
    ASSERT_NE(other.script, nullptr) << listing(other);
    EXPECT_EQ(&again.script->ear.concepts(), &first.script->ear.concepts());
    EXPECT_NE(&other.script->ear.concepts(), &first.script->ear.concepts());
}

// The promise is 1 s of one core for 100 flows; builds that are not optimised get ten times that.
TEST(LoadBundle, ChecksAHundredLargeFlowsQuickly) {
#ifdef NDEBUG
    constexpr double limit = 1;
#else
    constexpr double limit = 10;
#endif
    std::vector<source_file> files = good_bundle();
    for (int i = 0; i < 100; ++i) files.push_back(large_flow(i));
    const std::clock_t began = std::clock();
    const load_result result = load_bundle(files);
    const double took = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    EXPECT_NE(result.script, nullptr) << listing(result).substr(0, 2000);
    EXPECT_LT(took, limit) << "seconds of processor time for 100 flows";
}

}  // namespace
}  // namespace dialog
