// The emulator against our own adapter, without a network: whatever the platform sends is accepted
// in every mode, and whatever the adapter writes the platform would show.
#include "adapters/registry.h"
#include "bot/runtime/spawn.h"
#include "tests/platform/emulator.h"
#include "tests/platform/sample.h"
#include "tests/platform/virtual_outside.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using platform::mode;

adapters::account_settings settings_for(mode security) {
    const auto account = platform_test::sample_account(security);
    adapters::account_settings settings;
    settings.id = account.id;
    settings.channel = "wechat-oa";
    settings.path = "/wechat/nanjiao";
    settings.original_id = account.original_id;
    settings.app_id = account.app_id;
    settings.token = account.token;
    settings.encoding_aes_key = account.encoding_aes_key;
    settings.previous_encoding_aes_key = account.previous_encoding_aes_key;
    settings.mode = security == mode::plaintext    ? "plaintext"
                    : security == mode::compatible ? "compatible"
                                                   : "secure";
    return settings;
}

net::http_request received(const net::client_request& sent) {
    net::http_request request;
    request.verb = sent.verb;
    request.version = sent.version;
    const auto question = sent.url.find('?');
    request.path = "/wechat/nanjiao";
    request.query = sent.url.substr(question + 1);
    request.body = sent.body;
    return request;
}

// An account whose server says the same blocks to everything.
class AgainstAdapter : public testing::TestWithParam<mode> {
protected:
    platform_test::scripted serve(const net::client_request& sent) {
        const auto now = world_.wall_now();
        const auto request = received(sent);
        auto read = adapter_->decode(request, now);
        net::http_response response;
        if (const auto* refused = std::get_if<adapters::refusal>(&read)) {
            refusals_.emplace_back(refused->detail);
            response.status = refused->status;
        } else if (const auto* known = std::get_if<adapters::direct>(&read)) {
            response = known->response;
        } else {
            const auto& got = std::get<adapters::delivery>(read);
            heard_.push_back(got.message);
            const auto body = adapter_->render(got.message, blocks_, now).body;
            response = adapter_->seal(got.context, body, now);
        }
        return platform_test::answer_after(1ms, response.body, response.status);
    }

    void act(std::string_view kind, const platform::details& given = {},
             platform::travel how = {}) {
        ASSERT_TRUE(house_.act(there(), patient(), kind, given, how)) << kind;
        world_.run();
    }
    platform::destination& there() { return *house_.find("nanjiao"); }
    platform::chat& patient() { return *house_.patient(there(), platform_test::openid); }

    std::unique_ptr<adapters::adapter> adapter_ = std::get<std::unique_ptr<adapters::adapter>>(
        adapters::make_adapter(settings_for(GetParam())));
    std::vector<core::block> blocks_{core::text_block{"好的 <b> & ]]> 😀"}};
    std::vector<core::inbound> heard_;
    std::vector<std::string> refusals_;

    boost::asio::io_context loop_{1};
    platform_test::virtual_outside world_{
        loop_, [this](const net::client_request& sent) { return serve(sent); }};
    platform::emulator house_{
        loop_.get_executor(), world_, {platform_test::sample_account(GetParam())}, 5s, 1};
};

TEST_P(AgainstAdapter, TheUrlCheckPasses) {
    std::string why_not = "unasked";
    runtime::spawn(loop_.get_executor(), "check",
                   [&]() -> runtime::task<> { why_not = co_await house_.check_url(there()); });
    world_.run();
    EXPECT_EQ(why_not, "");
}

TEST_P(AgainstAdapter, ATextArrivesAndItsAnswerIsShown) {
    act("follow");
    act("text", {{"text", "腿麻 ]]> 😀"}});
    ASSERT_EQ(heard_.size(), 2U);
    EXPECT_EQ(heard_[1].kind, core::inbound_kind::text);
    EXPECT_EQ(heard_[1].text, "腿麻 ]]> 😀");
    EXPECT_EQ(heard_[1].user, platform_test::openid);
    const auto& last = patient().lines().back();
    EXPECT_EQ(last.by, platform::speaker::account) << last.text;
}

