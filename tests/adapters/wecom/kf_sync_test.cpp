#include "adapters/wecom/kf_sync.h"

#include "adapters/wecom/kf_event.h"
#include "adapters/wecom/kf_inbound.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace adapters::wecom;
using core::inbound_kind;

// The reference's own page (wecom §3.10).
constexpr std::string_view sample =
    R"({"errcode":0,"errmsg":"ok","next_cursor":"c2","has_more":1,"msg_list":[
 {"msgid":"e1","send_time":1760000000,"origin":4,"msgtype":"event","event":{"event_type":"enter_session","open_kfid":"wkOrtho01","external_userid":"wmP1","scene":"ward7","scene_param":"dept%3Dknee","welcome_code":"WC1"}},
 {"msgid":"m1","open_kfid":"wkOrtho01","external_userid":"wmP1","send_time":1760000009,"origin":3,"msgtype":"text","text":{"content":"预约挂号","menu_id":"book"}},
 {"msgid":"e2","send_time":1760000011,"origin":4,"msgtype":"event","event":{"event_type":"msg_send_fail","open_kfid":"wkOrtho01","external_userid":"wmP1","fail_msgid":"b0c1","fail_type":6}}]})";

// A page with one message of a customer.
std::string page_of(const std::string& type, const std::string& object, int origin = 3) {
    return R"({"errcode":0,"has_more":0,"msg_list":[{"msgid":"m","open_kfid":"wk","external_userid":"wm","send_time":1760000000,"origin":)" +
           std::to_string(origin) + R"(,"msgtype":")" + type + R"(",")" + type + "\":" + object +
           "}]}";
}

std::string event_page(const std::string& name, const std::string& more = "") {
    return R"({"msg_list":[{"msgid":"e","send_time":1760000000,"origin":4,"msgtype":"event","event":{"event_type":")" +
           name + R"(","open_kfid":"wk","external_userid":"wm")" + more + "}}]}";
}

// One message and the page it points into.
struct read_one {
    kf_page page;
    explicit read_one(const std::string& text) : page(std::move(*read_kf_page(text))) {
        EXPECT_EQ(page.messages.size(), 1U) << text;
    }
    template <class Body>
    const Body& as() const {
        return std::get<Body>(page.messages.at(0).body);
    }
};

TEST(KfSync, AsksForAPage) {
    EXPECT_EQ(write_kf_sync({"wk1", "c1", "T", 1000}),
              R"({"cursor":"c1","token":"T","limit":1000,"open_kfid":"wk1"})");
    EXPECT_EQ(write_kf_sync({"wk1", "", "", 5000}), R"({"limit":1000,"open_kfid":"wk1"})");
}

TEST(KfSync, ReadsThePageOfTheReference) {
    const auto page = *read_kf_page(sample);
    EXPECT_EQ(page.code, 0);
    EXPECT_EQ(page.next_cursor, "c2");
    EXPECT_TRUE(page.has_more);
    ASSERT_EQ(page.messages.size(), 3U);
    const auto& enter = std::get<kf_enter_session>(page.messages[0].body);
    EXPECT_EQ(page.messages[0].customer, "wmP1");
    EXPECT_EQ(enter.scene, "ward7");
    EXPECT_EQ(enter.scene_param, "dept%3Dknee");
    EXPECT_EQ(enter.welcome_code, "WC1");
    const auto& tap = page.messages[1];
    EXPECT_EQ(tap.origin, kf_origin::customer);
    EXPECT_EQ(tap.sent_at, 1760000009);
    EXPECT_EQ(std::get<kf_text>(tap.body).menu_id, "book");
    const auto& failed = std::get<kf_send_failed>(page.messages[2].body);
    EXPECT_EQ(failed.message_id, "b0c1");
    EXPECT_EQ(send_failure(failed.type.value_or(0)), "more than 5 messages");
}

TEST(KfSync, BelievesThatMoreFollowsBesideAnEmptyList) {
    const auto page =
        *read_kf_page(R"({"errcode":0,"next_cursor":"c","has_more":1,"msg_list":[]})");
    EXPECT_TRUE(page.has_more);
    EXPECT_TRUE(page.messages.empty());
}

