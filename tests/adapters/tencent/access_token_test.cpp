#include "adapters/tencent/access_token.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace adapters::tencent;
using namespace std::chrono_literals;

constexpr core::wall_time now{1760000000s};

TEST(AccessToken, IsAskedForWithoutABareSecretInTheAddress) {
    EXPECT_EQ(write_stable_token("wx1", "s\"1", false),
              R"({"grant_type":"client_credential","appid":"wx1","secret":"s\"1"})");
    EXPECT_EQ(
        write_stable_token("wx1", "s", true),
        R"({"grant_type":"client_credential","appid":"wx1","secret":"s","force_refresh":true})");
    EXPECT_EQ(gettoken_target("ww1", "a+b&c"), "/cgi-bin/gettoken?corpid=ww1&corpsecret=a%2Bb%26c");
}

TEST(AccessToken, IsReadOrRefusedWithItsCode) {
    const auto wechat = *read_token(R"({"access_token":"T","expires_in":7200})", now);
    EXPECT_EQ(wechat.code, 0);
    EXPECT_EQ(wechat.token.value, "T");
    EXPECT_EQ(wechat.token.expires, now + 7200s);
    const auto wecom =
        *read_token(R"({"errcode":0,"errmsg":"ok","access_token":"T","expires_in":60})", now);
    EXPECT_EQ(wecom.token.expires, now + 60s);
    EXPECT_EQ(read_token(R"({"errcode":40013,"errmsg":"invalid appid"})", now)->code, 40013);
    for (const std::string& body : std::vector<std::string>{
             "", "<html>", "{}", R"({"access_token":"","expires_in":7200})",
             R"({"access_token":"T"})", R"({"access_token":"T","expires_in":-1})",
             R"({"access_token":"T","expires_in":9999999})",
             R"({"access_token":")" + std::string(1025, 'x') + R"(","expires_in":7200})"})
        EXPECT_FALSE(read_token(body, now)) << body;
}

TEST(AccessToken, IsRenewedWhileTheOldOneStillWorks) {
    const access_token usual{"T", now + 7200s};
    EXPECT_EQ(renewal_of(usual, now, 0), now + 6900s);
    EXPECT_EQ(renewal_of(usual, now, 1), now + 6600s);
    EXPECT_EQ(renewal_of(usual, now, 7), now + 6600s);
    EXPECT_EQ(renewal_of({"T", now + 300s}, now, 1), now + 150s);
}

}  // namespace
