#include "adapters/wechat/wechat_inbound.h"

#include "tests/adapters/support/official_account.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace {

using core::inbound_kind;
using official_account::push_xml;

core::inbound inbound_of(const std::string& xml) {
    std::string bytes = xml;
    const auto read = adapters::tencent::flat_xml::read(bytes);
    EXPECT_TRUE(read) << xml;
    const auto message = adapters::wechat::read_message(*read);
    EXPECT_TRUE(message) << xml;
    return adapters::wechat::to_inbound(*message, "nanjiao", xml);
}

core::inbound event(const std::string& name, const std::string& fields = {}) {
    return inbound_of(push_xml("event", "<Event>" + name + "</Event>" + fields));
}

TEST(WechatInbound, SaysWhatEachMessageMeans) {
    struct row {
        const char *type, *fields;
        inbound_kind kind;
        const char *text, *pick, *media;
    };
    const row rows[] = {
        {"text", "<Content>１。</Content><MsgId>1</MsgId>", inbound_kind::text, "１。", "", ""},
        {"text", "<Content/><MsgId>1</MsgId>", inbound_kind::text, "", "", ""},
        {"text", "<Content>左</Content><MsgId>1</MsgId><bizmsgmenuid>3.side.left</bizmsgmenuid>",
         inbound_kind::pick, "左", "3.side.left", ""},
        {"text", "<Content>【收到不支持的消息类型，暂无法显示】</Content><MsgId>1</MsgId>",
         inbound_kind::media, "", "", "sticker"},
        {"image", "<MsgId>1</MsgId>", inbound_kind::media, "", "", "image"},
        {"voice", "<MsgId>1</MsgId>", inbound_kind::media, "", "", "voice"},
        {"voice", "<MsgId>1</MsgId><Recognition>尿不出来</Recognition>", inbound_kind::media,
         "尿不出来", "", "voice"},
        {"video", "<MsgId>1</MsgId>", inbound_kind::media, "", "", "video"},
        {"shortvideo", "<MsgId>1</MsgId>", inbound_kind::media, "", "", "video"},
        {"location", "<MsgId>1</MsgId>", inbound_kind::media, "", "", "location"},
        {"link", "<MsgId>1</MsgId>", inbound_kind::media, "", "", "link"},
        {"miniprogrampage", "<MsgId>1</MsgId>", inbound_kind::media, "", "", "miniprogrampage"},
        {"file", "<MsgId>1</MsgId>", inbound_kind::media, "", "", "other"},
        {"file", "", inbound_kind::notice, "", "", ""},
        {"device_event", "<MsgId>1</MsgId>", inbound_kind::notice, "", "", ""},
    };
    for (const row& each : rows) {
        const auto got = inbound_of(push_xml(each.type, each.fields));
        EXPECT_EQ(got.kind, each.kind) << each.type << each.fields;
        EXPECT_EQ(got.text, each.text) << each.fields;
        EXPECT_EQ(got.pick, each.pick) << each.fields;
        EXPECT_EQ(got.media, each.media) << each.fields;
        EXPECT_EQ(got.account, "nanjiao");
        EXPECT_EQ(got.user, official_account::patient);
        EXPECT_EQ(got.sent_at, official_account::now);
    }
}

TEST(WechatInbound, SaysWhatEachEventMeans) {
    struct row {
        const char *name, *key;
        inbound_kind kind;
        const char* pick;
    };
    const row rows[] = {
        {"subscribe", "", inbound_kind::follow, ""},
        {"subscribe", "qrscene_ward3", inbound_kind::follow, "ward3"},
        {"SCAN", "ward3", inbound_kind::follow, "ward3"},
        {"unsubscribe", "", inbound_kind::leave, ""},
        {"CLICK", "BOOKING", inbound_kind::menu, "BOOKING"},
        {"click", "BOOKING", inbound_kind::menu, "BOOKING"},
        {"scancode_push", "6", inbound_kind::menu, "6"},
        {"scancode_waitmsg", "6", inbound_kind::menu, "6"},
        {"user_authorization_revoke", "", inbound_kind::leave, ""},
        {"user_authorization_cancellation", "", inbound_kind::leave, ""},
        {"user_info_modified", "", inbound_kind::notice, ""},
        {"VIEW", "https://example.org", inbound_kind::notice, ""},
        {"view_miniprogram", "pages/x", inbound_kind::notice, ""},
        {"LOCATION", "", inbound_kind::notice, ""},
        {"location_select", "6", inbound_kind::notice, ""},
        {"pic_weixin", "6", inbound_kind::notice, ""},
        {"TEMPLATESENDJOBFINISH", "", inbound_kind::notice, ""},
        {"MASSSENDJOBFINISH", "", inbound_kind::notice, ""},
        {"subscribe_msg_popup_event", "", inbound_kind::notice, ""},
        {"kf_create_session", "", inbound_kind::notice, ""},
        {"annual_renew", "", inbound_kind::notice, ""},
        {"debug_demo", "", inbound_kind::notice, ""},
        {"of_tomorrow", "", inbound_kind::notice, ""},
    };
    for (const row& each : rows) {
        const auto got = event(each.name, "<EventKey>" + std::string(each.key) + "</EventKey>");
        EXPECT_EQ(got.kind, each.kind) << each.name;
        EXPECT_EQ(got.pick, each.pick) << each.name;
        EXPECT_EQ(got.event, each.name);
        EXPECT_EQ(got.delivery_key.empty(), each.kind == inbound_kind::notice) << each.name;
    }
}