TEST_P(AgainstAdapter, AllPaddingsPass) {
    act("follow");
    std::string text;
    for (int i = 0; i < 32; ++i) act("text", {{"text", text += 'x'}});
    EXPECT_EQ(heard_.size(), 33U);
    for (const auto& one : house_.exchanges().entries()) EXPECT_EQ(one.outcome, "replied");
}

TEST_P(AgainstAdapter, EveryKindAndEventGetsAnAnswerThatThePlatformAccepts) {
    act("follow", {{"scene", "ward7"}});
    for (const auto* kind :
         {"image", "voice", "video", "shortvideo", "location", "link", "miniprogrampage", "file",
          "sticker", "scan", "menu", "view", "position"})
        act(kind);
    for (const auto* event : {"view_miniprogram",
                              "scancode_push",
                              "scancode_waitmsg",
                              "pic_sysphoto",
                              "pic_photo_or_album",
                              "pic_weixin",
                              "location_select",
                              "TEMPLATESENDJOBFINISH",
                              "MASSSENDJOBFINISH",
                              "subscribe_msg_popup_event",
                              "subscribe_msg_change_event",
                              "subscribe_msg_sent_event",
                              "kf_create_session",
                              "kf_close_session",
                              "kf_switch_session",
                              "user_enter_tempsession",
                              "qualification_verify_success",
                              "qualification_verify_fail",
                              "naming_verify_success",
                              "naming_verify_fail",
                              "annual_renew",
                              "verify_expired",
                              "user_info_modified",
                              "user_authorization_revoke",
                              "user_authorization_cancellation",
                              "debug_demo",
                              "card_pass_check"})
        act("event", {{"event", event}});
    act("unfollow");
    EXPECT_EQ(refusals_, std::vector<std::string>());
    for (const auto& one : house_.exchanges().entries())
        EXPECT_TRUE(one.outcome == "replied" || one.outcome == "acknowledged")
            << one.kind << ": " << one.outcome << " " << one.reason;
}

TEST_P(AgainstAdapter, AMenuBecomesLinesAndATapComesBackAsThePick) {
    blocks_ = {core::menu_block{
        "哪一侧？", {{"t1.side.left", "左边"}, {"t1.side.right", "右边 & 后面"}}, "也可以打字"}};
    act("follow");
    platform::chat::choice second;
    second.index = 1;
    ASSERT_TRUE(house_.tap(there(), patient(), second, {}));
    world_.run();
    ASSERT_EQ(heard_.size(), 2U);
    EXPECT_EQ(heard_[1].kind, core::inbound_kind::pick);
    EXPECT_EQ(heard_[1].pick, "t1.side.right");
    EXPECT_EQ(heard_[1].text, "右边 & 后面");
}

TEST_P(AgainstAdapter, AfterARotationTheAnswerTakesTheKeyOfThePush) {
    act("follow");
    platform::travel how;
    how.previous_key = GetParam() != mode::plaintext;
    act("text", {{"text", "腿麻"}}, how);
    EXPECT_EQ(house_.exchanges().entries().back().outcome, "replied");
}

TEST_P(AgainstAdapter, RepeatedDeliveriesShareOneKeyAndDifferentOnesDoNot) {
    act("follow");
    platform::travel how;
    how.copies = 3;
    act("text", {{"text", "腿麻"}}, how);
    act("text", {{"text", "腿麻"}});
    ASSERT_EQ(heard_.size(), 5U);
    EXPECT_EQ(heard_[1].delivery_key, heard_[2].delivery_key);
    EXPECT_EQ(heard_[1].delivery_key, heard_[3].delivery_key);
    EXPECT_NE(heard_[1].delivery_key, heard_[4].delivery_key);
}

INSTANTIATE_TEST_SUITE_P(InMode, AgainstAdapter,
                         testing::Values(mode::plaintext, mode::compatible, mode::secure),
                         [](const auto& tested) {
                             return tested.param == mode::plaintext    ? "Plaintext"
                                    : tested.param == mode::compatible ? "Compatible"
                                                                       : "Secure";
                         });

}  // namespace
