#include "adapters/wecom/app_message.h"

#include "adapters/wecom/app_inbound.h"
#include "tests/adapters/support/wecom_account.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace adapters::wecom;
using adapters::tencent::flat_xml;
using core::inbound_kind;
using wecom_account::event_xml;
using wecom_account::push_xml;

// A message and the XML it points into.
struct read_one {
    std::string buffer;
    app_message message;

    explicit read_one(std::string xml) : buffer(std::move(xml)) {
        const auto parsed = flat_xml::read(buffer);
        const auto got = read_message(*parsed);
        EXPECT_TRUE(got);
        if (got) message = *got;
    }
    template <class Body>
    const Body& as() const {
        return std::get<Body>(message.body);
    }
    template <class Body>
    const Body& as_event() const {
        return std::get<Body>(as<app_event>().body);
    }
};

TEST(AppMessage, ReadsTheHeadAndAText) {
    const read_one one(wecom_account::text_xml("hello"));
    EXPECT_EQ(one.message.to_user, wecom_account::corp_id);
    EXPECT_EQ(one.message.from_user, "mycreate");
    EXPECT_EQ(one.message.create_time, 1760000000);
    EXPECT_EQ(one.message.id, "4561255354251345929");
    EXPECT_EQ(one.message.agent_id, 218);
    EXPECT_EQ(one.as<text_message>().content, "hello");
}

TEST(AppMessage, ReadsEveryKindOfMessage) {
    const read_one image(push_xml("image", "<PicUrl>p</PicUrl><MediaId>m</MediaId>"));
    EXPECT_EQ(image.as<image_message>().pic_url, "p");
    EXPECT_EQ(image.as<image_message>().media_id, "m");
    const read_one voice(push_xml("voice", "<MediaId>m</MediaId><Format>amr</Format>"));
    EXPECT_EQ(voice.as<voice_message>().format, "amr");
    const read_one video(push_xml("video", "<MediaId>m</MediaId><ThumbMediaId>t</ThumbMediaId>"));
    EXPECT_EQ(video.as<video_message>().thumb_media_id, "t");
    const read_one place(push_xml("location",
                                  "<Location_X>23.134</Location_X><Location_Y>113.358</Location_Y>"
                                  "<Scale>20</Scale><Label>l</Label><AppType>wxwork</AppType>"));
    EXPECT_EQ(place.as<location_message>().latitude, 23.134);
    EXPECT_EQ(place.as<location_message>().longitude, 113.358);
    EXPECT_EQ(place.as<location_message>().scale, 20);
    EXPECT_EQ(place.message.app_type, "wxwork");
    const read_one link(push_xml("link",
                                 "<Title>t</Title><Description>d</Description><Url>u</Url>"
                                 "<PicUrl>p</PicUrl>"));
    EXPECT_EQ(link.as<link_message>().url, "u");
    EXPECT_EQ(link.as<link_message>().pic_url, "p");
    const read_one other(push_xml("hologram", ""));
    EXPECT_TRUE(std::holds_alternative<unknown_message>(other.message.body));
}

TEST(AppMessage, ReadsMenuEvents) {
    const read_one click(event_xml("click", "<EventKey>BOOK</EventKey>"));
    EXPECT_EQ(click.as_event<click_event>().key, "BOOK");
    const read_one view(event_xml("view", "<EventKey>https://x</EventKey>"));
    EXPECT_EQ(view.as_event<view_event>().target, "https://x");
    EXPECT_TRUE(read_one(event_xml("view_miniprogram")).as_event<view_event>().is_mini_program);
    const std::string scan =
        "<EventKey>k</EventKey><ScanCodeInfo><ScanType>qrcode</ScanType>"
        "<ScanResult>1</ScanResult></ScanCodeInfo>";
    EXPECT_FALSE(read_one(event_xml("scancode_push", scan)).as_event<scan_code_event>().waits);
    const read_one waits(event_xml("scancode_waitmsg", scan));
    EXPECT_TRUE(waits.as_event<scan_code_event>().waits);
    EXPECT_EQ(waits.as_event<scan_code_event>().scan_result, "1");
    for (const auto name : {"pic_sysphoto", "pic_photo_or_album", "pic_weixin"}) {
        const read_one photos(
            event_xml(name,
                      "<EventKey>k</EventKey><SendPicsInfo><Count>1</Count><PicList><item>"
                      "<PicMd5Sum>1b5f</PicMd5Sum></item></PicList></SendPicsInfo>"));
        EXPECT_EQ(photos.as_event<photos_event>().count, 1);
        EXPECT_EQ(photos.as_event<photos_event>().md5_sums.at(0), "1b5f");
    }
    const read_one place(
        event_xml("location_select",
                  "<SendLocationInfo><Location_X>23</Location_X><Location_Y>113</Location_Y>"
                  "<Scale>15</Scale><Label>l</Label><Poiname>p</Poiname></SendLocationInfo>"));
    EXPECT_EQ(place.as_event<place_event>().poi_name, "p");
    const read_one position(
        event_xml("LOCATION",
                  "<Latitude>23.1</Latitude><Longitude>113.3</Longitude><Precision>0</Precision>"));
    EXPECT_EQ(position.as_event<position_event>().latitude, 23.1);
}

