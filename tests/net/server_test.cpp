// The server over plain TCP, as a client of the network meets it.
#include "bot/core/log.h"
#include "bot/net/router.h"
#include "bot/runtime/timer.h"
#include "tests/net/served.h"
#include "tests/support/raw_client.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace std::chrono_literals;
using net::http_request;
using net::http_response;
using runtime::task;
using tests::body_of;
using tests::raw_client;
using tests::served;
using tests::status_of;

// Says what it was asked.
task<http_response> echo(const http_request& request) {
    http_response response;
    response.content_type = "text/plain";
    response.body = request.path + "|" + request.query + "|" + request.body;
    co_return response;
}

task<http_response> fail(const http_request& request) {
    if (request.path == "/odd") throw 7;
    throw std::runtime_error("the secret reason");
    co_return http_response();
}

std::string get(const std::string& path, const std::string& fields = "") {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
}
std::string post(const std::string& path, const std::string& body) {
    return fmt::format("POST {} HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{}", path,
                       body.size(), body);
}
bool says(const std::string& response, const std::string& field) {
    return response.find("\r\n" + field + "\r\n") != std::string::npos;
}
net::server_options bounded_by(const net::limits& bounds) {
    net::server_options options;
    options.bounds = bounds;
    return options;
}

TEST(Server, AnswersARequest) {
    const served house(echo);
    raw_client client(house.port());
    client.send(post("/a?b=c", "hello"));
    EXPECT_EQ(client.response(),
              "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\n"
              "/a|b=c|hello");
}

TEST(Server, TellsTheHandlerWhoAsksAndSinceWhen) {
    const auto before = std::chrono::steady_clock::now();
    std::promise<std::pair<std::string, net::steady_time>> seen;
    const served house([&](const http_request& request) -> task<http_response> {
        seen.set_value({request.peer, request.received_at});
        co_return http_response();
    });
    raw_client client(house.port());
    client.send(get("/"));
    const auto [peer, since] = seen.get_future().get();
    EXPECT_EQ(peer, "127.0.0.1");
    EXPECT_GE(since, before);
    EXPECT_LE(since, std::chrono::steady_clock::now());
}

TEST(Server, KeepsAConnectionOfHttp11) {
    const served house(echo);
    raw_client client(house.port());
    for (const char* path : {"/1", "/2", "/3"}) {
        client.send(get(path));
        EXPECT_EQ(body_of(client.response()), std::string(path) + "||");
    }
    EXPECT_EQ(house.figure("daozhen_connections_accepted_total{listener=\"public\"}"), "1");
}

