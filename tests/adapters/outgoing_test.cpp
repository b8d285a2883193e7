// What channels send by themselves, and what they make of the answers.
#include "adapters/outgoing.h"

#include "adapters/registry.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using core::verdict_kind;

constexpr core::wall_time noon{std::chrono::hours(24 * 365 * 56 + 4)};  // 12:00 in Beijing

adapters::account_settings wechat_account() {
    adapters::account_settings settings;
    settings.id = "nanjiao";
    settings.channel = "wechat-oa";
    settings.app_id = "wx0123456789abcdef";
    settings.customer_service = true;
    settings.secret = "S";
    settings.api_base = "https://api.example";
    settings.pictures = {{"map", "MEDIA-1"}};
    return settings;
}

adapters::account_settings wecom_account() {
    adapters::account_settings settings;
    settings.id = "staff";
    settings.channel = "wecom-app";
    settings.corp_id = "ww0123456789abcdef";
    settings.agent_id = 1000002;
    settings.secret = "S";
    settings.api_base = "https://qy.example";
    return settings;
}

core::block text(std::string words) {
    return core::text_block{std::move(words)};
}

core::verdict judged(const adapters::outgoing_channel& by, const std::string& body,
                     unsigned status = 200) {
    return by.judge({true, status, body}, noon);
}

core::verdict coded(const adapters::outgoing_channel& by, int code) {
    return judged(by, R"({"errcode":)" + std::to_string(code) + R"(,"errmsg":"x"})");
}

TEST(Outgoing, OnlyAccountsWithTheRightAndASecretSendByThemselves) {
    EXPECT_NE(adapters::make_outgoing(wechat_account()), nullptr);
    EXPECT_NE(adapters::make_outgoing(wecom_account()), nullptr);
    auto no_right = wechat_account();
    no_right.customer_service = false;
    EXPECT_EQ(adapters::make_outgoing(no_right), nullptr);
    auto no_secret = wecom_account();
    no_secret.secret.clear();
    EXPECT_EQ(adapters::make_outgoing(no_secret), nullptr);
    auto other = wecom_account();
    other.channel = "loopback";
    EXPECT_EQ(adapters::make_outgoing(other), nullptr);
}

TEST(Outgoing, ACustomerMessageHoldsThePagesText) {
    const auto channel = adapters::make_outgoing(wechat_account());
    const std::vector<core::block> page{text("第一句"), text("第二句")};
    const auto call = channel->say("oUSER", page, 7, "T/1");
    ASSERT_TRUE(call);
    EXPECT_EQ(call->url, "https://api.example/cgi-bin/message/custom/send?access_token=T%2F1");
    EXPECT_EQ(call->body,
              R"({"touser":"oUSER","msgtype":"text","text":{"content":"第一句\n\n第二句"}})");
}

TEST(Outgoing, AKnownPictureIsAMessageOfItsOwn) {
    const auto channel = adapters::make_outgoing(wechat_account());
    const std::vector<core::block> blocks{text("看图"), core::image_block{"map", "地图"},
                                          core::image_block{"other", "另一张"}, text("完")};
    const auto pages = channel->pages(blocks);
    ASSERT_EQ(pages.size(), 3U);
    EXPECT_EQ(pages[2].size(), 2U);
    EXPECT_NE(channel->say("u", pages[1], 1, "T")->body.find(R"("media_id":"MEDIA-1")"),
              std::string::npos);
}

TEST(Outgoing, WhatIsTooLongForOneMessageBecomesSeveralAndNothingIsLost) {
    for (const auto& settings : {wechat_account(), wecom_account()}) {
        const auto channel = adapters::make_outgoing(settings);
        std::string words;
        for (int i = 0; i < 300; ++i) words += "第" + std::to_string(i) + "行说明文字\n";
        const std::vector<core::block> blocks{text(words), core::handoff_block{"desk"}, text("完")};
        const auto pages = channel->pages(blocks);
        ASSERT_GE(pages.size(), 3U);
        std::string said;
        for (const auto& page : pages) {
            const auto call = channel->say("u", page, 1, "T");
            ASSERT_TRUE(call);
            EXPECT_LT(call->body.size(), 2300U);
            for (const auto& block : page) said += std::get<core::text_block>(block).text + "\n";
        }
        for (int i = 0; i < 300; ++i)
            EXPECT_NE(said.find("第" + std::to_string(i) + "行"), std::string::npos) << i;
    }
}

