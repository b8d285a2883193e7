// The limits of §3.4 and the drain, with limits small enough for a test to wait for.
#include "bot/core/log.h"
#include "bot/net/admission.h"
#include "bot/net/deadlines.h"
#include "bot/runtime/timer.h"
#include "tests/net/served.h"
#include "tests/support/raw_client.h"

#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <netinet/in.h>
#include <string>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using namespace std::chrono_literals;
using net::http_request;
using net::http_response;
using runtime::task;
using tests::eventually;
using tests::raw_client;
using tests::served;
using tests::status_of;

const std::string request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

task<http_response> ok(const http_request&) {
    co_return http_response();
}

net::server_options with(void (*change)(net::limits&)) {
    net::server_options options;
    change(options.bounds);
    return options;
}

std::string hits(const served& house, const std::string& limit) {
    return house.figure("daozhen_http_limit_hits_total{listener=\"public\",limit=\"" + limit +
                        "\"}");
}

TEST(Limits, ASilentNewConnectionIsClosed) {
    const served house(ok, with([](auto& bounds) { bounds.first_byte = 20ms; }));
    raw_client client(house.port());
    EXPECT_TRUE(client.is_closed_by_server());
    EXPECT_EQ(hits(house, "first_byte"), "1");
}

TEST(Limits, ASlowHeadIsRefused) {
    const served house(ok, with([](auto& bounds) { bounds.head = 20ms; }));
    raw_client client(house.port());
    client.send("GET / HTTP/1.1\r\nHost:");
    EXPECT_EQ(status_of(client.rest()), 408);
    EXPECT_EQ(hits(house, "head_time"), "1");
}

TEST(Limits, ASlowBodyIsRefused) {
    const served house(ok, with([](auto& bounds) { bounds.body = 20ms; }));
    for (const char* framing : {"Content-Length: 9", "Transfer-Encoding: chunked"}) {
        raw_client client(house.port());
        client.send(fmt::format("POST / HTTP/1.1\r\nHost: x\r\n{}\r\n\r\n5\r\n", framing));
        EXPECT_EQ(status_of(client.rest()), 408);
    }
    EXPECT_EQ(hits(house, "body_time"), "2");
}

TEST(Limits, AnIdleConnectionIsClosed) {
    const served house(ok, with([](auto& bounds) { bounds.idle = 20ms; }));
    raw_client client(house.port());
    client.send(request);
    EXPECT_EQ(status_of(client.response()), 200);
    EXPECT_TRUE(client.is_closed_by_server());
    EXPECT_EQ(hits(house, "idle"), "1");
}

TEST(Limits, AClientThatDoesNotReadIsCutOff) {
    const auto flood = [](const http_request&) -> task<http_response> {
        http_response response;
        response.body.assign(32 * net::kibibyte * net::kibibyte, 'x');
        co_return response;
    };
    const served house(flood, with([](auto& bounds) { bounds.write = 20ms; }));
    raw_client client(house.port());
    client.send(request);
    EXPECT_TRUE(eventually([&] { return hits(house, "write_time") == "1"; }));
    EXPECT_TRUE(eventually([&] { return house.server->connections() == 0; }));
}

TEST(Limits, AHandlerIsNotUnderTheConnectionsDeadline) {
    const auto think = [](const http_request&) -> task<http_response> {
        runtime::timer pause(co_await boost::asio::this_coro::executor, 150ms);
        co_await pause.async_wait(runtime::use_task);
        co_return http_response();
    };
    const served house(think, with([](auto& bounds) {
                           bounds.head = bounds.body = bounds.idle = bounds.first_byte = 60ms;
                       }));
    raw_client client(house.port());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na");
    EXPECT_EQ(status_of(client.response()), 200);
}

TEST(Limits, AConnectionServesSoManyRequests) {
    const served house(ok, with([](auto& bounds) { bounds.requests = 3; }));
    raw_client client(house.port());
    client.send(request + request + request + request);
    const auto all = client.rest();
    std::size_t answers = 0;
    for (auto place = all.find("HTTP/1.1 200"); place != std::string::npos;
         place = all.find("HTTP/1.1 200", place + 1))
        ++answers;
    EXPECT_EQ(answers, 3U);
    EXPECT_EQ(hits(house, "requests"), "1");
}