TEST(Server, ClosesWhenTheClientAsksForIt) {
    const served house(echo);
    raw_client client(house.port());
    client.send(get("/", "Connection: close\r\n"));
    EXPECT_TRUE(says(client.response(), "Connection: close"));
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST(Server, ClosesAfterAnAnswerToHttp10) {
    const served house(echo);
    raw_client client(house.port());
    client.send("POST /a HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi");
    EXPECT_EQ(body_of(client.response()), "/a||hi");
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST(Server, KeepsAConnectionOfHttp10ThatAsksForIt) {
    const served house(echo);
    raw_client client(house.port());
    for (int i = 0; i < 2; ++i) {
        client.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        EXPECT_TRUE(says(client.response(), "Connection: keep-alive"));
    }
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
    const served house(echo);
    raw_client client(house.port());
    client.send(post("/1", "a") + get("/2") + post("/3", "c"));
    EXPECT_EQ(body_of(client.response()), "/1||a");
    EXPECT_EQ(body_of(client.response()), "/2||");
    EXPECT_EQ(body_of(client.response()), "/3||c");
}

TEST(Server, AnswersAClientThatHasClosedItsSide) {
    const served house(echo);
    raw_client client(house.port());
    client.send(post("/a", "b"));
    client.finish_sending();
    EXPECT_EQ(body_of(client.response()), "/a||b");
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST(Server, SaysNothingToAClientThatLeavesInMidRequest) {
    const served house(echo);
    raw_client client(house.port());
    client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf");
    client.finish_sending();
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST(Server, DecodesAChunkedBody) {
    const served house(echo);
    raw_client client(house.port());
    client.send("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    client.send("2\r\nhe\r\n3\r\nl");
    client.send("lo\r\n0\r\n\r\n" + get("/b"));
    EXPECT_EQ(body_of(client.response()), "/a||hello");
    EXPECT_EQ(body_of(client.response()), "/b||");
}

TEST(Server, InvitesABodyThatWaitsForIt) {
    const served house(echo);
    raw_client client(house.port());
    client.send("POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    EXPECT_EQ(client.response(), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("hi");
    EXPECT_EQ(body_of(client.response()), "/a||hi");
}

TEST(Server, AnswersHeadWithTheLengthAlone) {
    const served house(echo);
    raw_client client(house.port());
    client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n" + get("/b"));
    const auto head = client.response(true);
    EXPECT_TRUE(says(head, "Content-Length: 4"));
    EXPECT_EQ(body_of(client.response()), "/b||");
}

TEST(Server, SendsAndTakesLargeBodies) {
    net::limits bounds;
    bounds.body_bytes = 4 * net::kibibyte * net::kibibyte;
    const served house(echo, bounded_by(bounds));
    raw_client client(house.port());
    std::string body(3 * net::kibibyte * net::kibibyte, 'x');
    for (std::size_t i = 0; i < body.size(); i += 1009) body[i] = static_cast<char>('a' + i % 26);
    client.send(post("/", body));
    EXPECT_TRUE(body_of(client.response()) == "/||" + body);
    client.send(get("/after"));
    EXPECT_EQ(body_of(client.response()), "/after||");
}

TEST(Server, RefusesABodyOverTheLimitAndCloses) {
    net::limits bounds;
    bounds.body_bytes = 1000;
    const served house(echo, bounded_by(bounds));
    raw_client client(house.port());
    client.send(post("/", std::string(100'000, 'x')));
    const auto response = client.response();
    EXPECT_EQ(status_of(response), 413);
    EXPECT_TRUE(says(response, "Connection: close"));
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST(Server, RefusesAHeadOverTheLimit) {
    const served house(echo);
    raw_client client(house.port());
    client.send(get("/", "A: " + std::string(8192, 'a') + "\r\n"));
    EXPECT_EQ(status_of(client.rest()), 431);
    EXPECT_EQ(
        house.figure("daozhen_http_limit_hits_total{listener=\"public\",limit=\"head_size\"}"),
        "1");
}

TEST(Server, RefusesBadFramingWithoutDetailAndCloses) {
    const served house(echo);
    raw_client client(house.port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na" +
                get("/smuggled"));
    EXPECT_EQ(client.rest(),
              "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(house.figure("daozhen_http_refused_total{listener=\"public\"}"), "1");
    EXPECT_EQ(house.figure("daozhen_http_responses_total{listener=\"public\",class=\"4xx\"}"), "1");
}

TEST(Server, HidesWhyAHandlerFailed) {
    core::set_log_sink([](std::string_view) {});
    const served house(fail);
    for (const char* path : {"/", "/odd"}) {
        raw_client client(house.port());
        client.send(get(path));
        EXPECT_EQ(
            client.rest(),
            "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
    core::set_log_sink({});
    EXPECT_EQ(house.figure("daozhen_http_handler_failures_total{listener=\"public\"}"), "2");
}

TEST(Server, ClosesWithoutAByteWhenTheHandlerDrops) {
    const served house([](const http_request&) -> task<http_response> {
        http_response response;
        response.drop = true;
        co_return response;
    });
    raw_client client(house.port());
    client.send(get("/"));
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST(Server, LetsNoHandlerSplitItsResponse) {
    const served house([](const http_request&) -> task<http_response> {
        http_response response;
        response.headers.emplace_back("X-Good", "1");
        response.headers.emplace_back("X-Bad", "a\r\nX-Injected: b");
        response.headers.emplace_back("X Bad", "c");
        co_return response;
    });
    raw_client client(house.port());
    client.send(get("/"));
    EXPECT_EQ(client.response(), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Good: 1\r\n\r\n");
}

TEST(Server, AnswersManyClientsOnTwoLoops) {
    const served house(echo, {}, 2);
    std::vector<std::thread> clients;
    clients.reserve(8);
    std::atomic<int> right = 0;
    for (int i = 0; i < 8; ++i) {
        clients.emplace_back([&, i] {
            for (int connection = 0; connection < 5; ++connection) {
                raw_client client(house.port());
                for (int n = 0; n < 20; ++n) {
                    const auto body = fmt::format("{}-{}-{}", i, connection, n);
                    client.send(post("/a", body));
                    if (body_of(client.response()) == "/a||" + body) ++right;
                }
            }
        });
    }
    for (auto& client : clients) client.join();
    EXPECT_EQ(right, 8 * 5 * 20);
}

TEST(Server, MayRunTwiceInOneProcess) {
    served house(echo, {}, 2);
    net::server_options options;
    options.listen = "[::1]:0";
    options.name = "admin";
    options.loop = 1;
    const auto admin = net::server::start(house.house, options, fail, house.figures);
    ASSERT_TRUE(admin.has_value()) << admin.error().message;
    EXPECT_NE((*admin)->port(), house.port());
    EXPECT_NE(house.figures.text().find("daozhen_connections{listener=\"admin\"} 0"),
              std::string::npos);
}

TEST(Server, SaysWhyItCannotListen) {
    const served house(echo);
    runtime::loops other(1);
    core::metrics figures;
    const auto problem = [&](const std::string& where) {
        net::server_options options;
        options.listen = where;
        const auto started = net::server::start(other, options, echo, figures);
        return started ? std::string() : started.error().message;
    };
    EXPECT_EQ(problem("8443"), "listen address \"8443\" is not ADDRESS:PORT");
    EXPECT_EQ(problem("0.0.0.0:99999"), "listen address \"0.0.0.0:99999\" is not ADDRESS:PORT");
    EXPECT_EQ(problem("here:80"), "listen address \"here:80\" is not ADDRESS:PORT");
    EXPECT_EQ(problem("192.0.2.1:8443"),
              "cannot listen on 192.0.2.1:8443: Cannot assign requested address");
}

TEST(Router, FindsTheHandlerOfMethodAndPath) {
    net::router router;
    const auto named = [](const std::string& name) {
        return [name](const http_request&) -> task<http_response> {
            http_response response;
            response.body = name;
            co_return response;
        };
    };
    router.add(net::method::get, "/hook", named("check"));
    router.add(net::method::post, "/hook", named("push"));
    router.add_prefix("/console/", named("console"));
    router.add_prefix("/console/help/", named("help"));
    const served house(router);
    struct {
        std::string request;
        int status;
        std::string body;
    } const cases[] = {
        {get("/hook?a=b"), 200, "check"},
        {post("/hook", "x"), 200, "push"},
        {get("/hook/"), 404, ""},
        {get("/"), 404, ""},
        {get("/console/"), 200, "console"},
        {get("/console/help/a"), 200, "help"},
        {"PUT /hook HTTP/1.1\r\nHost: x\r\n\r\n", 404, ""},
        {"BREW /hook HTTP/1.1\r\nHost: x\r\n\r\n", 404, ""},
    };
    raw_client client(house.port());
    for (const auto& [request, status, body] : cases) {
        client.send(request);
        const auto response = client.response();
        EXPECT_EQ(status_of(response), status) << request;
        EXPECT_EQ(body_of(response), body) << request;
    }
}

}  // namespace
