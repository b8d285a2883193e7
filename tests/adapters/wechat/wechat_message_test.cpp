#include "adapters/wechat/wechat_message.h"

#include "tests/adapters/support/official_account.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace {

using namespace adapters::wechat;
using official_account::push_xml;

// Keeps the bytes that the message's views point into.
struct pushed {
    pushed(std::string_view type, std::string_view fields) : bytes(push_xml(type, fields)) {
        const auto xml = adapters::tencent::flat_xml::read(bytes);
        EXPECT_TRUE(xml) << fields;
        const auto read = read_message(*xml);
        EXPECT_TRUE(read) << fields;
        if (read) message = *read;
    }
    template <class Body>
    Body as() const {
        const auto* body = std::get_if<Body>(&message.body);
        EXPECT_NE(body, nullptr);
        return body == nullptr ? Body{} : *body;
    }
    template <class Event>
    Event event() const {
        const auto read = as<wechat_event>();
        const auto* body = std::get_if<Event>(&read.body);
        EXPECT_NE(body, nullptr) << read.name;
        return body == nullptr ? Event{} : *body;
    }
    std::string bytes;
    wechat_message message;
};

pushed event(std::string_view fields) {
    return {"event", fields};
}

TEST(WechatMessage, ReadsTheCommonFields) {
    const pushed got("text",
                     "<Content><![CDATA[1]]></Content><MsgId>23993307130407686</MsgId>"
                     "<MsgDataId>d</MsgDataId><Idx>2</Idx>");
    EXPECT_EQ(got.message.to_user, official_account::original_id);
    EXPECT_EQ(got.message.from_user, official_account::patient);
    EXPECT_EQ(got.message.create_time, 1735689600);
    EXPECT_EQ(got.message.type, "text");
    EXPECT_EQ(got.message.id, "23993307130407686");
    EXPECT_EQ(got.message.article_id, "d");
    EXPECT_EQ(got.message.article_index, 2);
}

TEST(WechatMessage, ReadsText) {
    const auto plain = pushed("text", "<Content><![CDATA[膝盖疼 /::)😀]]></Content>");
    EXPECT_EQ(plain.as<text_message>().content, "膝盖疼 /::)😀");
    EXPECT_EQ(plain.as<text_message>().menu_id, "");
    const auto tapped =
        pushed("text", "<Content>满意</Content><MsgId>1</MsgId><bizmsgmenuid>101</bizmsgmenuid>");
    EXPECT_EQ(tapped.as<text_message>().content, "满意");
    EXPECT_EQ(tapped.as<text_message>().menu_id, "101");
}

TEST(WechatMessage, ReadsMedia) {
    const pushed image("image",
                       "<PicUrl><![CDATA[http://p/1?a=1&b=2]]></PicUrl><MediaId>m</MediaId>");
    EXPECT_EQ(image.as<image_message>().pic_url, "http://p/1?a=1&b=2");
    EXPECT_EQ(image.as<image_message>().media_id, "m");
    const pushed voice("voice",
                       "<MediaId><![CDATA[m]]></MediaId><Format><![CDATA[amr]]></Format>"
                       "<MsgId>1</MsgId><MediaId16K><![CDATA[m16]]></MediaId16K><Recognition/>");
    EXPECT_EQ(voice.as<voice_message>().media_id, "m");
    EXPECT_EQ(voice.as<voice_message>().format, "amr");
    EXPECT_EQ(voice.as<voice_message>().media_id_16k, "m16");
    EXPECT_EQ(voice.as<voice_message>().recognition, "");
    for (const char* type : {"video", "shortvideo"}) {
        const pushed video(type, "<MediaId>m</MediaId><ThumbMediaId>t</ThumbMediaId>");
        EXPECT_EQ(video.as<video_message>().media_id, "m");
        EXPECT_EQ(video.as<video_message>().thumb_media_id, "t");
        EXPECT_EQ(video.as<video_message>().is_short, type == std::string_view("shortvideo"));
    }
}