TEST(Limits, SoManyConnectionsInAll) {
    const served house(ok, with([](auto& bounds) { bounds.connections = 2; }));
    raw_client first(house.port());
    {
        raw_client second(house.port());
        second.send(request);
        EXPECT_EQ(status_of(second.response()), 200);
        raw_client third(house.port());
        EXPECT_TRUE(third.is_closed_by_server());
    }
    EXPECT_TRUE(eventually([&] { return house.server->connections() == 1; }));
    raw_client fourth(house.port());
    fourth.send(request);
    EXPECT_EQ(status_of(fourth.response()), 200);
    EXPECT_EQ(hits(house, "connections"), "1");
}

TEST(Limits, SoManyConnectionsOfOneAddress) {
    const served house(ok, with([](auto& bounds) { bounds.connections_per_address = 1; }));
    raw_client first(house.port());
    first.send(request);
    EXPECT_EQ(status_of(first.response()), 200);
    raw_client second(house.port());
    EXPECT_TRUE(second.is_closed_by_server());
    EXPECT_EQ(hits(house, "connections_per_address"), "1");
}

TEST(Admission, CountsAnIpv6SubscriberAndAMappedAddressOnce) {
    net::limits bounds;
    bounds.connections_per_address = 1;
    net::admission door(bounds);
    const auto enter = [&](const char* from) {
        return door.enter(boost::asio::ip::make_address(from));
    };
    {
        const auto first = enter("2001:db8::1");
        EXPECT_EQ(enter("2001:db8::2").index(), 1U);
        const auto neighbour = enter("2001:db8:0:1::1");
        EXPECT_EQ(neighbour.index(), 0U);
        const auto mapped = enter("::ffff:192.0.2.1");
        EXPECT_EQ(enter("192.0.2.1").index(), 1U);
        EXPECT_EQ(enter("192.0.2.2").index(), 0U);
        EXPECT_EQ(door.population(), 3U);
    }
    EXPECT_EQ(door.population(), 0U);
    EXPECT_EQ(enter("2001:db8::2").index(), 0U);
}

// Lets this process open no further descriptor while it lives.
struct no_descriptors {
    no_descriptors() {
        ::getrlimit(RLIMIT_NOFILE, &before);
        const int probe = ::dup(0);
        ::close(probe);
        rlimit tight = before;
        tight.rlim_cur = static_cast<rlim_t>(probe);
        ::setrlimit(RLIMIT_NOFILE, &tight);
    }
    ~no_descriptors() { ::setrlimit(RLIMIT_NOFILE, &before); }
    rlimit before{};
};

TEST(Limits, RunningOutOfDescriptorsIsSurvived) {
#ifdef __SANITIZE_ADDRESS__
    GTEST_SKIP() << "the undefined-behaviour sanitizer opens a pipe when it meets a class for the "
                    "first time";
#endif
    core::set_log_sink([](std::string_view) {});
    const served house(ok);
    const std::string failures = "daozhen_accept_failures_total{listener=\"public\"}";
    {
        raw_client early(house.port());
        early.send(request);
        EXPECT_EQ(status_of(early.response()), 200);
        raw_client late(house.port());
        EXPECT_TRUE(eventually([&] { return house.server->connections() == 2; }));
        const int spare = ::socket(AF_INET, SOCK_STREAM, 0);
        {
            const no_descriptors none;
            sockaddr_in where{};
            where.sin_family = AF_INET;
            where.sin_port = htons(house.port());
            where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            EXPECT_EQ(::connect(spare, reinterpret_cast<const sockaddr*>(&where), sizeof where), 0);
            EXPECT_TRUE(eventually([&] { return house.figure(failures) != "0"; }));
        }
        ::close(spare);
    }
    raw_client client(house.port());
    client.send(request);
    EXPECT_EQ(status_of(client.response()), 200);
    core::set_log_sink({});
}

// A handler that stays until it is let go.
struct gate {
    std::promise<void> entered;
    std::promise<void> opened;
    std::shared_future<void> open = opened.get_future().share();
    net::http_handler handler() {
        return [this](const http_request&) -> task<http_response> {
            entered.set_value();
            runtime::timer pause(co_await boost::asio::this_coro::executor);
            while (open.wait_for(0s) != std::future_status::ready) {
                pause.expires_after(1ms);
                co_await pause.async_wait(runtime::use_task);
            }
            co_return http_response();
        };
    }
};

