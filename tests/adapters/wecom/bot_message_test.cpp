#include "adapters/wecom/bot_message.h"

#include "adapters/wecom/bot_inbound.h"
#include "tests/adapters/support/wecom_account.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace adapters::wecom;
using adapters::tencent::json_document;
using core::inbound_kind;

// A callback of a single chat, with `more` members.
std::string callback(const std::string& more) {
    return R"({"msgid":"m1","aibotid":"aib1","chattype":"single","from":{"userid":"u1"},)" + more +
           "}";
}

std::string in_group(const std::string& more) {
    return R"({"msgid":"m1","aibotid":"aib1","chattype":"group","chatid":"wr1","from":{"userid":"u1","corpid":"ww2"},)" +
           more + "}";
}

struct read_one {
    json_document json;
    bot_message message;

    explicit read_one(const std::string& text) : json(*json_document::read(text)) {
        const auto got = read_bot_message(json);
        EXPECT_TRUE(got) << text;
        if (got) message = *got;
    }
    template <class Body>
    const Body& as() const {
        return std::get<Body>(message.body);
    }
};

TEST(BotMessage, ReadsTheTextOfTheReference) {
    const read_one one(std::string(vectors::wecom[7].message));
    EXPECT_EQ(one.message.id, "m1");
    EXPECT_EQ(one.message.bot_id, "aib1");
    EXPECT_EQ(one.message.user_id, "u1");
    EXPECT_EQ(one.message.chat_id, "");
    EXPECT_EQ(one.message.response_url,
              "https://fake.invalid/cgi-bin/aibot/response?response_code=RC1");
    EXPECT_EQ(one.as<bot_text>().content, "膝盖痛，想预约");
    EXPECT_FALSE(one.message.quoted);
}