TEST(WechatMessage, ReadsPlacesLinksAndMiniProgramCards) {
    const pushed place("location",
                       "<Location_X>23.134521</Location_X><Location_Y>113.358803</Location_Y>"
                       "<Scale>20</Scale><Label><![CDATA[位置]]></Label><MsgId>1</MsgId>");
    EXPECT_EQ(place.as<location_message>().latitude, 23.134521);
    EXPECT_EQ(place.as<location_message>().longitude, 113.358803);
    EXPECT_EQ(place.as<location_message>().scale, 20);
    EXPECT_EQ(place.as<location_message>().label, "位置");
    const pushed link("link",
                      "<Title><![CDATA[t]]></Title><Description><![CDATA[d]]></Description>"
                      "<Url><![CDATA[https://example.org/]]></Url><MsgId>1</MsgId>");
    EXPECT_EQ(link.as<link_message>().title, "t");
    EXPECT_EQ(link.as<link_message>().description, "d");
    EXPECT_EQ(link.as<link_message>().url, "https://example.org/");
    const pushed card("miniprogrampage",
                      "<MsgId>1</MsgId><Title>t</Title><AppId>a</AppId><PagePath>p</PagePath>"
                      "<ThumbUrl>u</ThumbUrl><ThumbMediaId>m</ThumbMediaId>");
    EXPECT_EQ(card.as<mini_page_message>().title, "t");
    EXPECT_EQ(card.as<mini_page_message>().app_id, "a");
    EXPECT_EQ(card.as<mini_page_message>().page_path, "p");
    EXPECT_EQ(card.as<mini_page_message>().thumb_url, "u");
    EXPECT_EQ(card.as<mini_page_message>().thumb_media_id, "m");
}

TEST(WechatMessage, KnowsOldHardwareAndAcceptsTheUnknown) {
    for (const char* type : {"device_text", "device_event", "hardware"})
        pushed(type, "").as<device_message>();
    pushed("file", "<MsgId>1</MsgId>").as<unknown_message>();
    pushed("TEXT", "<MsgId>1</MsgId>").as<unknown_message>();
}

TEST(WechatMessage, SurvivesMissingAndOddNumbers) {
    const pushed place("location",
                       "<Location_X>north</Location_X><Scale/><Location_Y>1e999</Location_Y>");
    EXPECT_EQ(place.as<location_message>().latitude, std::nullopt);
    EXPECT_EQ(place.as<location_message>().longitude, std::nullopt);
    EXPECT_EQ(place.as<location_message>().scale, std::nullopt);
}

TEST(WechatMessage, KnowsThePlaceholdersOfStickers) {
    for (const char* text :
         {"【收到不支持的消息类型，暂无法显示】", "【收到不支援的訊息類型，無法顯示】",
          "[Unsupported Message]", "[Unsupported message]", " [Unsupported message]\n"})
        EXPECT_TRUE(is_placeholder(text)) << text;
    for (const char* text : {"", "1", "【收到】", "[unsupported]"})
        EXPECT_FALSE(is_placeholder(text)) << text;
}

TEST(WechatEvent, ReadsFollowersAndTheirCodes) {
    struct row {
        const char *fields, *scene, *ticket;
        bool already;
    };
    const row rows[] = {
        {"<Event>subscribe</Event>", "", "", false},
        {"<Event>subscribe</Event><EventKey><![CDATA[]]></EventKey>", "", "", false},
        {"<Event><![CDATA[subscribe]]></Event><EventKey><![CDATA[qrscene_123123]]></EventKey>"
         "<Ticket><![CDATA[T]]></Ticket>",
         "123123", "T", false},
        {"<Event>subscribe</Event><EventKey>qrscene_床旁</EventKey>", "床旁", "", false},
        {"<Event>subscribe</Event><EventKey>last_trade_no_4001</EventKey>", "", "", false},
        {"<Event><![CDATA[SCAN]]></Event><EventKey><![CDATA[123123]]></EventKey>"
         "<Ticket><![CDATA[T]]></Ticket>",
         "123123", "T", true},
        {"<Event>scan</Event><EventKey>last_trade_no_4001</EventKey>", "", "", true},
    };
    for (const row& each : rows) {
        const auto got = event(each.fields);
        EXPECT_EQ(got.event<follow_event>().scene, each.scene) << each.fields;
        EXPECT_EQ(got.event<follow_event>().ticket, each.ticket);
        EXPECT_EQ(got.event<follow_event>().already, each.already);
    }
    event("<Event>unsubscribe</Event><EventKey/>").event<unfollow_event>();
}

