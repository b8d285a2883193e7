// Translations: what they must hold, and that a patient is answered in his language.
#include "bot/dialog/translation.h"

#include "bot/dialog/format.h"
#include "bot/dialog/step.h"
#include "tests/dialog/check_good_bundle.h"
#include "tests/support/talk.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dialog {
namespace {

const std::string knee_en = "flows/knee.en.json", emergency_en = "flows/emergency.en.json";

// What stands for a translation of a text, unless the test cares.
std::string rendered(const std::string& text) {
    if (text == "哪边膝盖？") return "Which knee?";
    if (text == "左膝") return "Left";
    if (text == "右膝") return "Right";
    if (text == "右边") return "the other one";
    if (text == "同意") return "Agree";
    if (text == "建议看门诊，余号 {seats}。") return "See a doctor, {seats} places left.";
    return "EN " + text;
}

source_file translation_for(const source_file& source, const std::string& language) {
    json_document document{source.path, source.text, {}};
    std::vector<problem> problems;
    EXPECT_TRUE(parse_json(document, problems));
    std::string entries;
    for (const auto& [pointer, text] : translatable_texts(document)) {
        if (!text.shown && text.value->text != "右边") continue;
        entries += (entries.empty() ? "" : ",\n    ") + json_string(pointer) +
                   ": {\"from\": " + json_string(text.value->text) +
                   ", \"to\": " + json_string(rendered(text.value->text)) + "}";
    }
    return {source.path.substr(0, source.path.size() - 4) + language + ".json",
            "{\n  \"format\": \"dialog-texts/1\", \"language\": \"" + language +
                "\",\n  \"texts\": {\n    " + entries + "\n  }\n}\n"};
}

std::vector<source_file> bilingual_bundle() {
    std::vector<source_file> files =
        spoiled("project.json", R"("languages": ["zh-CN"])",
                R"("languages": ["zh-CN", "en"], "accountLanguages": {"abroad": "en"})");
    const std::vector<source_file> sources = files;
    for (const source_file& source : sources)
        if (source_file made = translation_for(source, "en");
            made.text.find("from") != std::string::npos)
            files.push_back(std::move(made));
    return files;
}

struct seed {
    std::string name;
    int code;
    std::string file, from, to;  // an empty `from` and `to`: the file is left out
    std::string at_file, pointer;
};
void PrintTo(const seed& one, std::ostream* out) {
    *out << one.name;
}

class Translation : public testing::TestWithParam<seed> {};

TEST_P(Translation, LacksThatAndNothingElse) {
    const seed& given = GetParam();
    std::vector<source_file> files = bilingual_bundle();
    if (given.from.empty() && given.to.empty())
        std::erase_if(files, [&](const source_file& one) { return one.path == given.file; });
    else
        spoil(files, given.file, given.from, given.to);
    const load_result result = load_bundle(files);
    ASSERT_EQ(result.problems.size(), 1u) << listing(result);
    const problem& found = result.problems[0];
    EXPECT_EQ(found.code, given.code) << listing(result);
    EXPECT_EQ(found.file, given.at_file);
    EXPECT_EQ(found.pointer, given.pointer) << listing(result);
    EXPECT_EQ(result.script == nullptr, found.weight == gravity::error);
    if (found.fix.empty()) return;
    const load_result after = load_bundle(mended(files, found));
    for (const problem& left : after.problems)
        EXPECT_FALSE(left.code == found.code && left.pointer == found.pointer) << listing(after);
}

// clang-format off
const std::vector<seed> seeds = {
    {"NoFile", 507, knee_en, "", "", "project.json", "/languages/1"},
    {"NoFileOfAnEmergency", 708, emergency_en, "", "", "project.json", "/languages/1"},
    {"NoEntry", 507, knee_en, R"("/nodes/ask-side/prompt": {"from": "哪边膝盖？", "to": "Which knee?"},)", " ", knee_en, "/texts"},
    {"EmptyEntry", 507, knee_en, R"("to": "Which knee?")", R"("to": "")", knee_en, "/texts/~1nodes~1ask-side~1prompt/to"},
    {"NoEntryOfAnEmergency", 708, emergency_en, R"("/nodes/advice/say": {"from": "请马上去急诊，或打120。", "to": "EN 请马上去急诊，或打120。"},)", " ", emergency_en, "/texts"},
    {"NoAdvice", 708, "project.en.json", R"("to": "EN 请马上打120。")", R"("to": "")", "project.en.json", "/texts/~1emergencyBuiltin/to"},
    {"AdviceWithout120", 708, "project.en.json", R"("to": "EN 请马上打120。")", R"("to": "Go to a doctor")", "project.en.json", "/texts/~1emergencyBuiltin/to"},
    {"SourceChanged", 508, "flows/knee.json", "哪边膝盖？", "是哪边膝盖？", knee_en, "/texts/~1nodes~1ask-side~1prompt/from"},
    {"SourceGone", 508, knee_en, R"("/nodes/ask-side/prompt": {)", R"("/nodes/gone/prompt": {"from": "没了", "to": "gone"}, "/nodes/ask-side/prompt": {)", knee_en, "/texts/~1nodes~1gone~1prompt"},
    {"NotAText", 508, knee_en, R"("/nodes/ask-side/prompt": {)", R"("/nodes/ask-side/type": {"from": "ask", "to": "say"}, "/nodes/ask-side/prompt": {)", knee_en, "/texts/~1nodes~1ask-side~1type"},
    {"PlaceholderLost", 509, knee_en, "See a doctor, {seats} places left.", "See a doctor.", knee_en, "/texts/~1nodes~1book~1say/to"},
    {"LabelsAlike", 601, knee_en, R"("to": "Right")", R"("to": "Left")", knee_en, "/texts"},
    {"LabelStartsWithDigit", 512, knee_en, R"("to": "Left")", R"("to": "1 left")", knee_en, "/texts/~1slots~1side~1values~1left/to"},
    {"BannedWord", 511, knee_en, R"("to": "Which knee?")", R"("to": "根治?")", knee_en, "/texts/~1nodes~1ask-side~1prompt/to"},
    {"LanguageNotListed", 206, "flows/knee.fr.json", "", R"({"format": "dialog-texts/1", "language": "fr", "texts": {}})", "flows/knee.fr.json", "/language"},
    {"AnotherLanguage", 109, "shared/queues.en.json", R"("language": "en")", R"("language": "fr")", "shared/queues.en.json", "/language"},
    {"UnknownFormat", 105, knee_en, "dialog-texts/1", "dialog/1", knee_en, "/format"},
};
// clang-format on
INSTANTIATE_TEST_SUITE_P(Seeded, Translation, testing::ValuesIn(seeds), [](const auto& row) {
    return "Dlg" + std::to_string(row.param.code) + row.param.name;
});

TEST(Translations, AreWholeInTheBilingualBundle) {
    const load_result loaded = load_bundle(bilingual_bundle());
    EXPECT_TRUE(loaded.problems.empty()) << listing(loaded);
    ASSERT_NE(loaded.script, nullptr);
    ASSERT_EQ(loaded.script->translations.size(), 1u);
    EXPECT_EQ(loaded.script->translations.at("en")->content_hash, loaded.script->content_hash);
}

TEST(Translations, AreKnownByTheirNames) {
    EXPECT_EQ(translation_of("flows/knee.en.json")->source, "flows/knee.json");
    EXPECT_EQ(translation_of("project.zh-TW.json")->language, "zh-TW");
    for (const char* other : {"flows/knee.json", "flows/knee.tests.json", "project.json",
                              "notes.en.json", "flows/knee.en.fr.json", "flows/knee..json"})
        EXPECT_FALSE(translation_of(other)) << other;
}

TEST(Translations, AnswerInTheLanguageOfTheAccount) {
    const load_result loaded = load_bundle(bilingual_bundle());
    ASSERT_NE(loaded.script, nullptr) << listing(loaded);
    const core::wall_time now{std::chrono::milliseconds(1'772'416'800'000)};
    core::inbound message;
    message.account = "abroad";
    state whole;
    std::string shown;
    for (const char* text : {"膝盖疼", "Agree", "EN 以上都没有", "the other one"}) {
        message.text = text;
        turn_result turn = step(*loaded.script, std::move(whole), message, now);
        whole = std::move(turn.next);
        for (const effect& one : turn.effects)
            if (const auto* sent = std::get_if<send>(&one))
                if (const auto* menu = std::get_if<core::menu_block>(&sent->what))
                    shown +=
                        menu->head + "|" + (menu->items.empty() ? "" : menu->items[0].label) + "\n";
    }
    EXPECT_NE(shown.find("Which knee?|Left"), std::string::npos) << shown;
    ASSERT_FALSE(whole.stack.empty()) << shown;
    EXPECT_EQ(whole.stack.back().node, "ask-since");
    EXPECT_EQ(std::get<std::string>(whole.stack.back().slots.at("side")), "right");
}

TEST(Translations, AnswerInTheLanguageThePatientChose) {
    std::vector<source_file> files = bilingual_bundle();
    files.push_back({"flows/tongue.json", R"({
  "format": "dialog/1", "flow": "tongue", "title": "语言", "owner": "门诊", "outcomes": ["done"],
  "slots": {"language": {"type": "choice", "label": "语言", "scope": "patient", "values": {"zh": "中文", "en": "English"}}},
  "start": "ask",
  "nodes": {
    "ask": {"type": "ask", "kind": "choice", "slot": "language", "prompt": "中文 or English?", "options": [{"pick": "zh"}, {"pick": "en"}], "next": "over"},
    "over": {"type": "end", "outcome": "done", "disposition": "self-care"}
  }
})"});
    const load_result loaded = load_bundle(files);
    ASSERT_NE(loaded.script, nullptr) << listing(loaded);
    sample::talk chat(*loaded.script);
    chat.press("tongue").say("同意").say("English").press("knee");
    EXPECT_TRUE(chat.shows("EN 先问几个问题。")) << chat.text();
    chat.say("退出").press("tongue").say("中文").press("knee");
    EXPECT_TRUE(chat.shows("先问几个问题。") && !chat.shows("EN")) << chat.text();
}

}  // namespace
}  // namespace dialog
