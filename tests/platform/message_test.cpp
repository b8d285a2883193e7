#include "tests/platform/message.h"

#include <gtest/gtest.h>
#include <pugixml.hpp>

namespace {

using platform::compose;

std::string xml_of(std::string_view kind, const platform::details& given = {}) {
    auto what = compose(kind, given);
    if (!what) return what.error().message();
    what->user = "oABCDEFGHIJKLMNOPQRSTUVWXYZ1";
    what->created = 1735689600;
    if (!what->is_event()) what->msg_id = "24000000000000001";
    return platform::to_xml(*what, "gh_0123456789ab");
}

TEST(Message, IsWrittenAsThePlatformWritesIt) {
    EXPECT_EQ(xml_of("text", {{"text", "膝盖疼"}}),
              "<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName>"
              "<FromUserName><![CDATA[oABCDEFGHIJKLMNOPQRSTUVWXYZ1]]></FromUserName>"
              "<CreateTime>1735689600</CreateTime><MsgType><![CDATA[text]]></MsgType>"
              "<Content><![CDATA[膝盖疼]]></Content><MsgId>24000000000000001</MsgId></xml>");
}

TEST(Message, EventsCarryNoMessageId) {
    EXPECT_EQ(xml_of("menu", {{"key", "BOOKING"}}).find("MsgId"), std::string::npos);
    EXPECT_NE(xml_of("menu", {{"key", "BOOKING"}})
                  .find("<Event><![CDATA[CLICK]]></Event>"
                        "<EventKey><![CDATA[BOOKING]]></EventKey>"),
              std::string::npos);
}

TEST(Message, AFollowByQrCodeNamesTheSceneWithAPrefixAndALaterScanWithout) {
    EXPECT_NE(xml_of("follow", {{"scene", "7"}}).find("<![CDATA[qrscene_7]]>"), std::string::npos);
    EXPECT_NE(xml_of("scan", {{"scene", "7"}}).find("<EventKey><![CDATA[7]]>"), std::string::npos);
    EXPECT_NE(xml_of("follow").find("<EventKey><![CDATA[]]></EventKey>"), std::string::npos);
}

TEST(Message, AStickerArrivesAsATextThatSaysSo) {
    EXPECT_NE(xml_of("sticker").find("<![CDATA[【收到不支持的消息类型，暂无法显示】]]>"),
              std::string::npos);
}

TEST(Message, ATapCarriesItsMenuId) {
    EXPECT_NE(xml_of("text", {{"text", "1"}, {"menu_id", "t.n.o"}})
                  .find("<bizmsgmenuid>t.n.o</bizmsgmenuid>"),
              std::string::npos);
}

TEST(Message, EveryKindIsWellFormedAndKeepsThePatientsWords) {
    const std::string nasty = "]]> <xml> & \" ]]]]>>";
    for (const auto* kind :
         {"text", "image", "voice", "video", "shortvideo", "location", "link", "miniprogrampage",
          "file", "sticker", "follow", "unfollow", "scan", "menu", "view", "position"}) {
        pugi::xml_document document;
        const auto text = xml_of(kind, {{"text", nasty}});
        ASSERT_TRUE(document.load_string(text.c_str())) << text;
        if (std::string_view(kind) == "text") {
            std::string joined;
            for (const auto piece : document.child("xml").child("Content")) joined += piece.value();
            EXPECT_EQ(joined, nasty);
        }
    }
}

TEST(Message, EveryEventOfTheReferenceIsWellFormedAndAnUnknownOneToo) {
    for (const auto* event : {"SCAN",
                              "LOCATION",
                              "VIEW",
                              "view_miniprogram",
                              "scancode_push",
                              "scancode_waitmsg",
                              "pic_sysphoto",
                              "pic_photo_or_album",
                              "pic_weixin",
                              "location_select",
                              "TEMPLATESENDJOBFINISH",
                              "MASSSENDJOBFINISH",
                              "subscribe_msg_popup_event",
                              "subscribe_msg_change_event",
                              "subscribe_msg_sent_event",
                              "kf_create_session",
                              "kf_close_session",
                              "kf_switch_session",
                              "user_enter_tempsession",
                              "qualification_verify_success",
                              "qualification_verify_fail",
                              "naming_verify_success",
                              "naming_verify_fail",
                              "annual_renew",
                              "verify_expired",
                              "user_info_modified",
                              "user_authorization_revoke",
                              "user_authorization_cancellation",
                              "debug_demo",
                              "card_pass_check"}) {
        pugi::xml_document document;
        const auto text = xml_of("event", {{"event", event}});
        ASSERT_TRUE(document.load_string(text.c_str())) << text;
        EXPECT_STREQ(document.child("xml").child_value("Event"), event);
    }
}

TEST(Message, RefusesWhatItCannotSend) {
    EXPECT_EQ(compose("telepathy", {}).error(), core::errc::unsupported);
    EXPECT_EQ(compose("text", {}).error(), core::errc::malformed);
    EXPECT_EQ(compose("event", {}).error(), core::errc::malformed);
    EXPECT_EQ(compose("location", {{"latitude", "</xml>"}}).error(), core::errc::malformed);
    EXPECT_EQ(compose("position", {{"latitude", "</xml>"}}).error(), core::errc::malformed);
}

}  // namespace
