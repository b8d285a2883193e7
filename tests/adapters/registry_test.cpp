#include "adapters/registry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace {

using adapters::account_settings;
using adapters::make_adapter;
using adapters::problem;

account_settings good_account() {
    account_settings settings;
    settings.id = "nanjiao";
    settings.channel = "wechat-oa";
    settings.path = "/wechat/nanjiao";
    settings.original_id = "gh_0123456789ab";
    settings.app_id = "wx0123456789abcdef";
    settings.corp_id = "ww0123456789abcdef";
    settings.agent_id = 1000002;
    settings.open_kf_ids = {"wkOrtho"};
    settings.token = "orthoBotT0ken";
    settings.encoding_aes_key = "2E11qIeof67j0zYIZrfH1rPCD8a5qz2eP5I13BIwNmC";
    settings.previous_encoding_aes_key = "7A2Otx09cDUz1BnThgn6vkYIIa8uqt1hN9sFwzfnLFk";
    return settings;
}

std::vector<std::string> pointers_of(const account_settings& settings) {
    std::vector<std::string> pointers;
    const auto made = make_adapter(settings);
    if (const auto* problems = std::get_if<std::vector<problem>>(&made))
        for (const problem& each : *problems) pointers.push_back(each.pointer);
    return pointers;
}

TEST(Registry, MakesTheAdapterOfEachChannelItNames) {
    for (const auto channel : adapters::channels()) {
        auto settings = good_account();
        settings.channel = channel;
        const auto made = make_adapter(settings);
        ASSERT_TRUE(std::holds_alternative<std::unique_ptr<adapters::adapter>>(made)) << channel;
        EXPECT_NE(std::get<std::unique_ptr<adapters::adapter>>(made), nullptr);
    }
}

TEST(Registry, NamesTheChannelsItKnowsWhenAskedForAnother) {
    auto settings = good_account();
    settings.channel = "pager";
    const auto made = make_adapter(settings);
    const auto& problems = std::get<std::vector<problem>>(made);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].pointer, "/channel");
    EXPECT_THAT(problems[0].message,
                testing::HasSubstr("loopback, wechat-oa, wecom-aibot, wecom-app, wecom-kf"));
}

TEST(Registry, FindsWhatIsWrongWithAnOfficialAccount) {
    struct row {
        const char* pointer;
        std::function<void(account_settings&)> spoil;
    };
    const row rows[] = {
        {"/id", [](auto& s) { s.id.clear(); }},
        {"/path", [](auto& s) { s.path = "wechat"; }},
        {"/original_id", [](auto& s) { s.original_id = "gh_0123"; }},
        {"/original_id", [](auto& s) { s.original_id = "xy_0123456789ab"; }},
        {"/app_id", [](auto& s) { s.app_id = "wx0123456789ABCDEF"; }},
        {"/app_id", [](auto& s) { s.app_id.clear(); }},
        {"/token", [](auto& s) { s.token.clear(); }},
        {"/token", [](auto& s) { s.token = "ab"; }},
        {"/token", [](auto& s) { s.token = std::string(33, 'a'); }},
        {"/token", [](auto& s) { s.token = "with blank"; }},
        {"/mode", [](auto& s) { s.mode = "safe"; }},
        {"/encoding_aes_key", [](auto& s) { s.encoding_aes_key.pop_back(); }},
        {"/encoding_aes_key", [](auto& s) { s.encoding_aes_key[3] = '+'; }},
        {"/encoding_aes_key", [](auto& s) { s.encoding_aes_key.clear(); }},
        {"/encoding_aes_key",
         [](auto& s) {
             s.mode = "plaintext";
             s.encoding_aes_key = "short";
         }},
        {"/previous_encoding_aes_key", [](auto& s) { s.previous_encoding_aes_key = "short"; }},
        {"/previous_encoding_aes_key",
         [](auto& s) { s.previous_encoding_aes_key = s.encoding_aes_key; }},
        {"/max_clock_skew_s", [](auto& s) { s.max_clock_skew_s = 0; }},
        {"/max_clock_skew_s", [](auto& s) { s.max_clock_skew_s = 86401; }},
    };
    for (const row& each : rows) {
        auto settings = good_account();
        each.spoil(settings);
        EXPECT_THAT(pointers_of(settings), testing::ElementsAre(each.pointer));
    }
}

TEST(Registry, FindsWhatIsWrongWithAWecomApp) {
    struct row {
        const char* pointer;
        std::function<void(account_settings&)> spoil;
    };
    const row rows[] = {
        {"/id", [](auto& s) { s.id.clear(); }},
        {"/path", [](auto& s) { s.path.clear(); }},
        {"/corp_id", [](auto& s) { s.corp_id.clear(); }},
        {"/corp_id", [](auto& s) { s.corp_id = "wy0123456789abcdef"; }},
        {"/corp_id", [](auto& s) { s.corp_id.push_back('0'); }},
        {"/agent_id", [](auto& s) { s.agent_id = 0; }},
        {"/token", [](auto& s) { s.token.clear(); }},
        {"/encoding_aes_key", [](auto& s) { s.encoding_aes_key.clear(); }},
        {"/mode", [](auto& s) { s.mode = "plaintext"; }},
        {"/max_clock_skew_s", [](auto& s) { s.max_clock_skew_s = 0; }},
    };
    for (const row& each : rows) {
        auto settings = good_account();
        settings.channel = "wecom-app";
        each.spoil(settings);
        EXPECT_THAT(pointers_of(settings), testing::ElementsAre(each.pointer));
    }
}

TEST(Registry, TellsAllProblemsOfAnAccountAtOnce) {
    account_settings empty;
    empty.channel = "wechat-oa";
    EXPECT_THAT(pointers_of(empty), testing::ElementsAre("/id", "/path", "/original_id", "/app_id",
                                                         "/token", "/encoding_aes_key"));
}

TEST(Registry, NeedsNoKeyInPlaintextMode) {
    auto settings = good_account();
    settings.mode = "plaintext";
    settings.encoding_aes_key.clear();
    settings.previous_encoding_aes_key.clear();
    EXPECT_THAT(pointers_of(settings), testing::IsEmpty());
}

TEST(Registry, NeverRepeatsASecretInAMessage) {
    auto settings = good_account();
    settings.token = "not a token, but secret";
    settings.encoding_aes_key = "not a key, but secret";
    const auto made = make_adapter(settings);
    for (const problem& each : std::get<std::vector<problem>>(made))
        EXPECT_THAT(each.message, testing::Not(testing::HasSubstr("secret")));
}

}  // namespace