TEST(WechatEvent, ReadsTheMenusEvents) {
    const auto click =
        event("<Event><![CDATA[CLICK]]></Event><EventKey><![CDATA[BOOKING]]></EventKey>");
    EXPECT_EQ(click.event<click_event>().key, "BOOKING");
    EXPECT_EQ(click.as<wechat_event>().name, "CLICK");
    EXPECT_EQ(click.as<wechat_event>().key, "BOOKING");

    const auto view =
        event("<Event>VIEW</Event><EventKey>https://a/?b=1</EventKey><MenuId>7</MenuId>");
    EXPECT_EQ(view.event<view_event>().target, "https://a/?b=1");
    EXPECT_EQ(view.event<view_event>().menu_id, "7");
    EXPECT_FALSE(view.event<view_event>().is_mini_program);
    EXPECT_TRUE(event("<Event>view_miniprogram</Event><EventKey>pages/x</EventKey>")
                    .event<view_event>()
                    .is_mini_program);

    for (const char* name : {"scancode_push", "scancode_waitmsg"}) {
        const auto scan = event("<Event>" + std::string(name) +
                                "</Event><EventKey>6</EventKey><ScanCodeInfo><ScanType>"
                                "<![CDATA[qrcode]]></ScanType><ScanResult><![CDATA[2]]>"
                                "</ScanResult></ScanCodeInfo>");
        EXPECT_EQ(scan.event<scan_code_event>().key, "6");
        EXPECT_EQ(scan.event<scan_code_event>().scan_type, "qrcode");
        EXPECT_EQ(scan.event<scan_code_event>().scan_result, "2");
        EXPECT_EQ(scan.event<scan_code_event>().waits,
                  name == std::string_view("scancode_waitmsg"));
    }
    for (const char* name : {"pic_sysphoto", "pic_photo_or_album", "pic_weixin"}) {
        const auto photos = event(
            "<Event>" + std::string(name) +
            "</Event><EventKey>6</EventKey><SendPicsInfo><Count>2</Count><PicList><item>"
            "<PicMd5Sum>5a75</PicMd5Sum></item></PicList><PicList><item><PicMd5Sum>9b</PicMd5Sum>"
            "</item></PicList></SendPicsInfo>");
        EXPECT_EQ(photos.event<photos_event>().key, "6");
        EXPECT_EQ(photos.event<photos_event>().count, 2);
        EXPECT_THAT(photos.event<photos_event>().md5_sums, testing::ElementsAre("5a75", "9b"));
    }
    const auto place = event(
        "<Event>location_select</Event><EventKey>6</EventKey><SendLocationInfo>"
        "<Location_X><![CDATA[23]]></Location_X><Location_Y><![CDATA[113]]></Location_Y>"
        "<Scale><![CDATA[15]]></Scale><Label><![CDATA[路]]></Label><Poiname><![CDATA[店]]></"
        "Poiname>"
        "</SendLocationInfo>");
    EXPECT_EQ(place.event<place_event>().latitude, 23);
    EXPECT_EQ(place.event<place_event>().longitude, 113);
    EXPECT_EQ(place.event<place_event>().scale, 15);
    EXPECT_EQ(place.event<place_event>().label, "路");
    EXPECT_EQ(place.event<place_event>().poi_name, "店");
}

TEST(WechatEvent, ReadsReportsOfPlaceAndSending) {
    const auto position = event(
        "<Event>LOCATION</Event><Latitude>23.137466</Latitude><Longitude>113.352425</Longitude>"
        "<Precision>119.385040</Precision>");
    EXPECT_EQ(position.event<position_event>().latitude, 23.137466);
    EXPECT_EQ(position.event<position_event>().longitude, 113.352425);
    EXPECT_EQ(position.event<position_event>().precision, 119.385040);

    const auto sent = event(
        "<Event>TEMPLATESENDJOBFINISH</Event><MsgID>200163836</MsgID>"
        "<Status><![CDATA[failed:user block]]></Status>");
    EXPECT_EQ(sent.event<template_sent_event>().msg_id, "200163836");
    EXPECT_EQ(sent.event<template_sent_event>().status, "failed:user block");

    const auto mass = event(
        "<Event>MASSSENDJOBFINISH</Event><MsgID>1</MsgID><Status>send success</Status>"
        "<TotalCount>100</TotalCount><FilterCount>80</FilterCount><SentCount>75</SentCount>"
        "<ErrorCount>5</ErrorCount><CopyrightCheckResult><Count>0</Count>"
        "<ResultList><item><ArticleIdx>1</ArticleIdx></item></ResultList></CopyrightCheckResult>");
    EXPECT_EQ(mass.event<mass_sent_event>().status, "send success");
    EXPECT_EQ(mass.event<mass_sent_event>().total, 100);
    EXPECT_EQ(mass.event<mass_sent_event>().filtered, 80);
    EXPECT_EQ(mass.event<mass_sent_event>().sent, 75);
    EXPECT_EQ(mass.event<mass_sent_event>().errors, 5);
}

