#include "adapters/wechat/customer_message.h"

#include "adapters/wechat/remedy.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace adapters::wechat;

const customer_address to{"oP", ""};

TEST(CustomerMessage, WritesEveryKind) {
    EXPECT_EQ(*write_customer_text(to, "腿麻\n\"好\""),
              R"({"touser":"oP","msgtype":"text","text":{"content":"腿麻\n\"好\""}})");
    EXPECT_EQ(
        *write_customer_text({"oP", "test1@test"}, "a"),
        R"({"touser":"oP","msgtype":"text","text":{"content":"a"},"customservice":{"kf_account":"test1@test"}})");
    EXPECT_EQ(*write_customer_media(to, "image", "M"),
              R"({"touser":"oP","msgtype":"image","image":{"media_id":"M"}})");
    EXPECT_EQ(
        *write_customer_news(to, {"t", "d", "", "https://x"}),
        R"({"touser":"oP","msgtype":"news","news":{"articles":[{"title":"t","description":"d","url":"https://x"}]}})");
    EXPECT_EQ(
        *write_customer_mini_page(to, {"t", "wx1", "p", "M"}),
        R"({"touser":"oP","msgtype":"miniprogrampage","miniprogrampage":{"title":"t","appid":"wx1","pagepath":"p","thumb_media_id":"M"}})");
    EXPECT_EQ(
        *write_customer_menu(to, {"满意吗？", {{"101", "满意"}, {"102", "不满意"}}, "谢谢"}),
        R"({"touser":"oP","msgtype":"msgmenu","msgmenu":{"head_content":"满意吗？","list":[{"id":"101","content":"满意"},{"id":"102","content":"不满意"}],"tail_content":"谢谢"}})");
    EXPECT_EQ(write_typing("oP", true), R"({"touser":"oP","command":"Typing"})");
    EXPECT_EQ(write_typing("oP", false), R"({"touser":"oP","command":"CancelTyping"})");
}

TEST(CustomerMessage, BreaksNoLimitOfThePlatform) {
    EXPECT_TRUE(write_customer_text(to, std::string(2048, 'x')));
    EXPECT_FALSE(write_customer_text(to, std::string(2049, 'x')));
    EXPECT_FALSE(write_customer_text(to, ""));
    EXPECT_FALSE(write_customer_media(to, "video", "M"));
    EXPECT_FALSE(write_customer_media(to, "image", ""));
    EXPECT_FALSE(write_customer_news(to, {"t", "d", "", ""}));
    EXPECT_FALSE(write_customer_mini_page(to, {"t", "wx1", "p", ""}));
    core::menu_block menu{"h", {}, ""};
    EXPECT_FALSE(write_customer_menu(to, menu));
    menu.items.assign(10, {"1", "腰腰腰腰腰腰腰腰腰腰腰腰腰腰腰腰腰腰腰腰"});
    EXPECT_TRUE(write_customer_menu(to, menu));
    menu.items.front().label += "腰";
    EXPECT_FALSE(write_customer_menu(to, menu));
    menu.items.assign(11, {"1", "a"});
    EXPECT_FALSE(write_customer_menu(to, menu));
}

TEST(WechatRemedy, DoesAboutEveryCodeWhatTheReferenceSays) {
    struct row {
        remedy what;
        std::vector<int> codes;
    };
    const row rows[] = {
        {remedy::none, {0}},
        {remedy::retry, {-1}},
        {remedy::refresh_token, {40001, 40014, 42001}},
        {remedy::renew_media, {40007}},
        {remedy::shorten, {45002}},
        {remedy::slow_down, {45011}},
        {remedy::wait_for_day, {45009}},
        {remedy::await_user, {45015, 45047}},
        {remedy::forget_user, {40003, 43004, 50005}},
        {remedy::drop, {43019, 43101, 48002, 50002, 70000}},
        {remedy::ignore, {45072, 45080, 45081}},
        {remedy::our_mistake,
         {40002, 40008, 40033, 40035, 41001, 41002, 41004, 43002, 44002, 44004, 45008, 47001,
          47003}},
        {remedy::stop, {40013, 40125, 40164, 40243, 48001, 48004, 48006, 61004}},
        {remedy::await_admin, {89503, 89506, 89507}},
        {remedy::unknown_outcome, {1, -2, 40005, 999999}},
    };
    for (const row& each : rows)
        for (const int code : each.codes)
            EXPECT_EQ(name_of(remedy_of(code)), name_of(each.what)) << code;
    EXPECT_EQ(remedy_of(40001, api::token), remedy::stop);
    EXPECT_EQ(remedy_of(-1, api::token), remedy::retry);
}

}  // namespace
