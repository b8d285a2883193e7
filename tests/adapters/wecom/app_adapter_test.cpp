#include "adapters/wecom/app_adapter.h"

#include "adapters/tencent/flat_xml.h"
#include "tests/adapters/support/outcome.h"
#include "tests/adapters/support/wecom_account.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

namespace {

using adapters::delivery;
using adapters::direct;
using wecom_account::make;
using wecom_account::now;
using wecom_account::push;
using wecom_account::push_of;
using wecom_account::seal;
using wecom_account::text_xml;

core::wall_time time_of(std::string_view stamp) {
    return core::wall_time(std::chrono::seconds(std::stoll(std::string(stamp))));
}

std::unique_ptr<adapters::adapter> adapter_of(const vectors::sealed& vector,
                                              std::int64_t agent = 1000002) {
    auto account = wecom_account::settings();
    account.token = vector.token;
    account.corp_id = vector.receiver;
    account.agent_id = agent;
    account.encoding_aes_key = vector.key;
    account.previous_encoding_aes_key.clear();
    return make(account);
}

std::string query_of(const vectors::sealed& vector) {
    return "msg_signature=" + std::string(vector.signature) +
           "&timestamp=" + std::string(vector.timestamp) + "&nonce=" + std::string(vector.nonce);
}

net::http_request url_check(const vectors::sealed& vector, std::string_view echo) {
    return wecom_account::request(net::method::get,
                                  query_of(vector) + "&echostr=" + std::string(echo), {});
}

TEST(AppAdapter, AnswersTheUrlChecksOfTheReferenceWithTheirPlaintext) {
    for (const std::size_t index : {0U, 2U}) {
        const auto& vector = vectors::wecom[index];
        const auto channel = adapter_of(vector);
        const auto at = time_of(vector.timestamp);
        const auto got =
            channel->decode(url_check(vector, net::percent_encode(vector.encrypted)), at);
        ASSERT_EQ(outcome_of(got), "url-check") << vector.name;
        EXPECT_EQ(std::get<direct>(got).response.status, 200U);
        EXPECT_EQ(std::get<direct>(got).response.body, vector.message);
        // A proxy has decoded "%2B" before us.
        EXPECT_EQ(outcome_of(channel->decode(url_check(vector, vector.encrypted), at)),
                  "url-check");
    }
}

TEST(AppAdapter, RefusesUrlChecksThatAreNotWecoms) {
    const auto& vector = vectors::wecom[0];
    const auto channel = adapter_of(vector);
    const auto at = time_of(vector.timestamp);
    auto wrong = url_check(vector, net::percent_encode(vector.encrypted));
    wrong.query[wrong.query.find('&') - 1] ^= 1;
    EXPECT_EQ(outcome_of(channel->decode(wrong, at)), "403 signature");
    EXPECT_EQ(outcome_of(channel->decode(url_check(vector, ""), at)), "403 query-incomplete");
    auto twice = url_check(vector, net::percent_encode(vector.encrypted));
    twice.query += "&nonce=1";
    EXPECT_EQ(outcome_of(channel->decode(twice, at)), "403 query-shape");
    // Signed, but sealed for another corp: nothing is said at all.
    const auto stranger = adapter_of(vectors::wecom[2]);
    const auto foreign = seal("1616140317555161061", "ww9999999999999999");
    const auto asked = wecom_account::request(
        net::method::get,
        wecom_account::signed_query(foreign) + "&echostr=" + net::percent_encode(foreign), {});
    EXPECT_EQ(outcome_of(make()->decode(asked, now)), "403 receiver");
    EXPECT_EQ(outcome_of(stranger->decode(asked, now)), "403 signature");
    // V1 without its last four characters, signed again.
    const auto cut = vector.encrypted.substr(0, vector.encrypted.size() - 4);
    const auto short_one = wecom_account::request(
        net::method::get,
        wecom_account::signed_query(cut, at) + "&echostr=" + net::percent_encode(cut), {});
    EXPECT_EQ(outcome_of(channel->decode(short_one, at)), "403 cipher-length");
}

TEST(AppAdapter, ReadsThePushesOfTheReference) {
    struct row {
        std::size_t vector;
        std::int64_t agent;
        std::string user, text, key;
    };
    const row rows[] = {
        {1, 218, "mycreate", "hello", "m:mycreate:4561255354251345929"},
        {3, 1000002, "ChenJiaShun", "你好", "m:ChenJiaShun:1456453720"},
        {5, 1000002, "foobar", "x123", "m:foobar:2018405441"},
    };
    for (const row& each : rows) {
        const auto& vector = vectors::wecom[each.vector];
        const auto got =
            adapter_of(vector, each.agent)
                ->decode(wecom_account::request(net::method::post, query_of(vector),
                                                wecom_account::outer_xml(vector.encrypted)),
                         time_of(vector.timestamp));
        ASSERT_EQ(outcome_of(got), "delivery") << vector.name;
        const auto& message = std::get<delivery>(got).message;
        EXPECT_EQ(message.account, "staff");
        EXPECT_EQ(message.user, each.user);
        EXPECT_EQ(message.text, each.text);
        EXPECT_EQ(message.delivery_key, each.key);
        EXPECT_EQ(core::unix_seconds(message.sent_at), std::stoll(std::string(vector.timestamp)));
    }
}

TEST(AppAdapter, AcknowledgesTheOtherVectorsWithoutATurn) {
    const auto post = [](const vectors::sealed& vector) {
        return wecom_account::request(net::method::post, query_of(vector),
                                      wecom_account::outer_xml(vector.encrypted));
    };
    const auto outcome = [&](std::size_t index) {
        const auto& vector = vectors::wecom[index];
        return outcome_of(adapter_of(vector)->decode(post(vector), time_of(vector.timestamp)));
    };
    EXPECT_EQ(outcome(4), "200 xml-root");  // V5 holds JSON, and broken at that
    EXPECT_EQ(outcome(8), "notice");        // V9, the wake-up of customer service
    EXPECT_EQ(outcome(9), "200 xml-root");  // V10, 26 letters
}

TEST(AppAdapter, RefusesTheNegativeVectorsOfTheReference) {
    const auto channel = make();
    const std::string expected[] = {"200 padding", "200 padding", "200 message-length",
                                    "200 receiver", "200 message-length"};
    for (std::size_t i = 0; i < std::size(expected); ++i) {
        const auto& vector = vectors::wecom_negative[i];
        const auto query = "msg_signature=" + std::string(vector.signature) +
                           "&timestamp=" + std::string(vector.timestamp) +
                           "&nonce=" + std::string(vector.nonce);
        const auto asked = wecom_account::request(net::method::post, query,
                                                  wecom_account::outer_xml(vector.encrypted));
        EXPECT_EQ(outcome_of(channel->decode(asked, time_of(vector.timestamp))), expected[i])
            << vector.name;
    }
}

// Only the decrypted part counts: what stands beside it nobody has signed.
TEST(AppAdapter, BelievesNothingOutsideTheEnvelope) {
    const auto encrypted = seal(text_xml("a"));
    const auto query = wecom_account::signed_query(encrypted);
    for (const std::string& body : std::vector<std::string>{
             "<xml><Encrypt>" + encrypted + "</Encrypt></xml>",
             "<xml>\n <AgentID></AgentID>\n <Encrypt><![CDATA[" + encrypted +
                 "]]></Encrypt>\n <ToUserName>ww9999999999999999</ToUserName>\n</xml>\n"})
        EXPECT_EQ(
            outcome_of(make()->decode(wecom_account::request(net::method::post, query, body), now)),
            "delivery");
}

TEST(AppAdapter, TakesNothingMeantForAnotherCorpOrApp) {
    auto other_corp = text_xml("a");
    other_corp.replace(other_corp.find("wx5823"), 6, "wx5824");
    EXPECT_EQ(outcome_of(make()->decode(push(other_corp), now)), "200 corp-id");
    const auto other_app = wecom_account::push_xml("text", "<Content>a</Content>", "u", "219");
    EXPECT_EQ(outcome_of(make()->decode(push(other_app), now)), "200 agent-id");
    const auto no_app = wecom_account::push_xml("text", "<Content>a</Content>", "u", "");
    EXPECT_EQ(outcome_of(make()->decode(push(no_app), now)), "delivery");
}

TEST(AppAdapter, KeepsAWideTimeWindow) {
    const auto channel = make();  // configured: 300 seconds
    for (const int seconds : {-600, -301, 0, 301, 600})
        EXPECT_EQ(outcome_of(channel->decode(
                      push(text_xml("a"), now + std::chrono::seconds(seconds)), now)),
                  "delivery");
    for (const int seconds : {-601, 601})
        EXPECT_EQ(outcome_of(channel->decode(
                      push(text_xml("a"), now + std::chrono::seconds(seconds)), now)),
                  "403 timestamp");
}

TEST(AppAdapter, MeetsHostileBodiesWithTheRightStatus) {
    const auto channel = make();
    const auto unproven = [&](std::string body) {
        return outcome_of(channel->decode(
            wecom_account::request(net::method::post, wecom_account::signed_query("x"),
                                   std::move(body)),
            now));
    };
    EXPECT_EQ(unproven(""), "403 xml-syntax");
    EXPECT_EQ(unproven("<xml>"), "403 xml-syntax");
    EXPECT_EQ(unproven("<xml></xml>"), "403 xml-field");
    EXPECT_EQ(unproven("<!DOCTYPE x [<!ENTITY a \"b\">]><xml><Encrypt>&a;</Encrypt></xml>"),
              "403 xml-doctype");
    EXPECT_EQ(unproven("<xml><Encrypt>\xC3\x28</Encrypt></xml>"), "403 xml-encoding");
    EXPECT_EQ(unproven(std::string(3U << 20U, 'x')), "403 xml-size");
    EXPECT_EQ(unproven("<xml><Encrypt>!!!!</Encrypt></xml>"), "403 signature");
    EXPECT_EQ(outcome_of(channel->decode(push_of("!!!!"), now)), "403 base64");

    const auto proven = [&](const std::string& inner) {
        return outcome_of(channel->decode(push(inner), now));
    };
    EXPECT_EQ(proven(""), "200 xml-syntax");
    EXPECT_EQ(proven("<!DOCTYPE x [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><xml>&b;</xml>"),
              "200 xml-doctype");
    EXPECT_EQ(proven(text_xml("a").substr(0, 150)), "200 xml-syntax");
    EXPECT_EQ(proven("<xml><Content>\xC3\x28\xFF</Content></xml>"), "200 xml-encoding");
    EXPECT_EQ(proven(std::string("<xml>\0</xml>", 12)), "200 xml-encoding");
    EXPECT_EQ(proven("<xml></xml>"), "200 xml-field");
    EXPECT_EQ(proven(wecom_account::event_xml("an_event_of_tomorrow")), "notice");
    EXPECT_EQ(
        outcome_of(channel->decode(
            wecom_account::request(net::method::put, wecom_account::signed_query("x"), ""), now)),
        "403 method");
}

TEST(AppAdapter, NeverCrashesOnASpoiltPush) {
    std::mt19937 random(20260101);
    const auto channel = make();
    const auto good = push(text_xml("腿麻，走不远"));
    for (int round = 0; round < 2000; ++round) {
        auto spoilt = good;
        auto& part = round % 2 == 0 ? spoilt.body : spoilt.query;
        const auto at = random() % part.size();
        if (round % 3 == 0)
            part.resize(at);
        else
            part[at] = static_cast<char>(part[at] ^ static_cast<char>(1 + random() % 255));
        const auto outcome = outcome_of(channel->decode(spoilt, now));
        // What nobody signed may be spoilt.
        EXPECT_TRUE(outcome == "delivery" || outcome.starts_with("403")) << outcome;
    }
}

core::inbound said_by_member() {
    core::inbound message;
    message.user = wecom_account::member;
    message.text = "hello";
    return message;
}

const core::inbound hello = said_by_member();

TEST(AppAdapter, SealsTheReplyWithTheKeyAndNonceOfItsRequest) {
    const auto channel = make();
    for (const std::size_t which : {0U, 1U}) {
        auto got =
            channel->decode(push_of(seal(text_xml("a"), wecom_account::corp_id, which)), now);
        const auto& taken = std::get<delivery>(got);
        EXPECT_EQ(taken.context.key, which);
        const std::vector<core::block> blocks{core::text_block{"你好"}};
        const auto written = channel->render(taken.message, blocks, now);
        const auto response = channel->seal(taken.context, written.body, now);
        EXPECT_EQ(response.status, 200U);
        std::string buffer = response.body;
        const auto xml = *adapters::tencent::flat_xml::read(buffer);
        EXPECT_EQ(xml.text("TimeStamp"), "1760000000");
        EXPECT_EQ(xml.text("Nonce"), wecom_account::nonce);
        EXPECT_EQ(xml.text("MsgSignature"),
                  adapters::tencent::sign(wecom_account::token,
                                          {"1760000000", xml.text("Nonce"), xml.text("Encrypt")}));
        const auto keys = *adapters::tencent::envelope::make(std::string(wecom_account::corp_id),
                                                             wecom_account::key, vectors::key_2);
        std::string plain;
        const auto opened = keys.open(xml.text("Encrypt"), plain);
        ASSERT_TRUE(opened);
        EXPECT_EQ(opened->key, which);
        EXPECT_EQ(std::string_view(opened->message.data(), opened->message.size()), written.body);
    }
}

TEST(AppAdapter, SaysNothingWithAnEmptyBody) {
    const auto channel = make();
    const auto response = channel->seal({true, 0, "n"}, "", now);
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(response.body, "");
}

TEST(AppAdapter, WritesTheTextReplyOfTheReference) {
    const std::vector<core::block> blocks{core::text_block{"你好，请选择：1.膝 2.髋"}};
    EXPECT_EQ(make()->render(hello, blocks, core::wall_time(std::chrono::seconds(1409659900))).body,
              vectors::wecom[10].message);
}

TEST(AppAdapter, WritesMenusAsNumberedLinesAndAddressesAsTheyAre) {
    const std::vector<core::block> blocks{
        core::text_block{"体温<38"},
        core::link_block{"预约", "https://hospital.example/book", "到窗口"},
        core::link_block{"预约", "javascript:x", "到窗口"},
        core::image_block{"a.png", "（图）"},
        core::mini_block{"wx1", "p", "小程序", "到窗口"},
        core::menu_block{"哪一侧？", {{"1.s.l", "左"}, {"1.s.r", "右"}}, ""},
        core::handoff_block{"nurse"}};
    EXPECT_THAT(
        make()->render(hello, blocks, now).body,
        testing::HasSubstr("体温＜38\n预约\nhttps://hospital.example/book\n预约\n到窗口\n"
                           "（图）\n小程序\n到窗口\n\n哪一侧？\n1. 左\n2. 右\n（请回复数字）"));
}

TEST(AppAdapter, KeepsWhatATextOf2048BytesCannotHold) {
    std::vector<core::block> blocks;
    for (int i = 0; i < 6; ++i) blocks.emplace_back(core::text_block{std::string(600, 'x')});
    const auto written = make()->render(hello, blocks, now);
    std::string buffer = written.body;
    const auto content = std::string(adapters::tencent::flat_xml::read(buffer)->text("Content"));
    EXPECT_LE(content.size(), 2048U);
    EXPECT_THAT(content, testing::EndsWith("（未完，回复任意内容继续）"));
    EXPECT_EQ(written.rest.size(), 3U);
}

TEST(AppAdapter, AnswersATappedCardWithItsButtonAndKeepsTheWords) {
    core::inbound tapped = hello;
    tapped.kind = core::inbound_kind::pick;
    tapped.event = "template_card_event";
    const std::vector<core::block> blocks{core::text_block{"好的"}};
    auto written = make()->render(tapped, blocks, now);
    EXPECT_THAT(written.body,
                testing::HasSubstr("<MsgType><![CDATA[update_button]]></MsgType><Button>"
                                   "<ReplaceName><![CDATA[已选择]]></ReplaceName></Button>"));
    EXPECT_EQ(written.rest, blocks);
    tapped.event = "taskcard_click";
    written = make()->render(tapped, blocks, now);
    EXPECT_THAT(written.body, testing::HasSubstr("update_taskcard]]></MsgType><TaskCard><Replace"));
    tapped.kind = core::inbound_kind::menu;
    tapped.event = "scancode_push";
    written = make()->render(tapped, blocks, now);
    EXPECT_EQ(written.body, "");
    EXPECT_EQ(written.rest, blocks);
}

TEST(AppAdapter, SaysHonestlyThatNobodyIsHere) {
    const std::vector<core::block> blocks{core::handoff_block{"nurse"}};
    EXPECT_THAT(make()->render(hello, blocks, now).body, testing::HasSubstr("请直接联系医院"));
    EXPECT_EQ(make()->render(hello, {}, now).body, "");
}

}  // namespace
