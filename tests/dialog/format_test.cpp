// The canonical form, on the good bundle, the worked example and the project's own dialogs.
#include "bot/core/text.h"
#include "bot/dialog/canonical_form.h"
#include "tests/dialog/check_good_bundle.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace dialog {
namespace {

std::string formatted(const std::string& file, const std::string& text) {
    json_document document{file, text, {}};
    std::vector<problem> problems;
    EXPECT_TRUE(parse_json(document, problems)) << text;
    return canonical_form(document);
}

TEST(CanonicalForm, PutsFieldsInTheOrderOfTheFormatOnOneLineIfTheyFit) {
    EXPECT_EQ(
        formatted("shared/queues.json",
                  "{\"b\":{\"hours\":\"全天\",\n\"name\":\"服务台\"},\"a\":{\"name\":\"x\"}}"),
        "{\"b\": {\"name\": \"服务台\", \"hours\": \"全天\"}, \"a\": {\"name\": \"x\"}}\n");
}

TEST(CanonicalForm, GivesEachGroupItsLineIfAnObjectIsTooLong) {
    const std::string words(60, 'x');
    EXPECT_EQ(formatted("shared/snippets.json", R"({"one": {"tags": ["a"], "source": ")" + words +
                                                    R"(", "text": ")" + words + R"("}})"),
              "{\n  \"one\": {\n    \"text\": \"" + words + "\",\n    \"source\": \"" + words +
                  "\", \"tags\": [\"a\"]\n  }\n}\n");
}

TEST(CanonicalForm, KeepsNotesNumbersUnknownFieldsAndTheOrderOfMaps) {
    EXPECT_EQ(formatted("shared/queues.json",
                        R"({"z": {"colour": 1.50e3, "name": "n", "note": "why"}, "a": {}})"),
              "{\"z\": {\"note\": \"why\", \"name\": \"n\", \"colour\": 1.50e3}, \"a\": {}}\n");
}

TEST(CanonicalForm, FillsLinesWithShortWordsAndStaysWithinTheWidth) {
    std::string words;
    for (int i = 0; i < 60; ++i) words += (i == 0 ? "\"" : ", \"") + std::string("腰疼腿麻\"");
    const std::string text =
        formatted("shared/concepts.json", R"({"c": {"name": "n", "phrases": [)" + words + "]}}");
    std::size_t longest = 0, lines = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        longest = std::max(longest, core::utf8_length(text.substr(at, end - at)));
        ++lines;
        at = end + 1;
    }
    EXPECT_LE(longest, 140u);
    EXPECT_LE(lines, 16u);
}

void expect_stable(const source_file& file) {
    const std::string once = formatted(file.path, file.text);
    EXPECT_EQ(formatted(file.path, once), once) << file.path;
}

TEST(CanonicalForm, FormattingTwiceIsFormattingOnce) {
    for (const source_file& file : good_bundle()) expect_stable(file);
    for (const source_file& file :
         read_bundle_files(std::filesystem::path(DAOZHEN_SOURCE_DIR) / "dialogs"))
        expect_stable(file);
}

TEST(CanonicalForm, ChangesNothingThatTheEngineReads) {
    std::vector<source_file> files = good_bundle();
    for (source_file& file : files) file.text = formatted(file.path, file.text);
    const load_result result = load_bundle(files);
    EXPECT_TRUE(result.problems.empty()) << listing(result);
    ASSERT_NE(result.script, nullptr);
    const bundle before =
        std::move(*std::const_pointer_cast<bundle>(load_bundle(good_bundle()).script));
    const flow* left = before.find_flow("knee");
    const flow* right = result.script->find_flow("knee");
    ASSERT_EQ(left->nodes.size(), right->nodes.size());
    for (std::size_t i = 0; i < left->nodes.size(); ++i)
        EXPECT_EQ(left->nodes[i].id, right->nodes[i].id);
}

}  // namespace
}  // namespace dialog
