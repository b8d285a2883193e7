#include "bot/core/log.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

class Log : public testing::Test {
protected:
    void SetUp() override {
        core::set_log_sink([this](std::string_view line) { lines.emplace_back(line); });
    }
    void TearDown() override { core::set_log_sink({}); }
    std::vector<std::string> lines;
};

TEST_F(Log, WritesOneJsonObjectPerLineWithTypedFields) {
    core::log(core::severity::info, "turn", {{"ms", 12}, {"ok", true}, {"account", "nanjiao"}});
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NE(lines[0].find(R"("event":"turn","ms":12,"ok":true,"account":"nanjiao"})"),
              std::string::npos);
    EXPECT_EQ(lines[0].rfind(R"({"time":")", 0), 0U);
}

TEST_F(Log, EscapesWhatCouldForgeALine) {
    core::log(core::severity::info, "x", {{"v", std::string("a\"\n{")}});
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NE(lines[0].find(R"("v":"a\"\u000a{")"), std::string::npos);
}

TEST_F(Log, DropsLinesBelowTheLevel) {
    core::log(core::severity::debug, "quiet");
    EXPECT_TRUE(lines.empty());
}

}  // namespace
