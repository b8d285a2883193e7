#include "adapters/wechat/account_menu.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace {

using namespace adapters::wechat;

menu_button click(std::string name, std::string key) {
    return {std::move(name), std::move(key), "", "", "", {}};
}

TEST(AccountMenu, IsWrittenWithItsLowerButtons) {
    const std::vector<menu_button> menu{
        click("导诊", "TRIAGE"),
        {"服务",
         "",
         "",
         "",
         "",
         {{"预约", "", "https://hospital.example/book", "", "", {}},
          {"小程序", "", "https://hospital.example/", "wx1", "pages/x", {}}}}};
    EXPECT_EQ(
        *write_account_menu(menu),
        R"({"button":[{"type":"click","name":"导诊","key":"TRIAGE"},{"name":"服务","sub_button":[{"type":"view","name":"预约","url":"https://hospital.example/book"},{"type":"miniprogram","name":"小程序","url":"https://hospital.example/","appid":"wx1","pagepath":"pages/x"}]}]})");
}

TEST(AccountMenu, BreaksNoLimitOfThePlatform) {
    const auto passes = [](const std::vector<menu_button>& menu) {
        return write_account_menu(menu).has_value();
    };
    EXPECT_TRUE(passes({click("腰腰腰腰腰x", std::string(128, 'k'))}));
    const std::vector<std::vector<menu_button>> foul{
        {},
        {4, click("a", "k")},
        {click("", "k")},
        {click("a", "")},
        {click(std::string(17, 'n'), "k")},
        {click("a", std::string(129, 'k'))},
        {{"a", "", "javascript:x", "", "", {}}},
        {{"a", "", "https://" + std::string(1024, 'x'), "", "", {}}},
        {{"a", "k", "https://x", "", "", {}}},
        {{"a", "", "https://x", "wx1", "", {}}},
        {{"a", "k", "", "", "", {click("b", "k")}}},
        {{"a", "", "", "", "", std::vector<menu_button>(6, click("b", "k"))}},
        {{"a", "", "", "", "", {click(std::string(61, 'n'), "k")}}},
        {{"a", "", "", "", "", {{"b", "", "", "", "", {click("c", "k")}}}}},
    };
    for (std::size_t i = 0; i < foul.size(); ++i) EXPECT_FALSE(passes(foul[i])) << i;
}

TEST(SceneCode, EndsOrNeverEnds) {
    EXPECT_EQ(
        *write_scene_code("ward7", 3600),
        R"({"expire_seconds":3600,"action_name":"QR_STR_SCENE","action_info":{"scene":{"scene_str":"ward7"}}})");
    EXPECT_EQ(
        *write_scene_code("ward7", 0),
        R"({"action_name":"QR_LIMIT_STR_SCENE","action_info":{"scene":{"scene_str":"ward7"}}})");
    EXPECT_FALSE(write_scene_code("", 60));
    EXPECT_FALSE(write_scene_code(std::string(65, 's'), 60));
    EXPECT_FALSE(write_scene_code("s", 2'592'001));
    EXPECT_FALSE(write_scene_code("s", -1));
}

}  // namespace
