#include "bot/app/settings.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

namespace {

constexpr const char* aes_key = "2E11qIeof67j0zYIZrfH1rPCD8a5qz2eP5I13BIwNmC";

std::string account(const std::string& more = "") {
    return R"({"id":"a","channel":"wechat-oa","path":"/w","original_id":"gh_0123456789ab",)"
           R"("app_id":"wx0123456789abcdef","token":"orthoBotT0ken","encoding_aes_key":")" +
           std::string(aes_key) + "\"" + more + "}";
}

std::string config(const std::string& server = R"({"tls":null})",
                   const std::string& accounts = "[" + account() + "]",
                   const std::string& more = "") {
    return R"({"server":)" + server + R"(,"encryption_key":"00","accounts":)" + accounts + more +
           "}";
}

// Every problem as "where: message" in one text.
std::string problems_of(const std::string& text) {
    const auto read = app::parse_config(text, "config.json");
    EXPECT_EQ(read.values.has_value(), read.problems.empty());
    std::string all;
    for (const auto& problem : read.problems) all += problem.where + ": " + problem.message + "\n";
    return all;
}

TEST(Config, AGoodOneIsReadWhole) {
    const auto read = app::parse_config(config(), "config.json");
    ASSERT_TRUE(read.values) << problems_of(config());
    EXPECT_FALSE(read.values->server.tls);
    EXPECT_EQ(read.values->server.listen, "0.0.0.0:8443");
    ASSERT_EQ(read.values->accounts.size(), 1U);
    EXPECT_EQ(read.values->accounts[0].channel.path, "/w");
    EXPECT_EQ(read.values->accounts[0].channel.mode, "secure");
}

struct bad_config {
    std::string name, text, where, says;
};

class BadConfig : public testing::TestWithParam<bad_config> {};

TEST_P(BadConfig, NamesThePlaceAndWhatToWrite) {
    const auto found = problems_of(GetParam().text);
    EXPECT_NE(found.find(GetParam().where + ": "), std::string::npos) << found;
    EXPECT_NE(found.find(GetParam().says), std::string::npos) << found;
}

INSTANTIATE_TEST_SUITE_P(
    Rows, BadConfig,
    testing::Values(
        bad_config{"syntax", "{\n  \"server\": ]", "2:13", "not valid JSON"},
        bad_config{"no_object", "[]", "/", "write one object"},
        bad_config{"unknown_key", config(R"({"tls":null,"listne":"x:1"})"), "/server/listne",
                   "did you mean \"listen\""},
        bad_config{"wrong_type", config(R"({"tls":null,"workers":"two"})"), "/server/workers",
                   "whole number from 0 to 256"},
        bad_config{"no_port", config(R"({"tls":null,"listen":"0.0.0.0"})"), "/server/listen",
                   "ADDRESS:PORT"},
        bad_config{"tls_unsaid", config("{}"), "/server/tls", "null for plain HTTP"},
        bad_config{"tls_half", config(R"({"tls":{"certificate":"c"}})"), "/server/tls/private_key",
                   "PEM file with the key"},
        bad_config{"written_twice", config(R"({"tls":null,"workers":1,"workers":2})"),
                   "/server/workers", "written twice"},
        bad_config{"no_accounts", config(R"({"tls":null})", "[]"), "/accounts",
                   "at least one account"},
        bad_config{"same_path", config(R"({"tls":null})", "[" + account() + "," + account() + "]"),
                   "/accounts/1/path", "two accounts"},
        bad_config{"secret_missing",
                   config(R"({"tls":null})",
                          "[" + account(R"(,"app_secret":"env:DAOZHEN_NOT_SET")") + "]"),
                   "/accounts/0/app_secret", "environment variable DAOZHEN_NOT_SET is not set"},
        bad_config{
            "file_missing",
            config(R"({"tls":null})", "[" + account(R"(,"app_secret":"file:/nowhere/x")") + "]"),
            "/accounts/0/app_secret", "cannot read /nowhere/x"},
        bad_config{
            "short_aes_key",
            R"({"server":{"tls":null},"encryption_key":"00","accounts":[{"id":"a","channel":"wechat-oa","path":"/w",)"
            R"("original_id":"gh_0123456789ab","app_id":"wx0123456789abcdef","token":"abc","encoding_aes_key":"short"}]})",
            "/accounts/0/encoding_aes_key", "43"},
        bad_config{"unknown_channel",
                   config(R"({"tls":null})", R"([{"id":"a","channel":"fax","path":"/f"}])"),
                   "/accounts/0/channel", "wechat-oa"},
        bad_config{"unknown_store",
                   config(R"({"tls":null})", "[" + account() + "]", R"(,"store":"mysql:x")"),
                   "/store", "sqlite:PATH"}),
    [](const auto& row) { return row.param.name; });