TEST(Limits, AnAnswerThatComesTooLateIsNotWaitedFor) {
    gate held;
    const served house(held.handler(), with([](auto& bounds) { bounds.answer = 20ms; }));
    raw_client client(house.port());
    client.send(request);
    held.entered.get_future().wait();
    EXPECT_TRUE(client.is_closed_by_server());
    EXPECT_EQ(hits(house, "answer_time"), "1");
    EXPECT_EQ(house.server->connections(), 1U);  // its handler still works
    held.opened.set_value();
    EXPECT_TRUE(eventually([&] { return house.server->connections() == 0; }));
}

TEST(Drain, LetsARunningRequestFinish) {
    gate held;
    const served house(held.handler(), with([](auto& bounds) { bounds.linger = 20ms; }));
    raw_client busy(house.port());
    raw_client idle(house.port());
    busy.send(request + request);
    held.entered.get_future().wait();
    auto drained = std::async(std::launch::async, [&] { return house.server->drain(10s); });
    EXPECT_TRUE(idle.is_closed_by_server());
    EXPECT_THROW(raw_client late(house.port()), std::runtime_error);
    held.opened.set_value();
    const auto response = busy.response();
    EXPECT_EQ(status_of(response), 200);
    EXPECT_NE(response.find("Connection: close"), std::string::npos);
    EXPECT_TRUE(busy.is_closed_by_server());
    EXPECT_TRUE(drained.get());
}

TEST(Drain, CutsOffWhatIsNotDoneInTime) {
    gate held;
    const served house(held.handler());
    raw_client busy(house.port());
    raw_client slow(house.port());
    busy.send(request);
    slow.send("GET / HT");
    held.entered.get_future().wait();
    EXPECT_FALSE(house.server->drain(20ms));
    EXPECT_TRUE(slow.is_closed_by_server());
    held.opened.set_value();
    EXPECT_TRUE(busy.is_closed_by_server());
}

TEST(Drain, AHandlerMayOutliveTheServer) {
    gate held;
    served house(held.handler());
    raw_client busy(house.port());
    busy.send(request);
    held.entered.get_future().wait();
    house.server.reset();
    boost::asio::post(house.house.at(0), boost::asio::use_future)
        .get();  // the loop has heard of it
    held.opened.set_value();
    EXPECT_TRUE(busy.is_closed_by_server());
}

struct alarm : net::deadlines::entry {
    void expired() override { ++rung; }
    int rung = 0;
};

TEST(Deadlines, StrikeOnceAndNeverEarly) {
    boost::asio::io_context loop(1);
    const auto wheel = std::make_shared<net::deadlines>(loop.get_executor());
    const auto start = std::chrono::steady_clock::now();
    alarm one;
    wheel->arm(one, start + 1s);
    wheel->advance(start + 999ms);
    EXPECT_EQ(one.rung, 0);
    wheel->advance(start + 1s + 2 * net::deadlines::tick);
    EXPECT_EQ(one.rung, 1);
    wheel->advance(start + 10s);
    EXPECT_EQ(one.rung, 1);
}

TEST(Deadlines, CanBeMovedBothWaysAndTakenBack) {
    boost::asio::io_context loop(1);
    const auto wheel = std::make_shared<net::deadlines>(loop.get_executor());
    const auto start = std::chrono::steady_clock::now();
    alarm later;
    alarm sooner;
    alarm never;
    wheel->arm(later, start + 1s);
    wheel->arm(later, start + 5s);
    wheel->arm(sooner, start + 5s);
    wheel->arm(sooner, start + 1s);
    wheel->arm(never, start + 1s);
    wheel->disarm(never);
    wheel->advance(start + 2s);
    EXPECT_EQ(later.rung, 0);
    EXPECT_EQ(sooner.rung, 1);
    wheel->advance(start + 6s);
    EXPECT_EQ(later.rung, 1);
    EXPECT_EQ(never.rung, 0);
}

TEST(Deadlines, ReachBeyondTheWheelAndForgetTheDead) {
    boost::asio::io_context loop(1);
    const auto wheel = std::make_shared<net::deadlines>(loop.get_executor());
    const auto start = std::chrono::steady_clock::now();
    alarm far;
    wheel->arm(far, start + 10min);
    {
        alarm gone;
        wheel->arm(gone, start + 1s);
    }
    wheel->advance(start + 9min);
    EXPECT_EQ(far.rung, 0);
    wheel->advance(start + 11min);
    EXPECT_EQ(far.rung, 1);
}

}  // namespace