TEST(AppMessage, ReadsCardEvents) {
    const read_one card(event_xml(
        "template_card_event",
        "<EventKey>key111</EventKey><TaskId>t1</TaskId><CardType>multiple_interaction</CardType>"
        "<ResponseCode>RC</ResponseCode><SelectedItems><SelectedItem>"
        "<QuestionKey>q1</QuestionKey><OptionIds><OptionId>o1</OptionId><OptionId>o2</OptionId>"
        "</OptionIds></SelectedItem><SelectedItem><QuestionKey>q2</QuestionKey><OptionIds>"
        "<OptionId>o3</OptionId></OptionIds></SelectedItem></SelectedItems>"));
    const auto& event = card.as_event<card_event>();
    EXPECT_EQ(event.key, "key111");
    EXPECT_EQ(event.task_id, "t1");
    EXPECT_EQ(event.card_type, "multiple_interaction");
    EXPECT_EQ(event.response_code, "RC");
    ASSERT_EQ(event.selections.size(), 2U);
    EXPECT_EQ(event.selections[0].question_key, "q1");
    EXPECT_EQ(event.selections[0].option_ids.size(), 2U);
    EXPECT_EQ(event.selections[1].option_ids.at(0), "o3");

    EXPECT_TRUE(read_one(event_xml("template_card_menu_event")).as_event<card_event>().from_menu);
    const read_one task(push_xml("event",
                                 "<Event>taskcard_click</Event><EventKey>btn</EventKey>"
                                 "<TaskId>t</TaskId><AgentId>218</AgentId>",
                                 "mycreate", ""));
    EXPECT_TRUE(task.as_event<card_event>().is_task_card);
    EXPECT_EQ(task.message.agent_id, 218);
}

TEST(AppMessage, ReadsTheCorpsOwnEvents) {
    const read_one job(
        event_xml("batch_job_result",
                  "<BatchJob><JobId>j</JobId><JobType>sync_user</JobType><ErrCode>0</ErrCode>"
                  "<ErrMsg>ok</ErrMsg></BatchJob>"));
    EXPECT_EQ(job.as_event<batch_job_event>().job_type, "sync_user");
    EXPECT_EQ(job.as_event<batch_job_event>().code, 0);
    const read_one contact(push_xml("event",
                                    "<Event>change_contact</Event><ChangeType>create_user"
                                    "</ChangeType><UserID>zhangsan</UserID>",
                                    "sys", ""));
    EXPECT_EQ(contact.as_event<contact_event>().change_type, "create_user");
    EXPECT_EQ(contact.as_event<contact_event>().user_id, "zhangsan");
    const read_one approval(event_xml(
        "open_approval_change",
        "<ApprovalInfo><ThirdNo>2019</ThirdNo><OpenSpName>n</OpenSpName>"
        "<OpenSpStatus>1</OpenSpStatus><ApplyUserId>u</ApplyUserId><ApprovalNodes>"
        "<ApprovalNode><NodeStatus>1</NodeStatus><Items><Item><ItemStatus>1</ItemStatus></Item>"
        "</Items></ApprovalNode></ApprovalNodes><approverstep>0</approverstep></ApprovalInfo>"));
    EXPECT_EQ(approval.as_event<approval_event>().number, "2019");
    EXPECT_EQ(approval.as_event<approval_event>().status, 1);
    EXPECT_EQ(approval.as_event<approval_event>().step, 0);
    for (const auto name : {"share_agent_change", "share_chain_change"})
        EXPECT_NO_THROW(read_one(event_xml(name)).as_event<share_event>());
    for (const auto name : {"inactive_alert", "low_active_alert", "close_inactive_agent",
                            "reopen_inactive_agent", "low_active", "active_restored"})
        EXPECT_EQ(read_one(event_xml(name, "<EffectTime>1760086400</EffectTime>"))
                      .as_event<activity_event>()
                      .effective_at,
                  1760086400);
    const read_one kf(std::string(vectors::wecom[8].message));
    EXPECT_EQ(kf.as_event<kf_push_event>().token, "ENCtok1");
    EXPECT_EQ(kf.as_event<kf_push_event>().open_kf_id, "wkOrtho01");
    EXPECT_EQ(kf.message.from_user, "");
    EXPECT_TRUE(std::holds_alternative<other_event>(
        read_one(event_xml("an_event_of_tomorrow")).as<app_event>().body));
}

