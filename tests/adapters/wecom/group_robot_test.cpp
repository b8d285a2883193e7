#include "adapters/wecom/group_robot.h"

#include "adapters/tencent/json_value.h"
#include "bot/core/text.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace adapters::wecom;
using adapters::tencent::json_document;

TEST(GroupRobot, WritesATextAndWhomItCalls) {
    const std::string_view all[] = {"@all"};
    EXPECT_EQ(write_robot_text("推送中断", all),
              R"({"msgtype":"text","text":{"content":"推送中断","mentioned_list":["@all"]}})");
    EXPECT_EQ(write_robot_text("好了", {}), R"({"msgtype":"text","text":{"content":"好了"}})");
}

TEST(GroupRobot, WritesAnAlertThatNobodyCanDecorate) {
    const std::string_view lines[] = {"账号：nanjiao", "60020 <font>\n# 大"};
    EXPECT_EQ(
        write_robot_alert(alert_level::warning, "发送失败", lines),
        R"({"msgtype":"markdown","markdown":{"content":"<font color=\"warning\">发送失败</font>\n> 账号：nanjiao\n> 60020 ＜font> # 大"}})");
}

TEST(GroupRobot, CutsBetweenCharacters) {
    std::string words;
    while (words.size() < 5000) words += "腰";
    const auto text = *json_document::read(write_robot_text("x" + words, {}));
    const auto content = text["text"]["content"].text();
    EXPECT_LE(content.size(), robot_text_limit);
    EXPECT_GT(content.size(), robot_text_limit - 4);
    EXPECT_TRUE(content.ends_with("…"));
    EXPECT_TRUE(core::is_utf8(content));
    const std::string_view lines[] = {words};
    const auto alert = *json_document::read(write_robot_alert(alert_level::info, "题", lines));
    EXPECT_LE(alert["markdown"]["content"].text().size(), robot_markdown_limit);
}

}  // namespace
