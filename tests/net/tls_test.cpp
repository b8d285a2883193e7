// The server over TLS: versions, resumption, certificates and their reload.
#include "bot/net/ticket_keys.h"
#include "tests/net/served.h"
#include "tests/support/certificate.h"
#include "tests/support/raw_client.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <fstream>
#include <string>
#include <utility>

namespace {

using namespace std::chrono_literals;
using net::http_request;
using net::http_response;
using runtime::task;
using tests::body_of;
using tests::raw_client;
using tests::served;
using tests::tls_wish;

task<http_response> echo(const http_request& request) {
    http_response response;
    response.body = request.body;
    co_return response;
}

std::string post(const std::string& body) {
    return fmt::format("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{}", body.size(),
                       body);
}

class Tls : public testing::Test {
protected:
    Tls() { tests::write_certificate(certificate, key, "first"); }

    net::server_options options() const {
        net::server_options made;
        made.tls = net::tls_settings{{{certificate, key}}};
        return made;
    }
    std::string problem_with(const std::string& certificate_file, const std::string& key_file) {
        runtime::loops house(1);
        core::metrics figures;
        net::server_options asked;
        asked.listen = "127.0.0.1:0";
        asked.tls = net::tls_settings{{{certificate_file, key_file}}};
        const auto started = net::server::start(house, asked, echo, figures);
        return started ? "none" : started.error().message;
    }

    tests::temporary_folder folder;
    const std::string certificate = folder.file("cert.pem");
    const std::string key = folder.file("key.pem");
};

std::string handshakes(const served& house, const std::string& kind) {
    return house.figure("daozhen_tls_handshakes_total{listener=\"public\",kind=\"" + kind + "\"}");
}

TEST_F(Tls, SpeaksBothVersionsToClientsThatKnowOneOnly) {
    const served house(echo, options());
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        raw_client client(house.port(),
                          {.version = version, .resume = {}, .ciphers = {}, .alpn = {}});
        ASSERT_TRUE(client.is_connected());
        EXPECT_EQ(client.version(), version);
        for (const std::string body : {"one", "two"}) {
            client.send(post(body));
            EXPECT_EQ(body_of(client.response()), body);
        }
    }
    EXPECT_EQ(handshakes(house, "full"), "2");
}

TEST_F(Tls, RefusesWhatIsOutOfDate) {
    const served house(echo, options());
    EXPECT_FALSE(
        raw_client(
            house.port(),
            {.version = TLS1_1_VERSION, .resume = {}, .ciphers = "ALL@SECLEVEL=0", .alpn = {}})
            .is_connected());
    for (const char* cipher :
         {"ECDHE-ECDSA-AES128-SHA", "AES128-GCM-SHA256", "DHE-RSA-AES128-GCM-SHA256"})
        EXPECT_FALSE(
            raw_client(house.port(),
                       {.version = TLS1_2_VERSION, .resume = {}, .ciphers = cipher, .alpn = {}})
                .is_connected())
            << cipher;
    EXPECT_TRUE(tests::eventually([&] { return handshakes(house, "failed") == "4"; }));
}

TEST_F(Tls, ChoosesHttp11WhereItIsOffered) {
    const served house(echo, options());
    const auto chosen = [&](std::string offered) {
        tls_wish wish;
        wish.alpn = std::move(offered);
        const raw_client client(house.port(), wish);
        EXPECT_TRUE(client.is_connected());
        return client.protocol();
    };
    EXPECT_EQ(chosen("\x02h2\x08http/1.1"), "http/1.1");
    EXPECT_EQ(chosen("\x02h2"), "");
    EXPECT_EQ(chosen(""), "");
}