TEST(AppMessage, IsRefusedWithoutASoundHead) {
    for (
        const std::string& xml : std::vector<std::string>{
            "<xml><FromUserName>u</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType></"
            "xml>",
            "<xml><ToUserName>c</ToUserName><CreateTime>1</CreateTime><MsgType>text</MsgType></"
            "xml>",
            "<xml><ToUserName>c</ToUserName><FromUserName>u</FromUserName><MsgType>text</MsgType></"
            "xml>",
            "<xml><ToUserName>c</ToUserName><FromUserName>u</FromUserName><CreateTime>-1</"
            "CreateTime>"
            "<MsgType>text</MsgType></xml>",
            "<xml><ToUserName>c</ToUserName><FromUserName>u</FromUserName><CreateTime>1</"
            "CreateTime>"
            "</xml>"}) {
        std::string buffer = xml;
        const auto parsed = flat_xml::read(buffer);
        EXPECT_FALSE(read_message(*parsed)) << xml;
    }
}

core::inbound inbound_of(const std::string& xml) {
    return to_inbound(read_one(xml).message, "staff", xml);
}

TEST(AppInbound, TellsWhatConcernsTheConversation) {
    struct row {
        std::string xml;
        inbound_kind kind;
        std::string pick;
        reply_form reply;
    };
    const std::string chosen =
        "<EventKey>submit</EventKey><SelectedItems><SelectedItem><QuestionKey>q</QuestionKey>"
        "<OptionIds><OptionId>3.side.left</OptionId></OptionIds></SelectedItem></SelectedItems>";
    const row rows[] = {
        {wecom_account::text_xml("腿麻"), inbound_kind::text, "", reply_form::any},
        {push_xml("image", "<MsgId>1</MsgId>"), inbound_kind::media, "", reply_form::any},
        {push_xml("hologram", "<MsgId>1</MsgId>"), inbound_kind::media, "", reply_form::any},
        {push_xml("hologram", ""), inbound_kind::notice, "", reply_form::none},
        {event_xml("subscribe"), inbound_kind::follow, "", reply_form::any},
        {event_xml("enter_agent"), inbound_kind::follow, "", reply_form::any},
        {event_xml("unsubscribe"), inbound_kind::leave, "", reply_form::none},
        {event_xml("click", "<EventKey>BOOK</EventKey>"), inbound_kind::menu, "BOOK",
         reply_form::any},
        {event_xml("scancode_waitmsg", "<EventKey>k</EventKey>"), inbound_kind::menu, "k",
         reply_form::any},
        {event_xml("scancode_push", "<EventKey>k</EventKey>"), inbound_kind::menu, "k",
         reply_form::none},
        {event_xml("view", "<EventKey>https://x</EventKey>"), inbound_kind::notice, "",
         reply_form::none},
        {event_xml("LOCATION"), inbound_kind::notice, "", reply_form::none},
        {event_xml("template_card_event", "<EventKey>3.side.left</EventKey>"), inbound_kind::pick,
         "3.side.left", reply_form::card},
        {event_xml("template_card_event", chosen), inbound_kind::pick, "3.side.left",
         reply_form::card},
        {event_xml("template_card_menu_event", "<EventKey>k</EventKey>"), inbound_kind::pick, "k",
         reply_form::any},
        {event_xml("taskcard_click", "<EventKey>k</EventKey>"), inbound_kind::pick, "k",
         reply_form::card},
        {event_xml("change_contact"), inbound_kind::notice, "", reply_form::none},
        {std::string(vectors::wecom[8].message), inbound_kind::notice, "", reply_form::none},
        {event_xml("an_event_of_tomorrow"), inbound_kind::notice, "", reply_form::none},
    };
    for (const row& each : rows) {
        const auto got = inbound_of(each.xml);
        EXPECT_EQ(got.kind, each.kind) << each.xml;
        EXPECT_EQ(got.pick, each.pick) << each.xml;
        EXPECT_EQ(reply_to(got), each.reply) << each.xml;
        EXPECT_EQ(got.delivery_key.empty(), each.kind == inbound_kind::notice) << each.xml;
    }
}

TEST(AppInbound, KnowsARetryByItsIdAndAnEventByItsContent) {
    EXPECT_EQ(inbound_of(wecom_account::text_xml("a", "77")).delivery_key, "m:mycreate:77");
    const auto left = inbound_of(event_xml("click", "<EventKey>L</EventKey>"));
    const auto right = inbound_of(event_xml("click", "<EventKey>R</EventKey>"));
    EXPECT_EQ(left.delivery_key,
              inbound_of(event_xml("click", "<EventKey>L</EventKey>")).delivery_key);
    EXPECT_NE(left.delivery_key, right.delivery_key);
    EXPECT_TRUE(left.delivery_key.starts_with("e:mycreate:1760000000:"));
}

TEST(AppInbound, LetsNobodyWithoutANameSpeak) {
    const auto got = inbound_of(push_xml("event", "<Event>subscribe</Event>", "", ""));
    EXPECT_EQ(got.kind, inbound_kind::notice);
    EXPECT_EQ(got.delivery_key, "");
}

}  // namespace
