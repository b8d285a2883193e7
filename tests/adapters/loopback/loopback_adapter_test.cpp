#include "adapters/loopback/loopback_adapter.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using adapters::delivery;
using adapters::refusal;
using core::inbound_kind;

constexpr core::wall_time noon{std::chrono::seconds(1735689600)};

adapters::loopback::loopback_adapter make_adapter(std::string token = {}) {
    adapters::account_settings settings;
    settings.id = "local";
    settings.channel = "loopback";
    settings.token = std::move(token);
    return adapters::loopback::loopback_adapter(settings);
}

net::http_request post(std::string body, std::string peer = "127.0.0.1") {
    net::http_request request;
    request.verb = net::method::post;
    request.body = std::move(body);
    request.peer = std::move(peer);
    return request;
}

TEST(Loopback, ReadsEveryKindOfMessage) {
    struct row {
        const char* body;
        inbound_kind kind;
        const char *text, *pick, *media;
    };
    const row rows[] = {
        {R"({"user":"u","id":"1","text":"腿麻😀"})", inbound_kind::text, "腿麻😀", "", ""},
        {R"({"user":"u","id":"1","text":""})", inbound_kind::text, "", "", ""},
        {R"({"user":"u","id":"1","pick":"3.side.left","text":"左"})", inbound_kind::pick, "左",
         "3.side.left", ""},
        {R"({"user":"u","id":"1","menu":"BOOKING"})", inbound_kind::menu, "", "BOOKING", ""},
        {R"({"user":"u","id":"1","follow":"scene"})", inbound_kind::follow, "", "scene", ""},
        {R"({"user":"u","id":"1","leave":true})", inbound_kind::leave, "", "", ""},
        {R"({"user":"u","id":"1","media":"voice"})", inbound_kind::media, "", "", "voice"},
    };
    for (const row& each : rows) {
        const auto decoded = make_adapter().decode(post(each.body), noon);
        ASSERT_TRUE(std::holds_alternative<delivery>(decoded)) << each.body;
        const auto& message = std::get<delivery>(decoded).message;
        EXPECT_EQ(message.kind, each.kind) << each.body;
        EXPECT_EQ(message.text, each.text);
        EXPECT_EQ(message.pick, each.pick);
        EXPECT_EQ(message.media, each.media);
        EXPECT_EQ(message.account, "local");
        EXPECT_EQ(message.user, "u");
        EXPECT_EQ(message.delivery_key, "m:u:1");
        EXPECT_EQ(message.sent_at, noon);
    }
}

TEST(Loopback, TakesTheTimeOfSendingFromTheMessage) {
    const auto decoded =
        make_adapter().decode(post(R"({"user":"u","id":"1","text":"a","at":1700000000})"), noon);
    EXPECT_EQ(core::unix_seconds(std::get<delivery>(decoded).message.sent_at), 1700000000);
}

TEST(Loopback, RefusesWhatItCannotRead) {
    const std::string rows[] = {
        "",
        "{",
        "[]",
        "null",
        R"({"id":"1","text":"a"})",
        R"({"user":"u","text":"a"})",
        R"({"user":"","id":"1","text":"a"})",
        R"({"user":"u","id":7,"text":"a"})",
        R"({"user":"u","id":"1"})",
        R"({"user":"u","id":"1","text":"a","menu":"b"})",
        R"({"user":"u","id":"1","text":1})",
        R"({"user":"u","id":"1","text":"a","at":"noon"})",
        R"({"user":"u","id":"1","text":"a"} tail)",
        "{\"user\":\"u\",\"id\":\"1\",\"text\":\"\xFF\"}",
        R"({"user":"u","id":")" + std::string(129, 'x') + R"(","text":"a"})",
        std::string(1 << 20, '['),
    };
    for (const auto& body : rows) {
        const auto decoded = make_adapter().decode(post(body), noon);
        ASSERT_TRUE(std::holds_alternative<refusal>(decoded)) << body.substr(0, 80);
        EXPECT_EQ(std::get<refusal>(decoded).status, 400U);
    }
}

TEST(Loopback, AnswersOnlyTheSameMachineWithoutAToken) {
    const auto adapter = make_adapter();
    const char* body = R"({"user":"u","id":"1","text":"a"})";
    for (const char* peer : {"127.0.0.1", "127.8.0.1", "::1", "::ffff:127.0.0.1"})
        EXPECT_TRUE(std::holds_alternative<delivery>(adapter.decode(post(body, peer), noon)));
    for (const char* peer : {"", "10.0.0.1", "::", "12.7.0.1"})
        EXPECT_TRUE(std::holds_alternative<refusal>(adapter.decode(post(body, peer), noon)));
}

TEST(Loopback, AsksEveryoneForTheTokenWhenThereIsOne) {
    const auto adapter = make_adapter("s3cret");
    auto request = post(R"({"user":"u","id":"1","text":"a"})");
    EXPECT_TRUE(std::holds_alternative<refusal>(adapter.decode(request, noon)));
    for (const char* wrong : {"Bearer ", "Bearer s3cre", "Bearer s3crets3cret", "s3cret"}) {
        request.headers = {{"authorization", wrong}};
        EXPECT_TRUE(std::holds_alternative<refusal>(adapter.decode(request, noon))) << wrong;
    }
    request.headers = {{"authorization", "Bearer s3cret"}};
    request.peer = "10.0.0.1";
    EXPECT_TRUE(std::holds_alternative<delivery>(adapter.decode(request, noon)));
}

TEST(Loopback, RefusesOtherMethods) {
    auto request = post("{}");
    request.verb = net::method::get;
    EXPECT_TRUE(std::holds_alternative<refusal>(make_adapter().decode(request, noon)));
}

TEST(Loopback, WritesEveryBlock) {
    const std::vector<core::block> blocks = {
        core::text_block{"您好\"\n"},
        core::image_block{"a.png", "图"},
        core::link_block{"t", "https://example.org/?a=1&b=2", "alt"},
        core::mini_block{"wx1", "pages/x", "t", "alt"},
        core::menu_block{"哪一侧？", {{"1.side.left", "左"}, {"1.side.right", "右"}}, "tail"},
        core::handoff_block{"spine-desk"}};
    const auto adapter = make_adapter();
    const auto written = adapter.render({}, blocks, noon);
    EXPECT_TRUE(written.rest.empty());
    EXPECT_EQ(adapter.seal({}, written.body, noon).body,
              R"({"blocks":[{"type":"text","text":"您好\"\n"},)"
              R"({"type":"image","image":"a.png","alt":"图"},)"
              R"({"type":"link","title":"t","url":"https://example.org/?a=1&b=2","alt":"alt"},)"
              R"({"type":"mini","app_id":"wx1","path":"pages/x","title":"t","alt":"alt"},)"
              R"({"type":"menu","head":"哪一侧？","items":[{"pick":"1.side.left","label":"左"},)"
              R"({"pick":"1.side.right","label":"右"}],"tail":"tail"},)"
              R"({"type":"handoff","desk":"spine-desk"}]})");
}

TEST(Loopback, AnswersAnEmptyListWhenThereIsNothingToSay) {
    const auto adapter = make_adapter();
    EXPECT_EQ(adapter.render({}, {}, noon).body, "");
    EXPECT_EQ(adapter.seal({}, "", noon).body, R"({"blocks":[]})");
}

}  // namespace