TEST(KfSync, ReadsErrorsAndWhatIsNoPage) {
    const auto refused = *read_kf_page(R"({"errcode":95007,"errmsg":"invalid msg token"})");
    EXPECT_EQ(refused.code, 95007);
    EXPECT_EQ(refused.message, "invalid msg token");
    EXPECT_FALSE(refused.has_more);
    for (const std::string_view text : {"", "<html>", "[]", "{"}) EXPECT_FALSE(read_kf_page(text));
}

TEST(KfSync, CountsWhatNobodyCanUseAndReadsTheRest) {
    const auto page = *read_kf_page(
        "{\"msg_list\":[7,{},{\"msgid\":\"a\"},{\"msgid\":\"b\",\"open_kfid\":\"wk\",\"external_"
        "userid\":"
        "\"wm\",\"send_time\":\"1760000000\",\"origin\":3,\"msgtype\":\"text\",\"text\":{"
        "\"content\":\"x\x02y\"}}]}");
    EXPECT_EQ(page.unusable, 3U);
    ASSERT_EQ(page.messages.size(), 1U);
    EXPECT_EQ(std::get<kf_text>(page.messages[0].body).content, "x y");
}

TEST(KfSync, ReadsEveryKindOfMessage) {
    for (const std::string& type : std::vector<std::string>{"image", "voice", "video", "file"})
        EXPECT_EQ(read_one(page_of(type, R"({"media_id":"M"})")).as<kf_media>().media_id, "M");
    const read_one place(
        page_of("location", R"({"latitude":23.1,"longitude":"113.3","name":"n","address":"a"})"));
    EXPECT_EQ(place.as<kf_location>().latitude, 23.1);
    EXPECT_EQ(place.as<kf_location>().longitude, 113.3);
    EXPECT_EQ(read_one(page_of("link", R"({"title":"t","desc":"d","url":"u","pic_url":"p"})"))
                  .as<kf_link>()
                  .description,
              "d");
    EXPECT_EQ(
        read_one(page_of("business_card", R"({"userid":"u"})")).as<kf_business_card>().user_id,
        "u");
    EXPECT_EQ(read_one(page_of("miniprogram", R"({"title":"t","appid":"wx","pagepath":"p"})"))
                  .as<kf_mini_program>()
                  .page_path,
              "p");
    EXPECT_EQ(read_one(page_of("msgmenu", R"({"head_content":"h","list":[{},{}]})", 5))
                  .as<kf_menu>()
                  .items,
              2U);
    EXPECT_EQ(read_one(page_of("channels_shop_product", R"({"product_id":"1","sales_price":"2"})"))
                  .as<kf_shop>()
                  .price,
              "2");
    EXPECT_EQ(read_one(page_of("channels_shop_order", R"({"order_id":"3"})")).as<kf_shop>().id,
              "3");
    EXPECT_EQ(read_one(page_of("merged_msg", R"({"title":"t","item":[{}]})")).as<kf_merged>().items,
              1U);
    for (const std::string& type : std::vector<std::string>{"channels", "meeting", "schedule",
                                                            "calendar", "note", "hologram"})
        EXPECT_NO_THROW(read_one(page_of(type, "{}")).as<kf_other>());
}