TEST_F(Tls, ClosesOnAClientThatSpeaksPlainHttp) {
    const served house(echo, options());
    raw_client client(house.port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    client.rest();
    EXPECT_TRUE(tests::eventually([&] { return handshakes(house, "failed") == "1"; }));
}

TEST_F(Tls, ClosesOnAClientThatNeverFinishesItsHandshake) {
    auto bounded = options();
    bounded.bounds.handshake = 20ms;
    const served house(echo, bounded);
    raw_client client(house.port());
    client.send("\x16\x03\x01");
    EXPECT_TRUE(client.is_closed_by_server());
    EXPECT_EQ(
        house.figure("daozhen_http_limit_hits_total{listener=\"public\",limit=\"handshake\"}"),
        "1");
}

TEST_F(Tls, CarriesLargeBodiesBothWays) {
    auto roomy = options();
    roomy.bounds.body_bytes = 2 * net::kibibyte * net::kibibyte;
    const served house(echo, roomy);
    raw_client client(house.port(), tls_wish{});
    const std::string body(1'500'000, 'x');
    client.send(post(body));
    EXPECT_TRUE(body_of(client.response()) == body);
    client.send(post("after"));
    EXPECT_EQ(body_of(client.response()), "after");
}

TEST_F(Tls, AnswersPipelinedRequestsAndAHalfClosedClient) {
    const served house(echo, options());
    raw_client client(house.port(), tls_wish{});
    client.send(post("1") + post("2"));
    client.finish_sending();
    EXPECT_EQ(body_of(client.response()), "1");
    EXPECT_EQ(body_of(client.response()), "2");
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST_F(Tls, ResumesASessionOnAnyLoop) {
    const served house(echo, options(), 4);
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        tests::tls_session session;
        {
            raw_client first(house.port(),
                             {.version = version, .resume = {}, .ciphers = {}, .alpn = {}});
            first.send(post("x"));
            EXPECT_EQ(body_of(first.response()), "x");
            session = first.session();
        }
        // The kernel spreads these over the four loops.
        for (int i = 0; i < 20; ++i) {
            raw_client again(house.port(),
                             {.version = version, .resume = session, .ciphers = {}, .alpn = {}});
            ASSERT_TRUE(again.is_connected());
            EXPECT_TRUE(again.was_resumed());
            again.send(post("y"));
            EXPECT_EQ(body_of(again.response()), "y");
        }
    }
    EXPECT_EQ(handshakes(house, "full"), "2");
    EXPECT_EQ(handshakes(house, "resumed"), "40");
}

TEST_F(Tls, OffersARsaCertificateBesideTheOther) {
    const auto rsa = folder.file("rsa.pem");
    const auto rsa_key = folder.file("rsa-key.pem");
    tests::write_certificate(rsa, rsa_key, "rsa", tests::key_kind::rsa);
    auto both = options();
    both.tls->certificates.push_back({rsa, rsa_key});
    const served house(echo, both);
    const auto subject = [&](const char* cipher) {
        return raw_client(house.port(),
                          {.version = TLS1_2_VERSION, .resume = {}, .ciphers = cipher, .alpn = {}})
            .subject();
    };
    EXPECT_EQ(subject("ECDHE-ECDSA-AES128-GCM-SHA256"), "first");
    EXPECT_EQ(subject("ECDHE-RSA-AES128-GCM-SHA256"), "rsa");
}

TEST_F(Tls, TakesANewCertificateWithoutAnInterruption) {
    const served house(echo, options(), 2);
    raw_client old(house.port(), tls_wish{});
    EXPECT_EQ(old.subject(), "first");
    tests::write_certificate(certificate, key, "second");
    ASSERT_TRUE(house.server->reload_certificates().has_value());
    EXPECT_TRUE(tests::eventually(
        [&] { return raw_client(house.port(), tls_wish{}).subject() == "second"; }));
    old.send(post("still here"));
    EXPECT_EQ(body_of(old.response()), "still here");
}

TEST_F(Tls, KeepsTheOldCertificateWhenTheNewOneIsBad) {
    const served house(echo, options());
    std::ofstream(certificate) << "nonsense";
    const auto reloaded = house.server->reload_certificates();
    ASSERT_FALSE(reloaded.has_value());
    EXPECT_NE(reloaded.error().message.find(certificate), std::string::npos);
    EXPECT_EQ(raw_client(house.port(), tls_wish{}).subject(), "first");
}

TEST_F(Tls, SaysWhatIsWrongWithTheFiles) {
    const auto missing = folder.file("missing.pem");
    const auto other = folder.file("other.pem");
    const auto other_key = folder.file("other-key.pem");
    const auto rsa = folder.file("rsa.pem");
    const auto rsa_key = folder.file("rsa-key.pem");
    const auto broken = folder.file("broken.pem");
    tests::write_certificate(other, other_key, "other");
    tests::write_certificate(rsa, rsa_key, "rsa", tests::key_kind::rsa);
    std::ofstream(broken) << "-----BEGIN CERTIFICATE-----\nnonsense\n";

    EXPECT_EQ(problem_with(certificate, key), "none");
    EXPECT_EQ(problem_with(missing, key), missing + ": No such file or directory");
    EXPECT_EQ(problem_with(certificate, missing), missing + ": No such file or directory");
    EXPECT_TRUE(problem_with(broken, key).starts_with(broken + ": not a PEM certificate chain ("));
    EXPECT_TRUE(problem_with(certificate, broken)
                    .starts_with(broken + ": not an unencrypted PEM private key"));
    EXPECT_EQ(problem_with(certificate, other_key),
              other_key + " is not the private key of " + certificate);
    EXPECT_EQ(problem_with(certificate, rsa_key),
              rsa_key + " is not the private key of " + certificate);
}

TEST(TicketKeys, AreRenewedAndKeptForOnePeriodMore) {
    net::ticket_keys keys;
    const auto start = net::ticket_keys::clock::now();
    const auto period = net::ticket_keys::period;
    const auto first = keys.current(start);
    EXPECT_TRUE(keys.find(first->name.data(), start + period - 1h).is_current);
    const auto late = keys.find(first->name.data(), start + period + 1h);
    EXPECT_EQ(late.key, first);
    EXPECT_FALSE(late.is_current);
    EXPECT_NE(keys.current(start + period + 1h), first);
    EXPECT_EQ(keys.find(first->name.data(), start + 3 * period).key, nullptr);
}

TEST(TicketKeys, AreForgottenTogetherAfterALongSleep) {
    net::ticket_keys keys;
    const auto start = net::ticket_keys::clock::now();
    const auto first = keys.current(start);
    EXPECT_EQ(keys.find(first->name.data(), start + 3 * net::ticket_keys::period).key, nullptr);
}

}  // namespace
