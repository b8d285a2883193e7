#include "tests/platform/judge.h"

#include "adapters/tencent/signature.h"
#include "tests/platform/sample.h"

#include <gtest/gtest.h>

#include <ostream>

namespace {

using platform::mode;
using platform::ruling;
using platform_test::element;
using platform_test::reply_xml;
using platform_test::text_reply;

struct shape {
    std::string app_id = "wx0123456789abcdef";
    std::size_t key = 0;
    std::string timestamp = "1735689601";
    std::string spoiled;  // replaces the signature
};

shape signed_with(std::string signature) {
    shape how;
    how.spoiled = std::move(signature);
    return how;
}
shape sealed_for(std::string app_id) {
    shape how;
    how.app_id = std::move(app_id);
    return how;
}
shape sealed_with(std::size_t key) {
    shape how;
    how.key = key;
    return how;
}

// What a bot would send: `plaintext` in its envelope.
std::string enveloped(const std::string& plaintext, const shape& how = {}) {
    const auto account = platform_test::sample_account();
    const auto keys = adapters::tencent::envelope::make(how.app_id, account.encoding_aes_key,
                                                        account.previous_encoding_aes_key);
    std::string encrypted;
    EXPECT_TRUE(keys->seal(how.key, plaintext, encrypted));
    const auto signature =
        how.spoiled.empty()
            ? adapters::tencent::sign(account.token, {how.timestamp, "1928374650", encrypted})
            : how.spoiled;
    return "<xml>" + element("Encrypt", encrypted) + element("MsgSignature", signature) +
           element("TimeStamp", how.timestamp) + element("Nonce", "1928374650") + "</xml>";
}

class Judge : public testing::Test {
protected:
    platform::verdict judge(const std::string& body, mode security = mode::secure,
                            unsigned status = 200) {
        const auto account = platform_test::sample_account(security);
        const auto keys = platform::sealer::make(account);
        const platform::question asked{
            account, *keys, platform_test::openid, {previous_key_, "1735689600", "1928374650"},
            event_,  media_};
        net::client_response answer;
        answer.status = status;
        answer.body = body;
        return platform::judge(asked, answer);
    }
    std::string_view plain_reason(const std::string& body) {
        const auto found = judge(body, mode::plaintext);
        EXPECT_EQ(found.outcome == ruling::illegal, !found.reason.empty());
        return found.reason;
    }

