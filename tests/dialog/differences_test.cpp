#include "bot/dialog/differences.h"

#include "tests/dialog/check_good_bundle.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dialog {
namespace {

constexpr const char* knee = "flows/knee.json";

struct change {
    std::string name, file, from, to;
    std::vector<std::string> told;
};
void PrintTo(const change& row, std::ostream* out) {
    *out << row.name;
}

class Differences : public testing::TestWithParam<change> {};

TEST_P(Differences, SayWhereAndFromWhatToWhat) {
    const change& row = GetParam();
    std::vector<std::string> told;
    for (const difference& one : differences(good_bundle(), spoiled(row.file, row.from, row.to)))
        told.push_back(to_line(one));
    EXPECT_EQ(told, row.told);
}

INSTANTIATE_TEST_SUITE_P(
    Each, Differences,
    testing::ValuesIn(std::vector<change>{
        {"NoteOnly",
         knee,
         R"("format": "dialog/1", "flow": "knee")",
         R"("note": "x", "format": "dialog/1", "flow": "knee")",
         {}},
        {"Prompt",
         knee,
         R"("prompt": "哪边膝盖？")",
         R"("prompt": "哪边？")",
         {"flows/knee.json  节点 ask-side · 问题：「哪边膝盖？」改为「哪边？」"}},
        {"Level",
         knee,
         R"("level": "er-now")",
         R"("level": "clinic")",
         {"flows/knee.json  条件 danger · 最低分级：「er-now」改为「clinic」"}},
        {"Route",
         knee,
         R"("else": "ask-side")",
         R"("else": "ask-pain")",
         {"flows/knee.json  节点 triage · 否则去：「ask-side」改为「ask-pain」"}},
        {"OptionWord",
         knee,
         R"("also": ["右边"])",
         R"("also": ["右边", "右"])",
         {"flows/knee.json  节点 ask-side · 选项 right · 同义说法：「右边」改为「右边、右」"}},
        {"OptionGone",
         knee,
         R"({"pick": "urine", "concepts": ["urine-trouble"]},)",
         "",
         {"flows/knee.json  节点 ask-signs · 选项 urine：删去了，原来是「pick urine，concepts "
          "urine-trouble」"}},
        {"Bounds",
         knee,
         R"("min": 0, "max": 10, "integer": true)",
         R"("min": 1, "max": 10)",
         {"flows/knee.json  变量 pain · 最小：「0」改为「1」",
          "flows/knee.json  变量 pain · 整数：删去了，原来是「是」"}},
        {"NodeNew",
         knee,
         R"("hello": {"type": "say")",
         R"("first": {"type": "say", "say": "您好。", "next": "hello"}, "hello": {"type": "say")",
         {"flows/knee.json  节点 first：新增：「type say，say 您好。，next hello」"}},
        {"NodeOfAnotherType",
         knee,
         R"({"type": "say", "say": "先问几个问题。", "next": "ask-signs"})",
         R"({"type": "branch", "cases": [], "else": "ask-signs"})",
         {"flows/knee.json  节点 hello：「type say，say 先问几个问题。，next ask-signs」改为「type "
          "branch，cases ，else ask-signs」"}},
        {"OrderOfOptions",
         knee,
         R"([{"pick": "left"}, {"pick": "right", "also": ["右边"], "add": {"risk": 1}}])",
         R"([{"pick": "right", "also": ["右边"], "add": {"risk": 1}}, {"pick": "left"}])",
         {"flows/knee.json  节点 ask-side · 选项：换了顺序"}},
        {"Reminder",
         knee,
         R"({"after": "10m", "say": "还在吗？"})",
         R"({"after": "20m", "say": "还在吗？"})",
         {"flows/knee.json  节点 ask-since · 沉默时 第 1 项 · 沉默多久后：「10m」改为「20m」"}},
    }),
    [](const auto& row) { return row.param.name; });

TEST(DifferencesOfFiles, NewAndGoneFilesAreNamed) {
    auto more = good_bundle();
    more.push_back({"flows/new.json", "{}"});
    EXPECT_EQ(differences(good_bundle(), more),
              (std::vector<difference>{{"flows/new.json", "新增了这个文件"}}));
    EXPECT_EQ(differences(more, good_bundle()),
              (std::vector<difference>{{"flows/new.json", "删去了这个文件"}}));
}

TEST(DifferencesOfFiles, StoriesDoNotCount) {
    auto more = good_bundle();
    more.push_back({"flows/knee.tests.json", "{}"});
    EXPECT_TRUE(differences(good_bundle(), more).empty());
}

TEST(DifferencesOfFiles, WhatIsNoJsonHasJustChanged) {
    EXPECT_EQ(differences(good_bundle(), spoiled(knee, "", "{")),
              (std::vector<difference>{{knee, "内容改了"}}));
}

}  // namespace
}  // namespace dialog
