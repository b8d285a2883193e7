#include "bot/dialog/json_value.h"

#include <gtest/gtest.h>

#include <string>

namespace dialog {
namespace {

struct parsed {
    json_document document;
    std::vector<problem> problems;
    bool good = false;
};

parsed parse(std::string text) {
    parsed made;
    made.document.file = "flows/x.json";
    made.document.text = std::move(text);
    made.good = parse_json(made.document, made.problems);
    return made;
}

std::string where(const problem& found) {
    return "DLG" + std::to_string(found.code) + " " + std::to_string(found.at.line) + ":" +
           std::to_string(found.at.column);
}

std::string with_fix(std::string text, const problem& found) {
    for (auto edit = found.fix.rbegin(); edit != found.fix.rend(); ++edit)
        text.replace(edit->begin, edit->end - edit->begin, edit->text);
    return text;
}

TEST(Json, KnowsLineAndColumnInCharactersOfEveryValue) {
    const parsed made = parse("{\n  \"名字\": \"腰痛\", \"b\": [1,\n true, null]\n}");
    ASSERT_TRUE(made.good);
    const json_value& root = made.document.root;
    EXPECT_EQ(root.members[0].key.at.column, 3u);
    EXPECT_EQ(root.members[0].value.at.line, 2u);
    EXPECT_EQ(root.members[0].value.at.column, 9u);
    EXPECT_EQ(root.members[1].value.items[0].at.column, 21u);
    EXPECT_EQ(root.members[1].value.items[1].at.line, 3u);
    EXPECT_EQ(root.members[1].value.items[1].at.column, 2u);
    EXPECT_TRUE(root.members[1].value.items[2].is(json_value::kind::null));
}

TEST(Json, FindsWhatStandsAtAPointerOrTheLastValueOnTheWay) {
    const parsed made = parse(R"({"a/b": {"c~d": [10, {"e": "f"}]}})");
    const json_place exact = find_place(made.document.root, "/a~1b/c~0d/1/e");
    EXPECT_EQ(exact.value->text, "f");
    EXPECT_EQ(exact.pointer, "/a~1b/c~0d/1/e");
    EXPECT_EQ(find_place(made.document.root, "/a~1b/x/y").pointer, "/a~1b");
    EXPECT_EQ(find_place(made.document.root, exact.value->at).pointer, "/a~1b/c~0d/1/e");
}

struct bad_row {
    std::string name, text, place;
};

class BadJson : public testing::TestWithParam<bad_row> {};

TEST_P(BadJson, IsReportedOnceAtItsPlace) {
    const parsed made = parse(GetParam().text);
    EXPECT_FALSE(made.good);
    ASSERT_EQ(made.problems.size(), 1u);
    EXPECT_EQ(where(made.problems[0]), GetParam().place);
    EXPECT_FALSE(made.problems[0].zh.empty());
    EXPECT_FALSE(made.problems[0].en.empty());
}

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

INSTANTIATE_TEST_SUITE_P(
    Rows, BadJson,
    testing::Values(bad_row{"Empty", "", "DLG101 1:1"}, bad_row{"OnlyBlanks", " \n ", "DLG101 2:2"},
                    bad_row{"TrailingComma", "{\"a\": 1,\n}", "DLG101 2:1"},
                    bad_row{"TrailingCommaInList", "[1, 2, ]", "DLG101 1:8"},
                    bad_row{"MissingComma", "{\"a\": \"腰\" \"b\": 2}", "DLG101 1:11"},
                    bad_row{"MissingColon", "{\"a\" 1}", "DLG101 1:6"},
                    bad_row{"KeyWithoutQuotes", "{a: 1}", "DLG101 1:2"},
                    bad_row{"OpenString", "{\"a\": \"b", "DLG101 1:9"},
                    bad_row{"LineBreakInString", "{\"a\": \"b\nc\"}", "DLG101 1:9"},
                    bad_row{"TwoRoots", "{} {}", "DLG101 1:4"},
                    bad_row{"NotAWord", "{\"a\": yes}", "DLG101 1:7"},
                    bad_row{"HugeNumber", "[1e400]", "DLG101 1:2"},
                    bad_row{"LoneSurrogate", "[\"\\ud800\"]", "DLG101 1:3"},
                    bad_row{"ByteOrderMark", "\xEF\xBB\xBF{}", "DLG102 1:1"},
                    bad_row{"BrokenUtf8", "{\"腰\": \"\xE8\x85\"}", "DLG102 1:8"},
                    bad_row{"OverlongUtf8", "[\"\xC0\xAF\"]", "DLG102 1:3"},
                    bad_row{"ControlCharacter", "[\"a\x01\"]", "DLG102 1:4"},
                    bad_row{"Nul", std::string("[\"a\0\"]", 6), "DLG102 1:4"},
                    bad_row{"EscapedControlCharacter", R"({"a": "x\u0007"})", "DLG102 1:7"},
                    bad_row{"DuplicateKey", "{\"腰\": 1,\n \"b\": 2, \"腰\": 3}", "DLG103 2:10"},
                    bad_row{"TooDeep", nested(33), "DLG104 1:33"},
                    bad_row{"DepthBomb", std::string(400'000, '['), "DLG104 1:33"},
                    bad_row{"DeepObjects",
                            [] {
                                std::string text;
                                for (int i = 0; i < 50'000; ++i) text += "{\"a\":";
                                return text;
                            }(),
                            "DLG104 1:161"},
                    bad_row{"TooLarge", std::string(max_json_bytes + 1, ' '), "DLG104 1:1"}),
    [](const auto& row) { return row.param.name; });

TEST(Json, TakesThirtyTwoLevels) {
    EXPECT_TRUE(parse(nested(32)).good);
}

TEST(Json, ManyKeysOfOneObjectAreComparedQuickly) {
    std::string text = "{";
    for (int i = 0; i < 40'000; ++i) text += "\"" + std::to_string(i) + "\":0,";
    text += "\"7\":0}";
    const parsed made = parse(std::move(text));
    ASSERT_EQ(made.problems.size(), 1u);
    EXPECT_EQ(made.problems[0].code, 103);
    EXPECT_NE(made.problems[0].en.find("first at 1:"), std::string::npos);
}

TEST(Json, OffersTheEditThatMendsCommasBomAndDuplicates) {
    for (const std::string text :
         {"{\"a\": 1,\n}", "[1, 2, ]", "{\"a\": \"腰\" \"b\": 2}", "{\"a\": 1\n \"b\": 2}",
          "\xEF\xBB\xBF{\"a\": 1}", "{\"a\": 1, \"a\": 2}", "[\"a\x01\"]"}) {
        const parsed bad = parse(text);
        ASSERT_EQ(bad.problems.size(), 1u) << text;
        ASSERT_FALSE(bad.problems[0].fix.empty()) << text;
        EXPECT_TRUE(parse(with_fix(text, bad.problems[0])).good) << text;
    }
}

}  // namespace
}  // namespace dialog