TEST(WechatInbound, ErasesTheUserWhoRevokedNotTheSender) {
    EXPECT_EQ(event("user_authorization_revoke", "<OpenID>oOther</OpenID>").user, "oOther");
    EXPECT_EQ(event("user_info_modified", "<OpenID>oOther</OpenID>").user,
              official_account::patient);
}

TEST(WechatInbound, DoesNotTrustAMenuIdOfAbsurdLength) {
    const auto got =
        inbound_of(push_xml("text", "<Content>左</Content><MsgId>1</MsgId><bizmsgmenuid>" +
                                        std::string(129, 'x') + "</bizmsgmenuid>"));
    EXPECT_EQ(got.kind, inbound_kind::text);
    EXPECT_EQ(got.pick, "");
}

TEST(WechatInbound, RecognisesAMessageByItsId) {
    EXPECT_EQ(inbound_of(official_account::text_xml("a", "7")).delivery_key,
              "m:oABCDEFGHIJKLMNOPQRSTUVWXYZ1:7");
    EXPECT_EQ(inbound_of(official_account::text_xml("b", "49d7_1555684067")).delivery_key,
              "m:oABCDEFGHIJKLMNOPQRSTUVWXYZ1:49d7_1555684067");
}

TEST(WechatInbound, RecognisesAnEventByItsWholeBody) {
    const auto first = event("CLICK", "<EventKey>A</EventKey>");
    EXPECT_THAT(first.delivery_key,
                testing::MatchesRegex("e:oABCDEFGHIJKLMNOPQRSTUVWXYZ1:1735689600:[0-9a-f]{32}"));
    EXPECT_EQ(first.delivery_key, event("CLICK", "<EventKey>A</EventKey>").delivery_key);
    // Two taps within one second (wechat §3.3).
    EXPECT_NE(first.delivery_key, event("CLICK", "<EventKey>B</EventKey>").delivery_key);
    EXPECT_NE(event("scancode_waitmsg",
                    "<EventKey>6</EventKey><ScanCodeInfo><ScanResult>1</ScanResult></ScanCodeInfo>")
                  .delivery_key,
              event("scancode_waitmsg",
                    "<EventKey>6</EventKey><ScanCodeInfo><ScanResult>2</ScanResult></ScanCodeInfo>")
                  .delivery_key);
}

TEST(WechatInbound, RecognisesMessagesWithoutAUsableIdByTheirBody) {
    EXPECT_THAT(inbound_of(push_xml("text", "<Content>a</Content>")).delivery_key,
                testing::StartsWith("e:"));
    EXPECT_THAT(inbound_of(official_account::text_xml("a", std::string(65, '1'))).delivery_key,
                testing::StartsWith("e:"));
}

// An event that brings a MsgId of another kind is still an event.
TEST(WechatInbound, DoesNotTakeAnEventForAMessage) {
    EXPECT_THAT(event("CLICK", "<EventKey>A</EventKey><MsgId>1</MsgId>").delivery_key,
                testing::StartsWith("e:"));
}

TEST(WechatInbound, KnowsWhereAReplyIsShown) {
    using adapters::wechat::accepts_reply;
    EXPECT_TRUE(accepts_reply(inbound_of(official_account::text_xml("a"))));
    for (const char* name : {"subscribe", "SCAN", "CLICK", "scancode_waitmsg"})
        EXPECT_TRUE(accepts_reply(event(name))) << name;
    for (const char* name : {"unsubscribe", "scancode_push", "user_authorization_revoke", "VIEW"})
        EXPECT_FALSE(accepts_reply(event(name))) << name;
}

}  // namespace