    bool event_ = false;
    bool previous_key_ = false;
    std::set<std::string, std::less<>> media_{"known"};
};

TEST_F(Judge, OpensTheReferencesOwnReply) {  // vector R1
    const auto found = judge(
        "<xml><Encrypt><![CDATA["
        "qJnTmCVFYZ0T/T9eN5oQ+QebvrlgD9+4OGMq+2eBISpK/"
        "9E9hdt8OOOt5Cz9lumx2vUyCwc542MxODUWZQQTUWCFFqD7/"
        "0mgR8fQoneeL1KKUdtgHQC2dVkl5qLZF6UrwEGFQ24xy4xVw6bOTKoZ78IFb/"
        "yOYeraUoOkqQ42g+LK2B3+c+oUNIankgjSAIMOWpNpc7YPJti66azkR0fcC1dc3jT7WVElm0cN5tUg/"
        "P6gETSNyQKhev16LsMu7qSzGMxynX2pQLbhEx+qxF+Gl9A3sT6DwtCzHbLUMBmMkf00S4OE9qxdEAQ4Xg6UjC+"
        "DYJN6Z4g"
        "3pmmBj2fKQY9KgGnZjUQbzYY3M/"
        "1EVQYJ0SXR+oNMOh4xMw0r0DQpS1tG0sUZtBlkdvx+ypi1CT+5tHel0HvxgmeKMvfYb"
        "G9Q/5I=]]></Encrypt>"
        "<MsgSignature><![CDATA[9faeb785a74230d54d3e646cb89e7e275c085c9c]]></MsgSignature>"
        "<TimeStamp>1735689601</TimeStamp><Nonce><![CDATA[1928374650]]></Nonce></xml>");
    EXPECT_EQ(found.outcome, ruling::replied) << found.reason;
    EXPECT_EQ(found.message.type, "text");
    EXPECT_EQ(found.message.text, "请回复 1 或 2。");
}

TEST_F(Judge, TakesAnEmptyBodyAndSuccessAsSilence) {
    for (const auto security : {mode::plaintext, mode::compatible, mode::secure})
        for (const auto* body : {"", "success"})
            EXPECT_EQ(judge(body, security).outcome, ruling::acknowledged);
}

TEST_F(Judge, HoldsTheAnswerToTheAccountsMode) {
    const auto plain = text_reply("好");
    const auto sealed = enveloped(plain);
    EXPECT_EQ(judge(plain, mode::secure).reason, "not-encrypted");
    EXPECT_EQ(judge(sealed, mode::plaintext).reason, "encrypted");
    EXPECT_EQ(judge(sealed, mode::secure).outcome, ruling::replied);
    EXPECT_EQ(judge(plain, mode::compatible).outcome, ruling::replied);
    EXPECT_EQ(judge(sealed, mode::compatible).outcome, ruling::replied);
    EXPECT_EQ(judge(plain, mode::plaintext).outcome, ruling::replied);
}

TEST_F(Judge, EqualAnswersHaveEqualPlaintextHoweverTheyWereSealed) {
    const auto plain = text_reply("好");
    EXPECT_EQ(judge(enveloped(plain)).plaintext, judge(enveloped(plain)).plaintext);
}

TEST_F(Judge, RefusesAnythingButStatus200) {
    for (const unsigned status : {204U, 302U, 403U, 500U})
        EXPECT_EQ(judge("success", mode::plaintext, status).reason, "status");
}

TEST_F(Judge, RefusesAnEnvelopeThatDoesNotProveItself) {
    const auto plain = text_reply("好");
    EXPECT_EQ(judge(enveloped(plain, signed_with(std::string(40, 'a')))).reason, "bad-signature");
    EXPECT_EQ(judge(enveloped(plain, sealed_for("wxffffffffffffffff"))).reason, "wrong-appid");
    EXPECT_EQ(judge(enveloped(plain, sealed_with(1))).reason, "undecipherable");
    previous_key_ = true;
    EXPECT_EQ(judge(enveloped(plain, sealed_with(1))).outcome, ruling::replied);
    EXPECT_EQ(judge(enveloped(plain, sealed_with(0))).reason, "undecipherable");
}

TEST_F(Judge, RefusesAnEnvelopeWithAFieldMissingOrTwice) {
    const auto sealed = enveloped(text_reply("好"));
    for (const std::string name : {"MsgSignature", "TimeStamp", "Nonce"}) {
        auto misnamed = sealed;
        for (auto at = misnamed.find(name); at != std::string::npos; at = misnamed.find(name))
            misnamed.replace(at, name.size(), "X");
        EXPECT_EQ(judge(misnamed).reason, "envelope-field") << name;
    }
    auto doubled = sealed;
    doubled.insert(doubled.size() - 6, element("Nonce", "1928374650"));
    EXPECT_EQ(judge(doubled).reason, "envelope-field");
}

struct illegal_case {
    std::string_view reason;
    std::string body;
};
void PrintTo(const illegal_case& one, std::ostream* out) {
    *out << one.reason;
}

class IllegalAnswer : public Judge, public testing::WithParamInterface<illegal_case> {};

TEST_P(IllegalAnswer, IsNamed) {
    EXPECT_EQ(plain_reason(GetParam().body), GetParam().reason) << GetParam().body;
}

std::string without(std::string body, const std::string& name) {
    const auto from = body.find("<" + name + ">");
    const auto to = body.find("</" + name + ">") + name.size() + 3;
    return body.erase(from, to - from);
}

std::string replaced(std::string body, const std::string& what, const std::string& by) {
    return body.replace(body.find(what), what.size(), by);
}

std::string news(std::size_t articles, const std::string& count) {
    std::string items;
    for (std::size_t i = 0; i < articles; ++i)
        items += element("item", element("Title", "t") + element("Url", "https://a.example/"));
    return reply_xml("news", element("ArticleCount", count) + element("Articles", items));
}

INSTANTIATE_TEST_SUITE_P(
    OfEveryKind, IllegalAnswer,
    testing::Values(
        illegal_case{"not-xml", "Success"}, illegal_case{"not-xml", "success\n"},
        illegal_case{"not-xml", "\"success\""}, illegal_case{"not-xml", R"({"ok":true})"},
        illegal_case{"not-xml", "<html><body>Error 500</body></html>"},
        illegal_case{"not-xml", "<xml><ToUserName>"}, illegal_case{"not-xml", " <xml></xml>"},
        illegal_case{"not-xml", "\xEF\xBB\xBF" + text_reply("好")},
        illegal_case{"not-xml", text_reply("好") + "x"},
        illegal_case{"not-xml", text_reply("好") + text_reply("好")},
        illegal_case{"not-xml", "<!DOCTYPE xml>" + text_reply("好")},
        illegal_case{"not-utf8", text_reply("\xE8\x85")},
        illegal_case{"control-character", text_reply("a\x01")},
        illegal_case{"control-character", std::string("\0", 1)},
        illegal_case{"missing-field", "<xml></xml>"},
        illegal_case{"missing-field", without(text_reply("好"), "CreateTime")},
        illegal_case{"missing-field", without(text_reply("好"), "MsgType")},
        illegal_case{"missing-field", without(text_reply("好"), "Content")},
        illegal_case{"missing-field",
                     reply_xml("text", element("Content", "a") + element("Content", "b"))},
        illegal_case{"wrong-receiver", replaced(text_reply("好"), platform_test::openid, "oX")},
        illegal_case{"wrong-sender", replaced(text_reply("好"), "gh_0123456789ab", "gh_1")},
        illegal_case{"create-time", replaced(text_reply("好"), "1735689601", "now")},
        illegal_case{"create-time", replaced(text_reply("好"), "1735689601", "-1")},
        illegal_case{"unknown-type", reply_xml("markdown", "")},
        illegal_case{"empty-text", text_reply("")},
        illegal_case{"text-too-long", text_reply(std::string(2048, 'x'))},
        illegal_case{"missing-field", reply_xml("image", "")},
        illegal_case{"missing-field", reply_xml("voice", element("Voice", ""))},
        illegal_case{"unknown-media",
                     reply_xml("image", element("Image", element("MediaId", "never")))},
        illegal_case{"unknown-media",
                     reply_xml("music", element("Music", element("ThumbMediaId", "never")))},
        illegal_case{"article-count", news(1, "2")}, illegal_case{"article-count", news(2, "2")},
        illegal_case{"article-count", news(0, "0")},
        illegal_case{"missing-field", reply_xml("news", element("ArticleCount", "1"))}));

TEST_F(Judge, AcceptsEveryTypeOfReplyThatIsComplete) {
    EXPECT_EQ(plain_reason(text_reply(std::string(2047, 'x'))), "");
    EXPECT_EQ(plain_reason(text_reply("a\tb\nc")), "");
    for (const auto& [type, holder] :
         {std::pair("image", "Image"), {"voice", "Voice"}, {"video", "Video"}})
        EXPECT_EQ(plain_reason(reply_xml(type, element(holder, element("MediaId", "known")))), "");
    EXPECT_EQ(plain_reason(reply_xml("music", element("Music", element("ThumbMediaId", "known")))),
              "");
    EXPECT_EQ(plain_reason(news(1, "1")), "");
    EXPECT_EQ(plain_reason(reply_xml("transfer_customer_service", "")), "");
}

TEST_F(Judge, AnEventTakesMoreArticlesButNoHandOver) {
    event_ = true;
    EXPECT_EQ(plain_reason(news(8, "8")), "");
    EXPECT_EQ(plain_reason(news(9, "9")), "article-count");
    EXPECT_EQ(plain_reason(reply_xml("transfer_customer_service", "")), "transfer-of-event");
}

}  // namespace
