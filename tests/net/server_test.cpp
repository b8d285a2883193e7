#include "bot/net/router.h"
#include "tests/net/served.h"
#include "tests/support/raw_client.h"

#include <gtest/gtest.h>

#include <string>

namespace {

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

TEST(Server, AnswersARequest) {
    const served house(echo);
    raw_client client(house.port());
    client.send("POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
    EXPECT_EQ(client.response(),
              "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\n"
              "/a|b=c|hello");
}

}  // namespace