TEST(Outgoing, MessagesOfTheSameWordsAreToldApartAndAttemptsAtOneAreNot) {
    const auto channel = adapters::make_outgoing(wecom_account());
    const std::vector<core::block> page{text("您好")};
    const auto first = channel->say("zhang", page, 7, "T")->body;
    EXPECT_EQ(first, channel->say("zhang", page, 7, "T")->body);
    EXPECT_NE(first, channel->say("zhang", page, 8, "T")->body);
    EXPECT_EQ(first,
              R"({"touser":"zhang","msgtype":"text","agentid":1000002,"text":{"content":"您好"},)"
              R"("enable_duplicate_check":1,"duplicate_check_interval":607})");
    EXPECT_LT(channel->repeatable_for(), 607s);
}

TEST(Outgoing, AMenuThatIsTappedOpensLessThanAWrittenMessage) {
    const auto channel = adapters::make_outgoing(wechat_account());
    const std::pair<core::inbound_kind, core::opening> rows[] = {
        {core::inbound_kind::text, core::opening::message},
        {core::inbound_kind::media, core::opening::message},
        {core::inbound_kind::pick, core::opening::tap},
        {core::inbound_kind::menu, core::opening::tap},
        {core::inbound_kind::follow, core::opening::tap},
        {core::inbound_kind::leave, core::opening::none},
        {core::inbound_kind::notice, core::opening::none},
    };
    for (const auto& [kind, opens] : rows) {
        core::inbound message;
        message.kind = kind;
        EXPECT_EQ(channel->opens(message), opens) << static_cast<int>(kind);
    }
}

struct row {
    int code;
    verdict_kind what;
    bool all_wait;
    bool alarming;
};

void follows(const adapters::outgoing_channel& channel, std::span<const row> rows) {
    for (const auto& each : rows) {
        const auto told = coded(channel, each.code);
        EXPECT_EQ(told.what, each.what) << each.code;
        EXPECT_EQ(told.all_wait, each.all_wait) << each.code;
        EXPECT_EQ(told.alarming, each.alarming) << each.code;
    }
}

TEST(Outgoing, EveryCodeOfTheOfficialAccountsTableIsFollowed) {
    const auto channel = adapters::make_outgoing(wechat_account());
    const row rows[] = {
        {0, verdict_kind::sent, false, false},
        {-1, verdict_kind::retry, false, false},
        {40001, verdict_kind::refresh_token, false, false},
        {40014, verdict_kind::refresh_token, false, false},
        {42001, verdict_kind::refresh_token, false, false},
        {40003, verdict_kind::dead, false, false},
        {40007, verdict_kind::dead, false, true},
        {40013, verdict_kind::retry, true, true},
        {40125, verdict_kind::retry, true, true},
        {40164, verdict_kind::retry, true, true},
        {40033, verdict_kind::dead, false, true},
        {41001, verdict_kind::dead, false, true},
        {43004, verdict_kind::dead, false, false},
        {43019, verdict_kind::dead, false, false},
        {45002, verdict_kind::dead, false, true},
        {45009, verdict_kind::retry, true, true},
        {45011, verdict_kind::retry, true, false},
        {45015, verdict_kind::await_user, false, false},
        {45047, verdict_kind::await_user, false, false},
        {45081, verdict_kind::sent, false, false},
        {48001, verdict_kind::retry, true, true},
        {50002, verdict_kind::dead, false, false},
        {89503, verdict_kind::retry, true, true},
        {99999, verdict_kind::unknown, false, false},
    };
    follows(*channel, rows);
    EXPECT_EQ(coded(*channel, 45009).wait, 12h) << "until midnight of Beijing";
    EXPECT_EQ(coded(*channel, 45011).wait, 60s);
    EXPECT_EQ(judged(*channel, "{}").what, verdict_kind::sent) << "success may omit the code";
}

TEST(Outgoing, EveryCodeOfTheAppsTableIsFollowed) {
    const auto channel = adapters::make_outgoing(wecom_account());
    const row rows[] = {
        {0, verdict_kind::sent, false, false},
        {-1, verdict_kind::retry, false, false},
        {40001, verdict_kind::refresh_token, false, false},
        {41001, verdict_kind::refresh_token, false, false},
        {42001, verdict_kind::refresh_token, false, false},
        {40003, verdict_kind::dead, false, false},
        {40056, verdict_kind::retry, true, true},
        {40058, verdict_kind::dead, false, true},
        {45009, verdict_kind::retry, true, false},
        {45033, verdict_kind::retry, false, false},
        {60020, verdict_kind::retry, true, true},
        {81013, verdict_kind::dead, false, false},
        {82001, verdict_kind::dead, false, true},
        {99999, verdict_kind::unknown, false, false},
    };
    follows(*channel, rows);
}

