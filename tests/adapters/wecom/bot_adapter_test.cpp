#include "adapters/wecom/bot_adapter.h"

#include "adapters/tencent/json_value.h"
#include "adapters/wecom/bot_reply.h"
#include "tests/adapters/support/outcome.h"
#include "tests/adapters/support/wecom_account.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

namespace {

using adapters::delivery;
using adapters::direct;
using adapters::tencent::json_document;
using wecom_account::now;

std::unique_ptr<adapters::adapter> make() {
    return wecom_account::make("wecom-aibot");
}

net::http_request push_of(std::string_view encrypted, core::wall_time at = now) {
    return wecom_account::request(net::method::post, wecom_account::signed_query(encrypted, at),
                                  wecom_account::outer_json(encrypted));
}

net::http_request push(std::string_view json) {
    return push_of(wecom_account::seal(json, ""));
}

net::http_request vector_push(const vectors::sealed& vector) {
    return wecom_account::request(net::method::post,
                                  "msg_signature=" + std::string(vector.signature) +
                                      "&timestamp=" + std::string(vector.timestamp) +
                                      "&nonce=" + std::string(vector.nonce),
                                  wecom_account::outer_json(vector.encrypted));
}

// The plaintext of a sealed answer, its signature and nonce checked.
std::string opened(const net::http_response& response, std::string_view nonce) {
    const auto json = *json_document::read(response.body);
    const auto stamp = std::to_string(json["timestamp"].integer().value_or(0));
    EXPECT_EQ(json["nonce"].text(), nonce);
    EXPECT_EQ(
        json["msgsignature"].text(),
        adapters::tencent::sign(wecom_account::token, {stamp, nonce, json["encrypt"].text()}));
    const auto keys = *adapters::tencent::envelope::make("", wecom_account::key, vectors::key_2);
    std::string buffer;
    const auto inside = keys.open(json["encrypt"].text(), buffer);
    EXPECT_TRUE(inside);
    return inside ? std::string(inside->message.data(), inside->message.size()) : "";
}

TEST(BotAdapter, AnswersTheUrlCheckOfTheReference) {
    const auto& vector = vectors::wecom[6];
    const auto asked = wecom_account::request(
        net::method::get,
        "msg_signature=" + std::string(vector.signature) +
            "&timestamp=" + std::string(vector.timestamp) + "&nonce=" + std::string(vector.nonce) +
            "&echostr=" + net::percent_encode(vector.encrypted),
        {});
    const auto got = make()->decode(asked, now);
    ASSERT_EQ(outcome_of(got), "url-check");
    EXPECT_EQ(std::get<direct>(got).response.body, "7777777777777777777");
}

TEST(BotAdapter, ReadsTheTextOfTheReference) {
    const auto got = make()->decode(vector_push(vectors::wecom[7]), now);
    ASSERT_EQ(outcome_of(got), "delivery");
    const auto& taken = std::get<delivery>(got);
    EXPECT_EQ(taken.message.user, "u1");
    EXPECT_EQ(taken.message.text, "膝盖痛，想预约");
    EXPECT_EQ(taken.message.delivery_key, "m:u1:m1");
    EXPECT_EQ(taken.context.nonce, "nonce-aibot-02");
}

TEST(BotAdapter, WritesTheStreamOfTheReference) {
    EXPECT_EQ(adapters::wecom::write_stream({"s1", true, "请点击预约", {}}),
              vectors::wecom[12].message);
}

// Somebody else's corp, length or padding: an empty receiver makes the exact length the only proof.
TEST(BotAdapter, OpensNothingThatIsSealedForSomebody) {
    const auto channel = make();
    EXPECT_EQ(
        outcome_of(channel->decode(
            push_of(wecom_account::seal(vectors::wecom[7].message, "ww0123456789abcdef")), now)),
        "200 receiver");
    for (const auto& each : vectors::wecom_negative) {
        const auto asked = wecom_account::request(net::method::post,
                                                  "msg_signature=" + std::string(each.signature) +
                                                      "&timestamp=" + std::string(each.timestamp) +
                                                      "&nonce=" + std::string(each.nonce),
                                                  wecom_account::outer_json(each.encrypted));
        EXPECT_TRUE(outcome_of(channel->decode(asked, now)).starts_with("200 ")) << each.name;
    }
}

TEST(BotAdapter, StopsAPlatformThatAsksForMore) {
    const auto got =
        make()->decode(push(R"({"msgid":"r","msgtype":"stream","stream":{"id":"s42"}})"), now);
    ASSERT_EQ(outcome_of(got), "refresh");
    EXPECT_EQ(opened(std::get<direct>(got).response, wecom_account::nonce),
              R"({"msgtype":"stream","stream":{"id":"s42","finish":true,"content":""}})");
}

TEST(BotAdapter, MeetsHostileBodiesWithTheRightStatus) {
    const auto channel = make();
    const auto unproven = [&](std::string body) {
        return outcome_of(channel->decode(
            wecom_account::request(net::method::post, wecom_account::signed_query("x"),
                                   std::move(body)),
            now));
    };
    EXPECT_EQ(unproven(""), "403 json-syntax");
    EXPECT_EQ(unproven("<xml></xml>"), "403 json-syntax");
    EXPECT_EQ(unproven("{}"), "403 json-field");
    EXPECT_EQ(unproven(R"({"encrypt":7})"), "403 json-field");
    EXPECT_EQ(unproven(R"({"encrypt":"x")"), "403 json-syntax");
    EXPECT_EQ(unproven("{\"encrypt\":\"\xC3\x28\"}"), "403 json-syntax");
    EXPECT_EQ(unproven(R"({"encrypt":")" + std::string(3U << 20U, 'x') + "\"}"), "403 json-syntax");
    EXPECT_EQ(unproven(R"({"encrypt":)" + std::string(100'000, '[')), "403 json-syntax");
    EXPECT_EQ(unproven(R"({"encrypt":"!!!!"})"), "403 signature");
    EXPECT_EQ(outcome_of(channel->decode(push_of("!!!!"), now)), "403 base64");

    const auto proven = [&](std::string_view inner) {
        return outcome_of(channel->decode(push(inner), now));
    };
    EXPECT_EQ(proven(""), "200 json-syntax");
    EXPECT_EQ(proven("{"), "200 json-syntax");
    EXPECT_EQ(proven(vectors::wecom[4].message), "200 json-syntax");  // V5: no valid JSON
    EXPECT_EQ(proven("{\"msgtype\":\"\xC3\x28\"}"), "200 json-syntax");
    EXPECT_EQ(proven("{}"), "200 json-field");
    EXPECT_EQ(proven(R"({"from":{"userid":"u"},"msgtype":"event","event":{"eventtype":"x"}})"),
              "notice");
    const auto encrypted = wecom_account::seal(vectors::wecom[7].message, "");
    EXPECT_EQ(outcome_of(channel->decode(
                  wecom_account::request(net::method::post, wecom_account::signed_query(encrypted),
                                         R"({"Encrypt":")" + encrypted + "\"}"),
                  now)),
              "delivery");
}

TEST(BotAdapter, NeverCrashesOnASpoiltMessage) {
    std::mt19937 random(20260102);
    const auto channel = make();
    const std::string good(vectors::wecom[7].message);
    for (int round = 0; round < 2000; ++round) {
        auto spoilt = good;
        const auto at = random() % spoilt.size();
        if (round % 3 == 0)
            spoilt.resize(at);
        else
            spoilt[at] = static_cast<char>(random());
        const auto outcome = outcome_of(channel->decode(push(spoilt), now));
        EXPECT_TRUE(outcome == "delivery" || outcome == "notice" || outcome.starts_with("200 json"))
            << outcome;
    }
}

core::inbound said(core::inbound_kind kind = core::inbound_kind::text) {
    core::inbound message;
    message.user = "u1";
    message.delivery_key = "m:u1:m1";
    message.kind = kind;
    return message;
}

TEST(BotAdapter, AnswersAMessageWithOneFinishedStream) {
    const auto channel = make();
    const std::vector<core::block> blocks{
        core::text_block{"体温<38 [x](https://evil.example)"},
        core::link_block{"预约[1]", "https://hospital.example/book", ""},
        core::link_block{"预约", "https://hospital.example/a b)", "到窗口"},
        core::menu_block{"哪一侧？", {{"1.s.l", "左"}, {"1.s.r", "右"}}, ""},
        core::handoff_block{"nurse"}};
    const auto written = channel->render(said(), blocks, now);
    const auto json = *json_document::read(written.body);
    EXPECT_EQ(json["msgtype"].text(), "stream");
    EXPECT_EQ(json["stream"]["content"].text(),
              "体温＜38 ［x］(https://evil.example)\n"
              "[预约［1］](https://hospital.example/book)\n预约\n到窗口\n\n"
              "哪一侧？\n1. 左\n2. 右\n（请回复数字）");
    EXPECT_TRUE(written.rest.empty());
    // The stream is the delivery's own: a retry goes on with it.
    EXPECT_EQ(json["stream"]["id"].text(), adapters::wecom::stream_id_of("m:u1:m1"));
    EXPECT_EQ(json["stream"]["id"].text().size(), 29U);
    EXPECT_EQ(opened(channel->seal({true, 1, "n-1"}, written.body, now), "n-1"), written.body);
    EXPECT_EQ(channel->seal({true, 0, "n-1"}, "", now).body, "");
}

TEST(BotAdapter, KeepsWhatAStreamCannotHold) {
    std::vector<core::block> blocks;
    for (int i = 0; i < 12; ++i) blocks.emplace_back(core::text_block{std::string(2000, 'x')});
    const auto written = make()->render(said(), blocks, now);
    const auto json = *json_document::read(written.body);
    EXPECT_LE(json["stream"]["content"].text().size(), 20480U);
    EXPECT_EQ(written.rest.size(), 2U);
}

TEST(BotAdapter, WelcomesWithAText) {
    const std::vector<core::block> blocks{core::text_block{"您好"}};
    EXPECT_EQ(make()->render(said(core::inbound_kind::follow), blocks, now).body,
              R"({"msgtype":"text","text":{"content":"您好"}})");
}

TEST(BotAdapter, TurnsATappedCardIntoTheNextQuestion) {
    auto tapped = said(core::inbound_kind::pick);
    tapped.card = "t1";
    const std::vector<core::block> blocks{
        core::text_block{"好的。"},
        core::menu_block{"哪一侧？", {{"1.s.l", "左"}, {"1.s.r", "右"}}, ""}};
    const auto channel = make();
    EXPECT_EQ(
        channel->render(tapped, blocks, now).body,
        R"({"response_type":"update_template_card","template_card":{"card_type":"button_interaction",)"
        R"("main_title":{"title":"导诊"},"sub_title_text":"好的。\n\n哪一侧？","button_list":[)"
        R"({"text":"左","style":1,"key":"1.s.l"},{"text":"右","style":1,"key":"1.s.r"}],"task_id":"t1"}})");
    // What a card cannot show waits, and is never cut without a word.
    const std::vector<core::block> long_ones{core::text_block{std::string(300, 'x')},
                                             core::text_block{std::string(300, 'y')}, blocks[1]};
    const auto written = channel->render(tapped, long_ones, now);
    EXPECT_THAT(written.body, testing::HasSubstr(R"("key":"继续")"));
    EXPECT_EQ(written.rest.size(), 3U);
}

TEST(BotReply, WritesAStreamThatGoesOnACardBesideItAndFeedback) {
    using namespace adapters::wecom;
    EXPECT_EQ(
        write_stream({"s1", false, "请稍", "f1"}),
        R"({"msgtype":"stream","stream":{"id":"s1","finish":false,"content":"请稍","feedback":{"id":"f1"}}})");
    const std::vector<core::menu_item> many(8, {"p", "l"});
    const auto json =
        *json_document::read(write_stream_with_card({"s1", true, "a", {}}, {"t1", "题", "", many}));
    EXPECT_EQ(json["msgtype"].text(), "stream_with_template_card");
    EXPECT_EQ(json["template_card"]["button_list"].size(), most_buttons);
    EXPECT_EQ(json["template_card"]["task_id"].text(), "t1");
}

}  // namespace