TEST(WechatEvent, ReadsSubscriptionNotices) {
    const auto popup = event(
        "<Event>subscribe_msg_popup_event</Event><SubscribeMsgPopupEvent>"
        "<List><TemplateId>A</TemplateId><SubscribeStatusString>accept</SubscribeStatusString>"
        "<PopupScene>2</PopupScene></List><List><TemplateId>B</TemplateId>"
        "<SubscribeStatusString>reject</SubscribeStatusString></List></SubscribeMsgPopupEvent>");
    const auto choices = popup.event<permission_event>();
    ASSERT_EQ(choices.items.size(), 2U);
    EXPECT_EQ(choices.items[0].template_id, "A");
    EXPECT_EQ(choices.items[0].status, "accept");
    EXPECT_EQ(choices.items[0].popup_scene, 2);
    EXPECT_EQ(choices.items[1].status, "reject");
    EXPECT_FALSE(choices.is_change);

    const auto change = event(
        "<Event>subscribe_msg_change_event</Event><SubscribeMsgChangeEvent><List>"
        "<TemplateId>A</TemplateId><SubscribeStatusString>reject</SubscribeStatusString></List>"
        "</SubscribeMsgChangeEvent>");
    EXPECT_TRUE(change.event<permission_event>().is_change);
    ASSERT_EQ(change.event<permission_event>().items.size(), 1U);

    const auto sent = event(
        "<Event>subscribe_msg_sent_event</Event><SubscribeMsgSentEvent><List>"
        "<TemplateId>A</TemplateId><MsgID>9</MsgID><ErrorCode>0</ErrorCode>"
        "<ErrorStatus>success</ErrorStatus></List></SubscribeMsgSentEvent>");
    const auto items = sent.event<notice_sent_event>().items;
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].template_id, "A");
    EXPECT_EQ(items[0].msg_id, "9");
    EXPECT_EQ(items[0].error_code, 0);
    EXPECT_EQ(items[0].error_status, "success");
}

TEST(WechatEvent, ReadsAgentsAndSessions) {
    EXPECT_EQ(event("<Event>kf_create_session</Event><KfAccount>a@b</KfAccount>")
                  .event<agent_event>()
                  .account,
              "a@b");
    EXPECT_EQ(event("<Event>kf_close_session</Event><KfAccount>a@b</KfAccount>")
                  .event<agent_event>()
                  .what,
              agent_event::change::closed);
    const auto switched = event(
        "<Event>kf_switch_session</Event><FromKfAccount>a</FromKfAccount><ToKfAccount>b"
        "</ToKfAccount>");
    EXPECT_EQ(switched.event<agent_event>().from, "a");
    EXPECT_EQ(switched.event<agent_event>().to, "b");
    EXPECT_EQ(event("<Event>user_enter_tempsession</Event><SessionFrom><![CDATA[s]]></SessionFrom>")
                  .event<temporary_session_event>()
                  .session_from,
              "s");
}

TEST(WechatEvent, ReadsTheAccountsOwnRights) {
    for (const char* name : {"qualification_verify_success", "naming_verify_success",
                             "annual_renew", "verify_expired"})
        EXPECT_EQ(
            event("<Event>" + std::string(name) + "</Event><ExpiredTime>1442401004</ExpiredTime>")
                .event<verification_event>()
                .expired_time,
            1442401004);
    for (const char* name : {"qualification_verify_fail", "naming_verify_fail"}) {
        const auto failed = event("<Event>" + std::string(name) +
                                  "</Event><FailTime>7</FailTime><FailReason>r</FailReason>");
        EXPECT_EQ(failed.event<verification_event>().fail_time, 7);
        EXPECT_EQ(failed.event<verification_event>().fail_reason, "r");
    }
}

TEST(WechatEvent, ReadsPrivacyDuties) {
    for (const char* name :
         {"user_info_modified", "user_authorization_revoke", "user_authorization_cancellation"}) {
        const auto got = event("<Event>" + std::string(name) +
                               "</Event><OpenID>o1</OpenID><AppID>wx1</AppID><RevokeInfo>201"
                               "</RevokeInfo><UnionID>u1</UnionID><PluginID>p1</PluginID>"
                               "<OpenPID>q1</OpenPID>")
                             .event<authorization_event>();
        EXPECT_EQ(got.app_id.size(), 3U);
        EXPECT_EQ(got.must_erase, name != std::string_view("user_info_modified"));
    }
}

TEST(WechatEvent, ReadsTheDebugToolAndAcceptsTheUnknown) {
    EXPECT_EQ(event("<Event>debug_demo</Event><debug_str>hello world</debug_str>")
                  .event<debug_event>()
                  .text,
              "hello world");
    for (const char* name : {"card_pass_check", "poi_check_notify", "WifiConnected", "", "日"})
        event("<Event>" + std::string(name) + "</Event>").event<other_event>();
    event("").event<other_event>();
}

}  // namespace
