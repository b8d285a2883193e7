#include "bot/net/url.h"

#include <gtest/gtest.h>

namespace {

TEST(Url, TakesAnAddressApart) {
    const auto parsed = net::parse_url("https://api.example:8443/a/b?c=%20d");
    ASSERT_TRUE(parsed);
    EXPECT_TRUE(parsed->tls);
    EXPECT_EQ(parsed->host, "api.example");
    EXPECT_EQ(parsed->port, 8443);
    EXPECT_EQ(parsed->target, "/a/b?c=%20d");
    EXPECT_EQ(parsed->origin(), "https://api.example:8443");
    EXPECT_EQ(parsed->authority(), "api.example:8443");
}

TEST(Url, FillsInPortAndPath) {
    const auto parsed = net::parse_url("http://api.example?x=1");
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->port, 80);
    EXPECT_EQ(parsed->target, "/?x=1");
    EXPECT_EQ(parsed->authority(), "api.example");
}

TEST(Url, KeepsTheBracketsOfIpv6OutOfTheHost) {
    const auto parsed = net::parse_url("https://[::1]:9000/");
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->host, "::1");
    EXPECT_EQ(parsed->origin(), "https://[::1]:9000");
}

TEST(Url, RefusesWhatIsNoPlainAddress) {
    for (const auto* text :
         {"", "ftp://a/", "https://", "https:///x", "https://a:0/", "https://a:65536/",
          "https://a:x/", "https://[::1/", "https://[::1]9/", "https://u@a/", "https://a/ b",
          "https://a/#f", "https://a\\b/", "https://a/\r\nX: y", "//a/"})
        EXPECT_FALSE(net::parse_url(text)) << text;
}

}  // namespace