TEST(Outgoing, WithoutAnAnswerOfThePlatformNobodyKnowsUnlessNothingLeft) {
    for (const auto& settings : {wechat_account(), wecom_account()}) {
        const auto channel = adapters::make_outgoing(settings);
        EXPECT_EQ(channel->judge({false, 0, {}}, noon).what, verdict_kind::retry);
        EXPECT_EQ(channel->judge({true, 0, {}}, noon).what, verdict_kind::unknown);
        EXPECT_EQ(judged(*channel, "<html>", 502).what, verdict_kind::unknown);
        EXPECT_EQ(judged(*channel, R"({"errcode":0)").what, verdict_kind::unknown);
        EXPECT_EQ(judged(*channel, R"({"errcode":0})", 500).what, verdict_kind::unknown);
    }
}

TEST(Outgoing, TokensAreAskedForAsEachPlatformWants) {
    const auto wechat = adapters::make_outgoing(wechat_account());
    EXPECT_EQ(wechat->ask_token(false).url, "https://api.example/cgi-bin/stable_token");
    EXPECT_NE(wechat->ask_token(true).body.find("force_refresh"), std::string::npos);
    const auto wecom = adapters::make_outgoing(wecom_account());
    EXPECT_EQ(wecom->ask_token(false).verb, net::method::get);
    EXPECT_EQ(wecom->ask_token(false).url,
              "https://qy.example/cgi-bin/gettoken?corpid=ww0123456789abcdef&corpsecret=S");
    for (const auto* channel : {wechat.get(), wecom.get()}) {
        const auto token =
            channel->read_token({true, 200, R"({"access_token":"T","expires_in":7200})"}, noon);
        EXPECT_EQ(token.value, "T");
        EXPECT_EQ(token.expires, noon + 2h);
        const auto wrong = channel->read_token({true, 200, R"({"errcode":40001})"}, noon);
        EXPECT_EQ(wrong.value, "");
        EXPECT_TRUE(wrong.failed.alarming);
        EXPECT_GE(wrong.failed.wait, 5min);
        const auto lost = channel->read_token({true, 0, {}}, noon);
        EXPECT_EQ(lost.failed.what, verdict_kind::retry) << "asking twice harms nobody";
    }
}

TEST(Outgoing, TheDeskIsToldThroughItsMembersOrTheRobot) {
    auto settings = wecom_account();
    EXPECT_FALSE(adapters::make_outgoing(settings)->has_desk());
    settings.alert_robot = "https://qy.example/cgi-bin/webhook/send?key=K";
    const core::desk_notice waits{"spine-desk", "", "部位：左腿", "zhang"};
    const core::desk_notice sign{"", "saddle", "", "zhang"};
    const auto robot = adapters::make_outgoing(settings)->tell_desk(waits, 1, "T");
    ASSERT_TRUE(robot);
    EXPECT_EQ(robot->url, settings.alert_robot);
    EXPECT_NE(robot->body.find("spine-desk"), std::string::npos);
    EXPECT_EQ(robot->body.find("左腿"), std::string::npos) << "no patient's words";
    EXPECT_EQ(robot->body.find("zhang"), std::string::npos);
    settings.duty = "li|wu";
    const auto members = adapters::make_outgoing(settings)->tell_desk(waits, 1, "T");
    EXPECT_NE(members->body.find(R"("touser":"li|wu")"), std::string::npos);
    EXPECT_NE(members->body.find("左腿"), std::string::npos);
    const auto alarm = adapters::make_outgoing(settings)->tell_desk(sign, 1, "T");
    EXPECT_NE(alarm->body.find("saddle"), std::string::npos);

    auto wechat = wechat_account();
    wechat.alert_robot = settings.alert_robot;
    const auto channel = adapters::make_outgoing(wechat);
    EXPECT_TRUE(channel->has_desk());
    EXPECT_EQ(channel->tell_desk(sign, 1, "T")->url, settings.alert_robot);
    const auto gone = channel->judge_desk({true, 200, R"({"errcode":93000})"}, noon);
    EXPECT_EQ(gone.what, verdict_kind::dead);
    EXPECT_TRUE(gone.alarming);
}

}  // namespace
