#include "adapters/wechat/wechat_render.h"

#include "adapters/tencent/flat_xml.h"
#include "adapters/wechat/wechat_layout.h"
#include "tests/adapters/support/official_account.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace {

using adapters::rendered;
using core::block;
using core::handoff_block;
using core::inbound_kind;
using core::text_block;

adapters::wechat::wechat_settings settings(bool customer_service) {
    auto account = official_account::settings();
    account.customer_service = customer_service;
    account.pictures = {{"lumbar.png", "MEDIA-1"}};
    return std::get<adapters::wechat::wechat_settings>(adapters::wechat::check_settings(account));
}

core::inbound message(inbound_kind kind = inbound_kind::text, std::string event = {}) {
    core::inbound made;
    made.user = official_account::patient;
    made.kind = kind;
    made.event = std::move(event);
    return made;
}

rendered render(const std::vector<block>& blocks, bool customer_service = true,
                const core::inbound& to = message()) {
    return adapters::wechat::render_reply(settings(customer_service), to, blocks,
                                          official_account::now);
}

std::string field(const rendered& reply, std::string_view name) {
    std::string bytes = reply.body;
    const auto xml = adapters::tencent::flat_xml::read(bytes);
    return xml ? std::string(xml->text(name)) : "no xml";
}

TEST(WechatRender, SwapsSenderAndReceiver) {
    const auto reply = render({text_block{"您好"}});
    EXPECT_EQ(field(reply, "ToUserName"), official_account::patient);
    EXPECT_EQ(field(reply, "FromUserName"), official_account::original_id);
    EXPECT_EQ(field(reply, "CreateTime"), "1735689600");
    EXPECT_EQ(field(reply, "MsgType"), "text");
    EXPECT_EQ(field(reply, "Content"), "您好");
}

TEST(WechatRender, SaysNothingWhenThereIsNothingToSay) {
    EXPECT_EQ(render({}).body, "");
    EXPECT_EQ(render({text_block{""}}).body, "");
}

TEST(WechatRender, SendsAKnownPictureAloneAsAnImage) {
    const core::image_block known{"lumbar.png", "（图）"};
    EXPECT_EQ(field(render({known}), "MsgType"), "image");
    EXPECT_THAT(render({known}).body, testing::HasSubstr("<![CDATA[MEDIA-1]]>"));
    EXPECT_EQ(field(render({core::image_block{"other.png", "（图）"}}), "Content"), "（图）");
    EXPECT_EQ(field(render({text_block{"看"}, known}), "Content"), "看\n（图）");
}

TEST(WechatRender, HandsOverAtOnceWhenThatComesFirst) {
    for (const auto kind : {inbound_kind::text, inbound_kind::pick, inbound_kind::media}) {
        const auto reply =
            render({handoff_block{"spine-desk"}, text_block{"a"}}, true, message(kind));
        EXPECT_EQ(field(reply, "MsgType"), "transfer_customer_service");
        EXPECT_THAT(reply.rest, testing::ElementsAre(block(text_block{"a"})));
    }
}

TEST(WechatRender, SaysTheWordsBeforeAHandoffFirst) {
    const auto reply = render({text_block{"正在转接。"}, handoff_block{"d"}, text_block{"b"}});
    EXPECT_EQ(field(reply, "Content"), "正在转接。\n\n（请再发一条消息，即可转接人工客服）");
    EXPECT_THAT(reply.rest,
                testing::ElementsAre(block(handoff_block{"d"}), block(text_block{"b"})));
}

TEST(WechatRender, CannotHandOverAnEvent) {
    for (const auto kind : {inbound_kind::menu, inbound_kind::follow}) {
        const auto reply =
            render({handoff_block{"d"}, text_block{"请稍候。"}}, true, message(kind, "CLICK"));
        EXPECT_EQ(field(reply, "Content"), "请稍候。\n\n（请再发一条消息，即可转接人工客服）");
        EXPECT_THAT(reply.rest, testing::ElementsAre(block(handoff_block{"d"})));
        EXPECT_EQ(field(render({handoff_block{"d"}}, true, message(kind, "CLICK")), "Content"),
                  "（请再发一条消息，即可转接人工客服）");
    }
}

TEST(WechatRender, LeavesAHandoffToOthersWithoutCustomerService) {
    const auto reply = render({text_block{"请稍候。"}, handoff_block{"d"}}, false);
    EXPECT_EQ(field(reply, "Content"), "请稍候。");
    EXPECT_TRUE(reply.rest.empty());
    EXPECT_THAT(field(render({handoff_block{"d"}}, false), "Content"),
                testing::HasSubstr("暂时无法"));
}

TEST(WechatRender, SaysNothingWhereNothingCanBeSaid) {
    const std::vector<block> blocks = {text_block{"再见"}};
    for (const auto& to : {message(inbound_kind::leave, "unsubscribe"),
                           message(inbound_kind::menu, "scancode_push")}) {
        const auto reply = render(blocks, true, to);
        EXPECT_EQ(reply.body, "");
        EXPECT_EQ(reply.rest, blocks);
    }
}

TEST(WechatRender, TellsThatMoreFollows) {
    std::string text;
    for (int i = 0; i < 30; ++i) text += std::string(100, 'x') + "\n";
    const auto asked = render({text_block{text}}, false);
    EXPECT_THAT(field(asked, "Content"), testing::EndsWith("x\n\n（未完，回复任意内容继续）"));
    EXPECT_LE(field(asked, "Content").size(), adapters::wechat::text_design_limit);
    EXPECT_FALSE(asked.rest.empty());
}

TEST(WechatRender, KeepsEveryReplyWithinTheLimits) {
    for (std::size_t size = 1700; size < 2300; ++size) {
        for (const bool customer_service : {true, false}) {
            const auto reply =
                render({text_block{std::string(size, 'y')}, handoff_block{"d"}}, customer_service);
            ASSERT_LE(field(reply, "Content").size(), adapters::wechat::text_hard_limit) << size;
        }
    }
}

TEST(WechatRender, EchoesAPatientsOwnWordsAsTextOnly) {
    const auto reply = render({text_block{"您说：<a href=\"weixin://x\">点</a>]]>\x07"}});
    EXPECT_EQ(field(reply, "Content"), "您说：＜a href=\"weixin://x\">点＜/a>]]>");
}

TEST(WechatRender, WhereTheRestIsSentNobodyIsAskedToWriteForIt) {
    auto sends = settings(true);
    sends.sends = true;
    const std::vector<block> blocks{text_block{std::string(1700, 'x')},
                                    text_block{std::string(1700, 'y')}};
    const auto reply =
        adapters::wechat::render_reply(sends, message(), blocks, official_account::now);
    EXPECT_EQ(field(reply, "Content"), std::string(1700, 'x'));
    EXPECT_EQ(reply.rest.size(), 1U);
}

}  // namespace