std::string wecom_app(const std::string& more = "") {
    return R"([{"id":"a","channel":"wecom-app","path":"/w","corp_id":"ww0123456789abcdef",)"
           R"("agent_id":1000002,"token":"orthoBotT0ken","encoding_aes_key":")" +
           std::string(aes_key) + "\"" + more + "}]";
}

TEST(Config, AWecomAppIsReadWhole) {
    const auto text = config(R"({"tls":null})", wecom_app(R"(,"secret":"s3cret")"));
    const auto read = app::parse_config(text, "config.json");
    ASSERT_TRUE(read.values) << problems_of(text);
    const auto& account = read.values->accounts[0];
    EXPECT_EQ(account.channel.corp_id, "ww0123456789abcdef");
    EXPECT_EQ(account.channel.agent_id, 1000002);
    EXPECT_EQ(account.channel.secret, "s3cret");
    EXPECT_EQ(account.channel.api_base, "https://qyapi.weixin.qq.com");
}

TEST(Config, WhomToTellAndWhereToSendAreRead) {
    const auto text = config(
        R"({"tls":null})",
        wecom_app(
            R"(,"duty":"li|wu","alert_robot":"https://r/send?key=K","api_base":"http://127.0.0.1:8090/")"));
    const auto read = app::parse_config(text, "config.json");
    ASSERT_TRUE(read.values) << problems_of(text);
    const auto& channel = read.values->accounts[0].channel;
    EXPECT_EQ(channel.duty, "li|wu");
    EXPECT_EQ(channel.alert_robot, "https://r/send?key=K");
    EXPECT_EQ(channel.api_base, "http://127.0.0.1:8090") << "no slash at the end";
}

TEST(Config, AWecomAppsSecretHasItsOwnName) {
    const auto found = problems_of(config(R"({"tls":null})", wecom_app(R"(,"app_secret":"s")")));
    EXPECT_NE(found.find("/accounts/0/app_secret: this channel's is called \"secret\""),
              std::string::npos)
        << found;
}

TEST(Config, AllProblemsAreReportedAtOnce) {
    const auto read =
        app::parse_config(R"({"serve":{},"encryption_key":"","accounts":[{}]})", "config.json");
    EXPECT_FALSE(read.values);
    EXPECT_GE(read.problems.size(), 5U);
}

TEST(Config, SecretsComeFromTheEnvironment) {
    ::setenv("DAOZHEN_TEST_SECRET", "s3cret", 1);
    const auto read =
        app::parse_config(config(R"({"tls":null})",
                                 "[" + account(R"(,"app_secret":"env:DAOZHEN_TEST_SECRET")") + "]"),
                          "config.json");
    ASSERT_TRUE(read.values);
    EXPECT_EQ(read.values->accounts[0].channel.secret, "s3cret");
}

TEST(Config, TheExampleInTheRepositoryIsCompleteButForItsSecrets) {
    const auto read = app::read_config(std::string(DAOZHEN_SOURCE_DIR) + "/config.example.json");
    for (const auto& problem : read.problems)
        EXPECT_TRUE(problem.message.find("is not set") != std::string::npos ||
                    problem.message.find("cannot read") != std::string::npos)
            << problem.where << ": " << problem.message;
}

}  // namespace
