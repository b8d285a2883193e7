#include "bot/net/public_address.h"

#include "bot/net/https_client.h"
#include "tests/net/tiny_server.h"

#include <boost/asio/co_spawn.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace {

bool reachable(const char* address) {
    return net::is_public(boost::asio::ip::make_address(address));
}

TEST(PublicAddress, IsNoneOfTheSpecialBlocksUpToTheirEdges) {
    for (const char* const special :
         {"0.0.0.0",         "0.255.255.255",   "10.0.0.0",        "10.255.255.255",
          "100.64.0.0",      "100.127.255.255", "100.100.100.200", "127.0.0.1",
          "127.255.255.255", "169.254.0.0",     "169.254.169.254", "172.16.0.0",
          "172.31.255.255",  "192.0.0.192",     "192.0.2.1",       "192.88.99.1",
          "192.168.0.0",     "192.168.255.255", "198.18.0.0",      "198.19.255.255",
          "198.51.100.7",    "203.0.113.7",     "224.0.0.1",       "239.255.255.255",
          "240.0.0.1",       "255.255.255.255"})
        EXPECT_FALSE(reachable(special)) << special;
    for (const char* const ordinary :
         {"1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
          "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255",
          "172.32.0.0", "192.0.1.1", "192.0.3.0", "192.167.255.255", "192.169.0.0",
          "198.17.255.255", "198.20.0.0", "223.255.255.255"})
        EXPECT_TRUE(reachable(ordinary)) << ordinary;
}

TEST(PublicAddress, IsNoFormOfIpv6ThatLeadsInside) {
    for (const char* const special : {"::",
                                      "::1",
                                      "::127.0.0.1",
                                      "::ffff:127.0.0.1",
                                      "::ffff:10.0.0.1",
                                      "::ffff:169.254.169.254",
                                      "64:ff9b::127.0.0.1",
                                      "64:ff9b:1::1",
                                      "100::1",
                                      "2001::1",
                                      "2001:1ff::1",
                                      "2001:db8::1",
                                      "2002:7f00:1::",
                                      "3fff:fff::1",
                                      "5f00::1",
                                      "fc00::1",
                                      "fd00:ec2::254",
                                      "fe80::1",
                                      "febf::1",
                                      "fec0::1",
                                      "ff02::1",
                                      "ffff::1"})
        EXPECT_FALSE(reachable(special)) << special;
    for (const char* const ordinary :
         {"2000::1", "2001:200::1", "2400:3200::1", "2606:4700::1111", "3ffe::1", "::ffff:8.8.8.8"})
        EXPECT_TRUE(reachable(ordinary)) << ordinary;
}

// What people try so that a URL leads to our own machine: every way to write its address.
std::vector<std::string> hostile_hosts() {
    std::vector<std::string> hosts{
        "localhost",
        "LOCALHOST",
        "localhost.",
        "localhost.localdomain",
        "ip6-localhost",
        "ip6-loopback",
        "[::]",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[0000::0001]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[::ffff:0:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fe80::1%25lo]",
        "[fd00::1]",
        "[::1%25lo]",
        "0",
        "127.1",
        "127.0.1",
        "127.000.000.001",
        "0127.0.0.1",
        "0x7f.1",
        "0x7f.0.0.1",
        "0x7f000001",
        "0x7F000001",
        "2130706433",
        "017700000001",
        "00000017700000001",
        "0177.0.0.1",
        "0177.0.0.0x1",
        "127.0.0.1.",
        "127%2e0%2e0%2e1",
        "%31%32%37.0.0.1",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "127．0．0．1",
        "１２７.0.0.1",
        "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
        "a@127.0.0.1",
        "example.com@127.0.0.1",
        "example.com%40127.0.0.1",
        "127.0.0.1#example.com",
        "127.0.0.1\\example.com",
        "example.com\\@127.0.0.1",
        "127.0.0.1%00example.com",
        "127.0.0.1\texample.com",
        " 127.0.0.1",
        "127.0.0.1 ",
        "[127.0.0.1]",
        "::1",
        "[::1",
        "4294967296",
        "4294967297",
        "256.0.0.1",
        "127.0.0.256",
        "0x100000000",
        "-1",
    };
    // Each part in decimal, octal and hexadecimal, the last ones together in one number.
    const auto written = [](unsigned value, int base) {
        return base == 0 ? fmt::format("{}", value)
                         : fmt::format(fmt::runtime(base == 1 ? "0{:o}" : "{:#x}"), value);
    };
    for (int form = 0; form < 81; ++form)
        hosts.push_back(written(127, form % 3) + "." + written(0, form / 3 % 3) + "." +
                        written(0, form / 9 % 3) + "." + written(1, form / 27));
    for (int form = 0; form < 27; ++form)
        hosts.push_back(written(127, form % 3) + "." + written(0, form / 3 % 3) + "." +
                        written(1, form / 9));
    for (int form = 0; form < 9; ++form)
        hosts.push_back(written(127, form % 3) + "." + written(1, form / 3));
    // Loopback is sixteen million addresses.
    for (int i = 1; i <= 30; ++i) hosts.push_back(fmt::format("127.{}.{}.{}", i, 255 - i, 8 * i));
    return hosts;
}

core::result<net::client_response> ask(net::https_client& client, boost::asio::io_context& loop,
                                       std::string url, bool public_only) {
    net::client_request request;
    request.url = std::move(url);
    request.public_only = public_only;
    request.limit = std::chrono::seconds(1);
    std::optional<core::result<net::client_response>> outcome;
    boost::asio::co_spawn(loop, client.send(std::move(request)),
                          [&](const std::exception_ptr&, auto got) { outcome = std::move(got); });
    loop.restart();
    loop.run();
    return std::move(*outcome);
}

class PublicOnly : public testing::Test {
protected:
    PublicOnly()
        : server_([](const std::string&) { return "HTTP/1.1 204 No Content\r\n\r\n"; }, nullptr),
          client_(std::move(*net::https_client::create(loop_, {}))) {}

    // http://127.0.0.1:PORT/ with another host.
    std::string with_host(const std::string& host) const {
        const std::string url = server_.url();
        return "http://" + host + url.substr(url.rfind(':'));
    }

    boost::asio::io_context loop_{1};
    net_test::tiny_server server_;
    std::unique_ptr<net::https_client> client_;
};

TEST_F(PublicOnly, NoWayToWriteOurOwnAddressReachesUs) {
    const auto hosts = hostile_hosts();
    ASSERT_GE(hosts.size(), 200U);
    for (const std::string& host : hosts) {
        const auto got = ask(*client_, loop_, with_host(host), true);
        EXPECT_FALSE(got) << host;
        EXPECT_FALSE(!got && net::may_have_reached_peer(got.error())) << host;
    }
    EXPECT_EQ(server_.connections(), 0);
    for (const std::string& host : hosts) ask(*client_, loop_, with_host(host), false);
    EXPECT_GT(server_.connections(), 50) << "they lead nowhere anyway";
}

TEST_F(PublicOnly, SharesNoOpenConnectionWithWhoMayGoAnywhere) {
    ASSERT_TRUE(ask(*client_, loop_, server_.url(), false));
    const auto got = ask(*client_, loop_, server_.url(), true);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error(), net::client_errc::forbidden);
    EXPECT_EQ(server_.connections(), 1);
}

}  // namespace