TEST(KfSync, ReadsEveryEvent) {
    const read_one servicer(
        event_page("servicer_status_change", R"(,"servicer_userid":"s","status":2,"stop_type":1)"));
    EXPECT_EQ(servicer.as<kf_servicer_status>().status, 2);
    EXPECT_TRUE(servicer.as<kf_servicer_status>().paused);
    const read_one session(event_page(
        "session_status_change",
        R"(,"change_type":3,"old_servicer_userid":"a","new_servicer_userid":"b","msg_code":"C")"));
    EXPECT_EQ(session.as<kf_session_status>().what, kf_session_status::change::ended);
    EXPECT_EQ(session.as<kf_session_status>().from, "a");
    EXPECT_EQ(session.as<kf_session_status>().to, "b");
    EXPECT_EQ(session.as<kf_session_status>().message_code, "C");
    EXPECT_EQ(read_one(event_page("session_status_change", R"(,"change_type":9)"))
                  .as<kf_session_status>()
                  .what,
              kf_session_status::change::unknown);
    EXPECT_EQ(read_one(event_page("user_recall_msg", R"(,"recall_msgid":"m")"))
                  .as<kf_recalled>()
                  .message_id,
              "m");
    EXPECT_EQ(
        read_one(event_page("servicer_recall_msg", R"(,"recall_msgid":"m","servicer_userid":"s")"))
            .as<kf_recalled>()
            .servicer,
        "s");
    EXPECT_TRUE(read_one(event_page("reject_customer_msg_switch_change",
                                    R"(,"servicer_userid":"s","reject_switch":1)"))
                    .as<kf_reject_switch>()
                    .rejects);
    EXPECT_NO_THROW(read_one(event_page("of_tomorrow")).as<kf_other>());
    EXPECT_EQ(send_failure(-1), "unknown");
    EXPECT_EQ(send_failure(99), "unknown");
    EXPECT_EQ(send_failure(10), "refused by the customer");
}

TEST(KfSync, OrdersByTimeThenByPlace) {
    std::vector<kf_message> messages(3);
    messages[0].id = "late", messages[0].sent_at = 2;
    messages[1].id = "first", messages[1].sent_at = 1;
    messages[2].id = "second", messages[2].sent_at = 1;
    put_in_order(messages);
    EXPECT_EQ(messages[0].id, "first");
    EXPECT_EQ(messages[1].id, "second");
    EXPECT_EQ(messages[2].id, "late");
}

TEST(KfInbound, TellsWhatTheDialogIsToAnswer) {
    struct row {
        std::string text;
        inbound_kind kind;
        std::string words, pick, media;
    };
    const row rows[] = {
        {page_of("text", R"({"content":"腿麻"})"), inbound_kind::text, "腿麻", "", ""},
        {page_of("text", R"({"content":"左","menu_id":"3.side.left"})"), inbound_kind::pick, "左",
         "3.side.left", ""},
        {page_of("text", R"({"content":"我来"})", 5), inbound_kind::notice, "", "", ""},
        {page_of("text", R"({"content":"?"})", 7), inbound_kind::notice, "", "", ""},
        {page_of("voice", R"({"media_id":"M"})"), inbound_kind::media, "", "", "voice"},
        {page_of("hologram", "{}"), inbound_kind::media, "", "", "hologram"},
        {event_page("enter_session", R"(,"scene":"ward7","welcome_code":"W")"),
         inbound_kind::follow, "", "ward7", ""},
        {event_page("enter_session", R"(,"scene":"ward7")"), inbound_kind::notice, "", "", ""},
        {event_page("msg_send_fail"), inbound_kind::notice, "", "", ""},
        {event_page("session_status_change"), inbound_kind::notice, "", "", ""},
        {page_of(
             "event",
             R"({"event_type":"enter_session","open_kfid":"wk","external_userid":"wm","welcome_code":"W"})"),
         inbound_kind::notice, "", "", ""},
    };
    for (const row& each : rows) {
        const read_one one(each.text);
        const auto got = to_inbound(one.page.messages[0], "kf");
        EXPECT_EQ(got.kind, each.kind) << each.text;
        EXPECT_EQ(got.text, each.words) << each.text;
        EXPECT_EQ(got.pick, each.pick) << each.text;
        EXPECT_EQ(got.media, each.media) << each.text;
        EXPECT_EQ(got.account, "kf");
        EXPECT_EQ(got.user, "wk/wm");
        EXPECT_EQ(got.delivery_key.empty(), each.kind == inbound_kind::notice) << each.text;
    }
    EXPECT_EQ(to_inbound(read_one(rows[0].text).page.messages[0], "kf").delivery_key, "k:wk:m");
}

}  // namespace
