#include "bot/net/https_client.h"

#include "tests/net/tiny_server.h"

#include <boost/asio/co_spawn.hpp>
#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>

namespace {

using net::client_errc;
using net_test::certificate;
using net_test::tiny_server;
using answer = core::result<net::client_response>;

std::string reply(const std::string& body, const std::string& headers = {}) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers +
           "\r\n" + body;
}

tiny_server::script always(std::string bytes) {
    return [bytes = std::move(bytes)](const std::string&) { return bytes; };
}

class HttpsClient : public testing::Test {
protected:
    void trust(const net::client_trust& whom) {
        auto made = net::https_client::create(loop_, whom);
        ASSERT_TRUE(made);
        client_ = std::move(*made);
    }
    void trust_anybody_known() { trust({}); }

    answer send(net::client_request request) {
        if (!client_) trust_anybody_known();
        std::optional<answer> outcome;
        boost::asio::co_spawn(loop_, client_->send(std::move(request)),
                              [&outcome](const std::exception_ptr& thrown, answer got) {
                                  if (thrown) std::rethrow_exception(thrown);
                                  outcome.emplace(std::move(got));
                              });
        loop_.restart();
        loop_.run();
        return outcome.value();
    }
    answer get(const std::string& url) {
        net::client_request request;
        request.url = url;
        return send(std::move(request));
    }
    static boost::system::error_code failure(const answer& got) {
        return got ? boost::system::error_code() : got.error();
    }

    boost::asio::io_context loop_{1};
    std::unique_ptr<net::https_client> client_;
};

TEST_F(HttpsClient, SendsTheRequestAsAskedAndReadsTheAnswer) {
    tiny_server server(always(reply("pong", "Content-Type: text/plain\r\n")), nullptr);
    net::client_request request;
    request.verb = net::method::post;
    request.url = server.url("/a?b=c");
    request.body = "ping";
    request.headers = {{"X-Test", "1"}};
    const auto got = send(std::move(request));
    ASSERT_TRUE(got) << got.error().message();
    EXPECT_EQ(got->status, 200U);
    EXPECT_EQ(got->body, "pong");
    EXPECT_EQ(got->header("content-type"), "text/plain");
    const auto seen = server.requests().at(0);
    EXPECT_EQ(seen.rfind("POST /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:", 0), 0U) << seen;
    EXPECT_NE(seen.find("\r\nX-Test: 1\r\n"), std::string::npos);
    EXPECT_TRUE(seen.ends_with("\r\nContent-Length: 4\r\n\r\nping")) << seen;
}

TEST_F(HttpsClient, SpeaksHttp10WhenAskedAndReadsUpToTheEnd) {
    tiny_server server(always("HTTP/1.0 200 OK\r\nConnection: close\r\n\r\nuntil the end"),
                       nullptr);
    net::client_request request;
    request.url = server.url();
    request.version = 10;
    const auto got = send(std::move(request));
    ASSERT_TRUE(got);
    EXPECT_EQ(got->body, "until the end");
    EXPECT_EQ(server.requests().at(0).rfind("GET / HTTP/1.0\r\n", 0), 0U);
}

TEST_F(HttpsClient, ReusesAConnectionOfTheSameOrigin) {
    const certificate identity("IP:127.0.0.1");
    tiny_server server(always(reply("x")), &identity);
    trust({identity.file(), ""});
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(get(server.url()));
    EXPECT_EQ(server.connections(), 1);
}

TEST_F(HttpsClient, OpensAnotherConnectionWhenTheOldOneWasClosedOrAFreshOneIsWanted) {
    tiny_server closing(always(reply("x", "Connection: close\r\n")), nullptr);
    ASSERT_TRUE(get(closing.url()));
    ASSERT_TRUE(get(closing.url()));
    EXPECT_EQ(closing.connections(), 2);

    tiny_server keeping(always(reply("x")), nullptr);
    ASSERT_TRUE(get(keeping.url()));
    net::client_request request;
    request.url = keeping.url();
    request.fresh_connection = true;
    ASSERT_TRUE(send(std::move(request)));
    EXPECT_EQ(keeping.connections(), 2);
}

