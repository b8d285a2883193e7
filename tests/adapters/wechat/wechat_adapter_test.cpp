#include "adapters/wechat/wechat_adapter.h"

#include "adapters/tencent/flat_xml.h"
#include "tests/adapters/support/official_account.h"
#include "tests/adapters/support/outcome.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

namespace {

using adapters::decoded;
using adapters::delivery;
using adapters::direct;
using adapters::refusal;
using core::errc;
using official_account::make;
using official_account::now;
using official_account::plain_push;
using official_account::push_of;
using official_account::sealed_push;
using official_account::text_xml;
using official_account::url_check;

adapters::account_settings settings_of(const vectors::sealed& vector, std::string mode) {
    auto account = official_account::settings(std::move(mode));
    account.token = vector.token;
    account.app_id = vector.receiver;
    account.encoding_aes_key = vector.key;
    account.previous_encoding_aes_key.clear();
    return account;
}

net::http_request request_of(const vectors::sealed& vector, std::string body) {
    std::string query = "signature=x&timestamp=" + std::string(vector.timestamp) +
                        "&nonce=" + std::string(vector.nonce) +
                        "&encrypt_type=aes&msg_signature=" + std::string(vector.signature);
    return official_account::request(net::method::post, std::move(query), std::move(body));
}

core::wall_time time_of(const vectors::sealed& vector) {
    return core::wall_time(std::chrono::seconds(std::stoll(std::string(vector.timestamp))));
}

TEST(WechatAdapter, AnswersTheUrlCheckOfTheReferenceInEveryMode) {
    const std::string query =
        "signature=f464b24fc39322e44b38aa78f5edd27bd1441696&timestamp=1714036504&"
        "nonce=1514711492&echostr=4375120948345356249";
    for (const char* mode : {"plaintext", "compatible", "secure"}) {
        auto account = official_account::settings(mode);
        account.token = "AAAAA";
        const auto checked =
            make(account)->decode(official_account::request(net::method::get, query, {}),
                                  core::wall_time(std::chrono::seconds(1714036504)));
        ASSERT_EQ(outcome_of(checked), "url-check") << mode;
        const auto& response = std::get<direct>(checked).response;
        EXPECT_EQ(response.status, 200U);
        EXPECT_EQ(response.body, "4375120948345356249");
    }
}

TEST(WechatAdapter, NeverEchoesWithoutAValidSignature) {
    const auto adapter = make();
    auto forged = url_check("4375");
    forged.query[12] = forged.query[12] == '0' ? '1' : '0';
    EXPECT_EQ(outcome_of(adapter->decode(forged, now)), "403 signature");
    for (const char* query :
         {"", "echostr=1", "signature=&timestamp=1735689600&nonce=1&echostr=1",
          "signature=ace111ba157969627e874acf4cf4e6f5d44ab4c8&nonce=1928374650&echostr=1"})
        EXPECT_EQ(outcome_of(
                      adapter->decode(official_account::request(net::method::get, query, {}), now)),
                  "403 query-incomplete");
}

TEST(WechatAdapter, EchoesNothingButAShortWord) {
    const auto adapter = make();
    for (const std::string& echo : {std::string(), std::string("%3Cscript%3E%20"),
                                    std::string("a%0Ab"), std::string(257, '1')})
        EXPECT_EQ(outcome_of(adapter->decode(url_check(echo), now)), "403 query-shape") << echo;
}

// S2: a real plaintext push's signature.
TEST(WechatAdapter, AcceptsThePlaintextSignatureOfTheReference) {
    auto account = official_account::settings("plaintext");
    account.token = "AAAAA";
    const auto got = make(account)->decode(
        official_account::request(net::method::post,
                                  "signature=899cf89e464efb63f54ddac96b0a0a235f53aa78&"
                                  "timestamp=1714037059&nonce=486452656",
                                  text_xml("膝盖疼")),
        core::wall_time(std::chrono::seconds(1714037059)));
    ASSERT_EQ(outcome_of(got), "delivery");
    EXPECT_EQ(std::get<delivery>(got).message.text, "膝盖疼");
}

// reliability-security.md §3.2: the signature of plaintext mode does not cover the body.
TEST(WechatAdapter, APlaintextSignatureIsGoodForOneBody) {
    auto account = official_account::settings("plaintext");
    account.token = "AAAAA";
    const auto adapter = make(account);
    const core::wall_time then(std::chrono::seconds(1714037059));
    const auto send = [&](const std::string& text, core::wall_time at) {
        return adapter->decode(
            official_account::request(net::method::post,
                                      "signature=899cf89e464efb63f54ddac96b0a0a235f53aa78&"
                                      "timestamp=1714037059&nonce=486452656",
                                      text_xml(text)),
            at);
    };
    EXPECT_EQ(outcome_of(send("膝盖疼", then)), "delivery");
    EXPECT_EQ(outcome_of(send("膝盖疼", then + std::chrono::seconds(5))), "delivery");
    const auto forged = send("别的", then + std::chrono::seconds(6));
    EXPECT_EQ(outcome_of(forged), "403 another-body");
    EXPECT_TRUE(std::get<refusal>(forged).alarming);
}

TEST(SeenBodies, RememberForTenMinutesAndSoMany) {
    adapters::wechat::seen_bodies seen;
    const core::wall_time start{};
    EXPECT_TRUE(seen.admit("1", "a", "x", start));
    EXPECT_FALSE(seen.admit("1", "a", "y", start + std::chrono::minutes(10)));
    EXPECT_TRUE(seen.admit("1", "a", "y", start + std::chrono::minutes(11)));
    for (std::size_t i = 0; i < adapters::wechat::seen_bodies::most; ++i)
        EXPECT_TRUE(seen.admit("2", std::to_string(i), "x", start + std::chrono::minutes(12)));
    EXPECT_TRUE(seen.admit("1", "a", "z", start + std::chrono::minutes(12)));
}

TEST(WechatAdapter, ReadsTheSealedXmlOfTheReference) {
    struct row {
        std::size_t vector;
        const char *original_id, *expected, *user, *text, *key;
    };
    const row rows[] = {
        {2, "gh_97417a04a28d", "notice", "", "", ""},
        {3, "gh_10f6c3c3ac5a", "delivery", "oyORnuP8q7ou2gfYjqLzSIWZf0rs", "abcdteT",
         "m:oyORnuP8q7ou2gfYjqLzSIWZf0rs:6057404712141979648"},
        {6, "gh_0123456789ab", "delivery", "oABCDEFGHIJKLMNOPQRSTUVWXYZ1", "膝盖疼😀....",
         "m:oABCDEFGHIJKLMNOPQRSTUVWXYZ1:24000000000000001"},
    };
    for (const row& each : rows) {
        const auto& vector = vectors::wechat[each.vector];
        auto account = settings_of(vector, "secure");
        account.original_id = each.original_id;
        const auto got = make(account)->decode(
            request_of(vector, "<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[" +
                                   std::string(vector.encrypted) + "]]></Encrypt></xml>"),
            time_of(vector));
        ASSERT_EQ(outcome_of(got), each.expected) << vector.name;
        if (std::string_view(each.expected) != "delivery") continue;
        const auto& message = std::get<delivery>(got).message;
        EXPECT_EQ(message.user, each.user);
        EXPECT_EQ(message.text, each.text);
        EXPECT_EQ(message.delivery_key, each.key);
        EXPECT_EQ(message.account, "nanjiao");
        EXPECT_EQ(message.kind, core::inbound_kind::text);
    }
}

// V5: fields side by side; the decrypted ones count.
TEST(WechatAdapter, ReadsARealCompatibleBody) {
    const auto& vector = vectors::wechat[4];
    auto account = settings_of(vector, "compatible");
    account.original_id = "gh_10f6c3c3ac5a";
    std::string body(vectors::compatible_body);
    auto got = make(account)->decode(request_of(vector, body), time_of(vector));
    ASSERT_EQ(outcome_of(got), "delivery");
    EXPECT_EQ(core::unix_seconds(std::get<delivery>(got).message.sent_at), 1409735668);

    body.replace(body.find("abcdteT"), 7, "forged!");
    got = make(account)->decode(request_of(vector, body), time_of(vector));
    ASSERT_EQ(outcome_of(got), "delivery");
    EXPECT_EQ(std::get<delivery>(got).message.text, "abcdteT");
}

TEST(WechatAdapter, AnswersNegativeVectorsWithoutTellingTheStrangerWhy) {
    const auto adapter = make();
    const std::string expected[] = {"200 receiver",      "200 message-length", "200 message-length",
                                    "200 padding",       "200 padding",        "200 padding",
                                    "200 cipher-length", "200 message-length", "200 message-length",
                                    "403 base64"};
    for (std::size_t i = 0; i < std::size(expected); ++i) {
        const auto& vector = vectors::wechat_negative[i];
        auto request = push_of(vector.encrypted);
        EXPECT_THAT(request.query, testing::HasSubstr(std::string(vector.signature)));
        EXPECT_EQ(outcome_of(adapter->decode(request, now)), expected[i]) << vector.name;
    }
}

TEST(WechatAdapter, AcceptsOnlyWhatItsModeAllows) {
    const auto plain = plain_push(text_xml("1"));
    auto raw = plain;
    raw.query += "&encrypt_type=raw";
    auto odd = plain;
    odd.query += "&encrypt_type=des";
    const auto sealed = sealed_push(text_xml("1"));
    const auto both = official_account::push("compatible", text_xml("1"));
    auto stripped = both;  // a downgrade: the plain copy of a sealed push, cheaply signed
    stripped.query = official_account::signed_query("1735689600");
    struct row {
        const char* mode;
        const net::http_request* request;
        const char* expected;
    };
    const row rows[] = {
        {"plaintext", &plain, "delivery"},
        {"plaintext", &raw, "delivery"},
        {"plaintext", &sealed, "403 mode"},
        {"plaintext", &both, "403 mode"},
        {"plaintext", &odd, "403 encrypt-type"},
        {"compatible", &plain, "403 mode"},
        {"compatible", &raw, "403 mode"},
        {"compatible", &sealed, "delivery"},
        {"compatible", &both, "delivery"},
        {"compatible", &stripped, "403 mode"},
        {"compatible", &odd, "403 encrypt-type"},
        {"secure", &plain, "403 mode"},
        {"secure", &raw, "403 mode"},
        {"secure", &sealed, "delivery"},
        {"secure", &both, "delivery"},
        {"secure", &stripped, "403 mode"},
        {"secure", &odd, "403 encrypt-type"},
    };
    for (const row& each : rows) {
        const auto got = make(each.mode)->decode(*each.request, now);
        EXPECT_EQ(outcome_of(got), each.expected) << each.mode << ' ' << each.request->query;
    }
}

TEST(WechatAdapter, NeedsTheSignatureOfItsMode) {
    // The three-string signature is not enough for a sealed push.
    auto request = sealed_push(text_xml("1"));
    const auto weak = official_account::signed_query("1735689600") + "&encrypt_type=aes";
    request.query = weak;
    EXPECT_EQ(outcome_of(make()->decode(request, now)), "403 query-incomplete");
    request.query = weak + "&msg_signature=ace111ba157969627e874acf4cf4e6f5d44ab4c8";
    EXPECT_EQ(outcome_of(make()->decode(request, now)), "403 signature");
    // An empty Encrypt would make both signatures the same.
    request.body = "<xml><ToUserName>x</ToUserName><Encrypt></Encrypt></xml>";
    EXPECT_EQ(outcome_of(make()->decode(request, now)), "403 xml-field");
}

TEST(WechatAdapter, KeepsTheTimeWindow) {
    for (const char* mode : {"plaintext", "secure"}) {
        const auto adapter = make(mode);
        const auto request = official_account::push(mode, text_xml("1"));
        for (const int seconds : {-300, -1, 0, 299, 300})
            EXPECT_EQ(outcome_of(adapter->decode(request, now + std::chrono::seconds(seconds))),
                      "delivery")
                << seconds;
        for (const int seconds : {-301, 301, 86400})
            EXPECT_EQ(outcome_of(adapter->decode(request, now + std::chrono::seconds(seconds))),
                      "403 timestamp")
                << seconds;
    }
    EXPECT_EQ(outcome_of(make()->decode(url_check("1"), now + std::chrono::seconds(301))),
              "403 timestamp");
    auto account = official_account::settings();
    account.max_clock_skew_s = 600;
    EXPECT_EQ(outcome_of(make(account)->decode(sealed_push(text_xml("1")),
                                               now + std::chrono::seconds(600))),
              "delivery");
}

TEST(WechatAdapter, RefusesWhatIsSealedForAnotherAccount) {
    const auto xml = official_account::push_xml("text", "<Content>1</Content><MsgId>1</MsgId>",
                                                "gh_ffffffffffff");
    const auto got = make()->decode(sealed_push(xml), now);
    EXPECT_EQ(outcome_of(got), "200 original-id");
    EXPECT_EQ(std::get<refusal>(got).reason, errc::wrong_receiver);
}

TEST(WechatAdapter, RefusesOtherMethods) {
    auto request = sealed_push(text_xml("1"));
    for (const auto verb : {net::method::put, net::method::head, net::method::del}) {
        request.verb = verb;
        EXPECT_EQ(outcome_of(make()->decode(request, now)), "403 method");
    }
}

TEST(WechatAdapter, AcknowledgesProvenPushesItCannotRead) {
    const std::string rows[] = {
        "",
        "   ",
        "{\"ToUserName\":\"gh_0123456789ab\"}",
        "<xml>",
        text_xml("1").substr(0, 120),
        "<!DOCTYPE x [<!ENTITY a \"b\">]><xml>&a;</xml>",
        "<xml><ToUserName>gh_0123456789ab</ToUserName></xml>",
        ("<xml><ToUserName>gh_0123456789ab</ToUserName><FromUserName>u</FromUserName>"
         "<CreateTime>soon</CreateTime><MsgType>text</MsgType></xml>"),
        ("<xml><ToUserName>gh_0123456789ab</ToUserName><FromUserName>u</FromUserName>"
         "<CreateTime>-1</CreateTime><MsgType>text</MsgType></xml>"),
        "<xml><ToUserName>gh_0123456789ab</ToUserName><FromUserName>" + std::string(129, 'u') +
            "</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType></xml>",
        official_account::push_xml("text", "<Content>\xE8\x85</Content><MsgId>1</MsgId>"),
        official_account::push_xml("text", "<Content>a</Content><Content>b</Content>"),
        std::string(1000, '<'),
    };
    for (const auto& xml : rows)
        for (const char* mode : {"plaintext", "secure"}) {
            const auto got = make(mode)->decode(
                mode == std::string_view("secure") ? sealed_push(xml) : plain_push(xml), now);
            ASSERT_TRUE(std::holds_alternative<refusal>(got)) << xml.substr(0, 90);
            EXPECT_EQ(std::get<refusal>(got).status, 200U) << xml.substr(0, 90);
            EXPECT_EQ(std::get<refusal>(got).reason, errc::malformed);
        }
}

TEST(WechatAdapter, RefusesUnprovenBodiesWhateverTheyAre) {
    const auto query = sealed_push(text_xml("1")).query;
    std::string deep;
    for (int i = 0; i < 50000; ++i) deep += "<a>";
    for (const std::string& body :
         {std::string(), std::string("success"), std::string("<xml>"), std::string("<xml></xml>"),
          std::string("<xml><Encrypt>QUJD</Encrypt></xml>"), std::string(3 << 20, 'x'),
          "<xml>" + std::string(3 << 20, ' ') + "</xml>", deep, std::string("\0\0\0", 3),
          std::string("<!DOCTYPE lolz [<!ENTITY a \"ha\">]><xml><Encrypt>&a;</Encrypt></xml>"),
          std::string("<xml><Encrypt>a</Encrypt><Encrypt>b</Encrypt></xml>")}) {
        const auto got =
            make()->decode(official_account::request(net::method::post, query, body), now);
        ASSERT_TRUE(std::holds_alternative<refusal>(got));
        EXPECT_EQ(std::get<refusal>(got).status, 403U) << body.substr(0, 60);
    }
}

TEST(WechatAdapter, NeverAcceptsASpoiltPush) {
    std::mt19937 random(1);
    const auto adapter = make();
    const auto good = sealed_push(text_xml("膝盖疼"));
    ASSERT_EQ(outcome_of(adapter->decode(good, now)), "delivery");
    const std::size_t first = good.body.find("<Encrypt><![CDATA[") + 18;
    const std::size_t last = good.body.find("]]></Encrypt>");
    for (int round = 0; round < 3000; ++round) {
        auto spoilt = good;
        const std::size_t at = first + random() % (last - first);
        const auto other = static_cast<char>('!' + random() % 90);
        if (spoilt.body[at] == other) continue;
        spoilt.body[at] = other;
        const auto got = adapter->decode(spoilt, now);
        ASSERT_TRUE(std::holds_alternative<refusal>(got));
        ASSERT_EQ(std::get<refusal>(got).status, 403U);
    }
    for (int round = 0; round < 3000; ++round) {
        auto spoilt = good;
        for (unsigned i = 0; i <= random() % 8; ++i)
            spoilt.body[random() % spoilt.body.size()] = static_cast<char>(random());
        if (random() % 3 == 0)
            spoilt.query[random() % spoilt.query.size()] = static_cast<char>(random());
        // Bytes outside Encrypt and the signed parameters may change without harm.
        const auto got = adapter->decode(spoilt, now);
        if (const auto* accepted = std::get_if<delivery>(&got)) {
            ASSERT_EQ(accepted->message.text, "膝盖疼");
        }
    }
}

// The platform's view of a reply: verifies, opens, gives the plaintext.
std::string opened_reply(const net::http_response& response, std::string_view nonce,
                         std::size_t key, core::wall_time at) {
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(response.content_type, "text/xml; charset=utf-8");
    std::string bytes = response.body;
    const auto xml = adapters::tencent::flat_xml::read(bytes);
    EXPECT_TRUE(xml);
    if (!xml) return "no xml";
    EXPECT_EQ(xml->text("TimeStamp"), official_account::stamp_of(at));
    EXPECT_EQ(xml->text("Nonce"), nonce);
    EXPECT_TRUE(adapters::tencent::verify(
        vectors::own_token, {xml->text("TimeStamp"), xml->text("Nonce"), xml->text("Encrypt")},
        xml->text("MsgSignature")));
    // Only the right key may open it.
    const auto one_key = *adapters::tencent::envelope::make(
        std::string(vectors::own_app_id), key == 0 ? vectors::key_1 : vectors::key_2);
    std::string buffer;
    const auto opened = one_key.open(xml->text("Encrypt"), buffer);
    EXPECT_TRUE(opened);
    return opened ? std::string(opened->message.data(), opened->message.size()) : "not opened";
}

TEST(WechatAdapter, SealsWithTheKeyThatOpened) {
    const auto adapter = make();
    for (const std::size_t key : {0U, 1U}) {
        const auto got = adapter->decode(sealed_push(text_xml("1"), now, key), now);
        ASSERT_EQ(outcome_of(got), "delivery") << key;
        const auto& context = std::get<delivery>(got).context;
        EXPECT_EQ(context.key, key);
        const auto later = now + std::chrono::seconds(2);
        const auto response = adapter->seal(context, "<xml>答</xml>", later);
        EXPECT_EQ(opened_reply(response, "1928374650", key, later), "<xml>答</xml>");
    }
}

TEST(WechatAdapter, AcknowledgesWhenNoKeyOpens) {
    auto account = official_account::settings();
    account.previous_encoding_aes_key.clear();
    const auto got = make(account)->decode(sealed_push(text_xml("1"), now, 1), now);
    ASSERT_TRUE(std::holds_alternative<refusal>(got));
    EXPECT_EQ(std::get<refusal>(got).reason, errc::undecipherable);
    EXPECT_EQ(std::get<refusal>(got).status, 200U);
}

TEST(WechatAdapter, AnswersInTheFormOfTheMode) {
    for (const char* mode : {"plaintext", "compatible", "secure"}) {
        const auto adapter = make(mode);
        const auto got = adapter->decode(official_account::push(mode, text_xml("1")), now);
        ASSERT_EQ(outcome_of(got), "delivery") << mode;
        const auto& context = std::get<delivery>(got).context;
        const auto response = adapter->seal(context, "<xml/>", now);
        if (mode == std::string_view("plaintext")) {
            EXPECT_EQ(response.body, "<xml/>");
            EXPECT_EQ(response.content_type, "text/xml; charset=utf-8");
        } else {
            EXPECT_EQ(opened_reply(response, "1928374650", 0, now), "<xml/>");
        }
        EXPECT_EQ(adapter->seal(context, "", now).body, "success");
    }
}

TEST(WechatAdapter, SealsARepeatedReplyAfreshWithTheSameContent) {
    const auto adapter = make();
    const auto got = adapter->decode(sealed_push(text_xml("1")), now);
    const auto& context = std::get<delivery>(got).context;
    const auto first = adapter->seal(context, "<xml>a</xml>", now);
    const auto second = adapter->seal(context, "<xml>a</xml>", now);
    EXPECT_NE(first.body, second.body);
    EXPECT_EQ(opened_reply(first, "1928374650", 0, now),
              opened_reply(second, "1928374650", 0, now));
}

TEST(WechatAdapter, AnAgentWhoClosesTheSessionReleasesThePatient) {
    const auto event = [](std::string_view name) {
        std::string fields;
        adapters::tencent::append_element(fields, "Event", name);
        adapters::tencent::append_element(fields, "KfAccount", "li@nanjiao");
        return official_account::push_xml("event", fields);
    };
    const auto told = [&](std::string_view name) {
        const auto adapter = official_account::make("plaintext");
        return std::get<adapters::direct>(
            adapter->decode(official_account::plain_push(event(name)), official_account::now));
    };
    EXPECT_EQ(told("kf_close_session").released_user, official_account::patient);
    EXPECT_FALSE(told("kf_close_session").delivery_key.empty());
    EXPECT_EQ(told("kf_close_session").response.body, "success");
    EXPECT_EQ(told("kf_create_session").released_user, "");
    EXPECT_EQ(told("kf_switch_session").released_user, "");
}

}  // namespace