TEST(BotMessage, ReadsEveryKindOfMessage) {
    EXPECT_EQ(
        read_one(callback(R"("msgtype":"image","image":{"url":"https://x"})")).as<bot_media>().url,
        "https://x");
    EXPECT_EQ(read_one(callback(R"("msgtype":"file","file":{"url":"f"})")).as<bot_media>().type,
              "file");
    EXPECT_EQ(read_one(callback(R"("msgtype":"video","video":{"url":"v"})")).as<bot_media>().url,
              "v");
    EXPECT_EQ(read_one(callback(R"("msgtype":"voice","voice":{"content":"腿麻"})"))
                  .as<bot_voice>()
                  .content,
              "腿麻");
    const read_one mixed(callback(
        R"("msgtype":"mixed","mixed":{"msg_item":[{"msgtype":"text","text":{"content":"看"}},{"msgtype":"image","image":{"url":"i"}}]})"));
    ASSERT_EQ(mixed.as<bot_mixed>().items.size(), 2U);
    EXPECT_EQ(mixed.as<bot_mixed>().items[0].content, "看");
    EXPECT_EQ(mixed.as<bot_mixed>().items[1].url, "i");
    EXPECT_EQ(read_one(R"({"msgtype":"stream","stream":{"id":"s1"}})").as<bot_refresh>().stream_id,
              "s1");
    EXPECT_TRUE(std::holds_alternative<bot_unknown>(
        read_one(callback(R"("msgtype":"hologram")")).message.body));
}

TEST(BotMessage, ReadsAQuoteBesideTheWords) {
    const read_one one(callback(
        R"("msgtype":"text","text":{"content":"是"},"quote":{"msgtype":"text","text":{"content":"腿麻吗"}})"));
    EXPECT_EQ(one.as<bot_text>().content, "是");
    ASSERT_TRUE(one.message.quoted);
    EXPECT_EQ(std::get<bot_text>(*one.message.quoted).content, "腿麻吗");
}

TEST(BotMessage, ReadsEveryEvent) {
    const auto event = [](const std::string& what) {
        return callback(R"("create_time":1760000000,"msgtype":"event","event":)" + what);
    };
    const read_one enter(event(R"({"eventtype":"enter_chat"})"));
    EXPECT_TRUE(std::holds_alternative<bot_enter_event>(enter.message.body));
    EXPECT_EQ(enter.message.create_time, 1760000000);
    EXPECT_EQ(enter.message.event, "enter_chat");

    const read_one card(event(
        R"({"eventtype":"template_card_event","template_card_event":{"card_type":"vote_interaction","event_key":"submit","task_id":"t1",)"
        R"("selected_items":{"selected_item":[{"question_key":"q","option_ids":{"option_id":["o1","o2"]}}]}}})"));
    EXPECT_EQ(card.as<bot_card_event>().key, "submit");
    EXPECT_EQ(card.as<bot_card_event>().task_id, "t1");
    ASSERT_EQ(card.as<bot_card_event>().selections.size(), 1U);
    EXPECT_EQ(card.as<bot_card_event>().selections[0].question_key, "q");
    EXPECT_EQ(card.as<bot_card_event>().selections[0].option_ids.at(1), "o2");

    const read_one feedback(event(
        R"({"eventtype":"feedback_event","feedback_event":{"id":"f","type":2,"content":"不对","inaccurate_reason_list":[2,4]}})"));
    EXPECT_EQ(feedback.as<bot_feedback_event>().type, 2);
    EXPECT_EQ(feedback.as<bot_feedback_event>().reasons.at(1), 4);
    EXPECT_TRUE(std::holds_alternative<bot_unknown>(
        read_one(event(R"({"eventtype":"of_tomorrow"})")).message.body));
}

TEST(BotMessage, IsRefusedWhenNobodyCanBeAnswered) {
    for (const std::string& text : std::vector<std::string>{
             "{}", R"({"msgtype":"text","text":{"content":"a"}})",
             R"({"from":{"userid":"u"},"text":{"content":"a"}})",
             R"({"from":{"userid":7},"msgtype":"text"})",
             R"({"from":{"userid":"a\u0000b"},"msgtype":"text"})",
             R"({"from":{"userid":"u"},"chattype":"group","msgtype":"text"})",
             R"({"from":{"userid":")" + std::string(200, 'u') + R"("},"msgtype":"text"})"}) {
        const auto json = *json_document::read(text);
        EXPECT_FALSE(read_bot_message(json)) << text;
    }
}

core::inbound inbound_of(const std::string& text) {
    return to_inbound(read_one(text).message, "bot", text, wecom_account::now);
}

TEST(BotInbound, TellsWhatConcernsTheConversation) {
    struct row {
        std::string text;
        inbound_kind kind;
        std::string words, pick, media;
    };
    const row rows[] = {
        {callback(R"("msgtype":"text","text":{"content":"腿麻\u0000\u0007"})"), inbound_kind::text,
         "腿麻", "", ""},
        {callback(R"("msgtype":"text","text":{"content":"@a 腿麻"})"), inbound_kind::text,
         "@a 腿麻", "", ""},
        {in_group(R"("msgtype":"text","text":{"content":"@导诊 腿麻 三天"})"), inbound_kind::text,
         "腿麻 三天", "", ""},
        {in_group(R"("msgtype":"text","text":{"content":"@导诊\u2005腿麻"})"), inbound_kind::text,
         "腿麻", "", ""},
        {in_group(R"("msgtype":"text","text":{"content":"@导诊"})"), inbound_kind::text, "", "",
         ""},
        {callback(R"("msgtype":"voice","voice":{"content":"腿麻"})"), inbound_kind::text, "腿麻",
         "", ""},
        {callback(
             R"("msgtype":"mixed","mixed":{"msg_item":[{"text":{"content":"看"}},{"image":{"url":"i"}},{"text":{"content":"腿"}}]})"),
         inbound_kind::text, "看\n腿", "", ""},
        {callback(R"("msgtype":"mixed","mixed":{"msg_item":[{"image":{"url":"i"}}]})"),
         inbound_kind::media, "", "", "image"},
        {callback(R"("msgtype":"file","file":{"url":"f"})"), inbound_kind::media, "", "", "file"},
        {callback(R"("msgtype":"hologram")"), inbound_kind::media, "", "", "other"},
        {callback(R"("msgtype":"event","event":{"eventtype":"enter_chat"})"), inbound_kind::follow,
         "", "", ""},
        {callback(
             R"("msgtype":"event","event":{"eventtype":"template_card_event","template_card_event":{"event_key":"3.side.left","task_id":"t"}})"),
         inbound_kind::pick, "", "3.side.left", ""},
        {callback(R"("msgtype":"event","event":{"eventtype":"feedback_event"})"),
         inbound_kind::notice, "", "", ""},
        {callback(R"("msgtype":"event","event":{"eventtype":"of_tomorrow"})"), inbound_kind::notice,
         "", "", ""},
    };
    for (const row& each : rows) {
        const auto got = inbound_of(each.text);
        EXPECT_EQ(got.kind, each.kind) << each.text;
        EXPECT_EQ(got.text, each.words) << each.text;
        EXPECT_EQ(got.pick, each.pick) << each.text;
        EXPECT_EQ(got.media, each.media) << each.text;
        EXPECT_EQ(got.delivery_key.empty(), each.kind == inbound_kind::notice) << each.text;
        EXPECT_EQ(got.sent_at, wecom_account::now);
    }
}

TEST(BotInbound, KeepsAGroupApartFromTheSingleChat) {
    const std::string words = R"("msgtype":"text","text":{"content":"a"})";
    EXPECT_EQ(inbound_of(callback(words)).user, "u1");
    EXPECT_EQ(inbound_of(callback(words)).delivery_key, "m:u1:m1");
    EXPECT_EQ(inbound_of(in_group(words)).user, "u1|ww2|#wr1");
}

TEST(BotInbound, RemembersWhichCardWasTapped) {
    const auto got = inbound_of(callback(
        R"("msgtype":"event","event":{"eventtype":"template_card_event","template_card_event":{"event_key":"submit","task_id":"t9",)"
        R"("selected_items":{"selected_item":[{"question_key":"q","option_ids":{"option_id":["o1"]}}]}}})"));
    EXPECT_EQ(got.card, "t9");
    EXPECT_EQ(got.pick, "o1");
}

}  // namespace