TEST_F(HttpsClient, DoesNotReuseAConnectionOnWhichThePeerSaidMoreThanAsked) {
    tiny_server server(always(reply("x") + "HTTP/1.1 200 OK\r\n"), nullptr);
    ASSERT_TRUE(get(server.url()));
    ASSERT_TRUE(get(server.url()));
    EXPECT_EQ(server.connections(), 2);
}

TEST_F(HttpsClient, BelievesAChainAndTheNameItIsFor) {
    const certificate identity("IP:127.0.0.1");
    tiny_server server(always(reply("x")), &identity);
    trust({identity.file(), ""});
    EXPECT_TRUE(get(server.url()));
}

TEST_F(HttpsClient, RefusesAnUnknownChain) {
    const certificate identity("IP:127.0.0.1");
    tiny_server server(always(reply("x")), &identity);
    EXPECT_EQ(failure(get(server.url())), client_errc::untrusted);
    EXPECT_TRUE(server.requests().empty());
}

TEST_F(HttpsClient, RefusesACertificateForAnotherName) {
    const certificate identity("somewhere.example");
    tiny_server server(always(reply("x")), &identity);
    trust({identity.file(), ""});
    EXPECT_EQ(failure(get(server.url())), client_errc::untrusted);
}

TEST_F(HttpsClient, BelievesOnlyTheOneCertificateOfDevelopment) {
    const certificate ours("somewhere.example");
    const certificate theirs("somewhere.example");
    tiny_server right(always(reply("x")), &ours);
    tiny_server wrong(always(reply("x")), &theirs);
    trust({"", ours.file()});
    EXPECT_TRUE(get(right.url()));
    EXPECT_EQ(failure(get(wrong.url())), client_errc::untrusted);
}

TEST_F(HttpsClient, CannotBeMadeWithFilesThatAreNotThere) {
    for (const net::client_trust& whom :
         {net::client_trust{"/nowhere.pem", ""}, net::client_trust{"", "/nowhere.pem"}})
        EXPECT_EQ(net::https_client::create(loop_, whom).error(), core::errc::misconfigured);
}

TEST_F(HttpsClient, GivesUpAtTheTimeLimitAndSaysThatTheRequestWasSent) {
    tiny_server server(always("hang"), nullptr);
    net::client_request request;
    request.url = server.url();
    request.limit = std::chrono::milliseconds(60);
    const auto error = failure(send(std::move(request)));
    EXPECT_EQ(error, client_errc::timed_out);
    EXPECT_TRUE(net::may_have_reached_peer(error));
}

TEST_F(HttpsClient, SaysThatNothingWasSentWhenNobodyListens) {
    std::string dead;
    {
        const tiny_server gone(always(""), nullptr);
        dead = gone.url();
    }
    const auto error = failure(get(dead));
    EXPECT_EQ(error, client_errc::unreachable);
    EXPECT_FALSE(net::may_have_reached_peer(error));
}

TEST_F(HttpsClient, ReportsAnAnswerThatIsCutOffMalformedOrTooLarge) {
    tiny_server silent(always(""), nullptr);
    EXPECT_EQ(failure(get(silent.url())), client_errc::cut_off);
    tiny_server half(
        always("HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nhalf"), nullptr);
    EXPECT_EQ(failure(get(half.url())), client_errc::cut_off);
    tiny_server other(always("SSH-2.0-OpenSSH\r\n\r\n"), nullptr);
    EXPECT_EQ(failure(get(other.url())), client_errc::malformed);

    tiny_server large(always(reply(std::string(2000, 'x'))), nullptr);
    net::client_request request;
    request.url = large.url();
    request.max_body = 1999;
    EXPECT_EQ(failure(send(std::move(request))), client_errc::too_large);
}

TEST_F(HttpsClient, DoesNotFollowARedirect) {
    tiny_server server(
        always("HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"), nullptr);
    const auto got = get(server.url());
    ASSERT_TRUE(got);
    EXPECT_EQ(got->status, 302U);
    EXPECT_EQ(server.requests().size(), 1U);
}

TEST_F(HttpsClient, RefusesToSendWhatWouldSplitTheRequest) {
    net::client_request request;
    request.url = "http://127.0.0.1:1/";
    request.headers = {{"X", "a\r\nY: b"}};
    EXPECT_EQ(failure(send(std::move(request))), client_errc::bad_request);
    EXPECT_EQ(failure(get("http://127.0.0.1:1/\r\n")), client_errc::bad_request);
}

}  // namespace
