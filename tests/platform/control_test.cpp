#include "tests/platform/control.h"

#include "bot/runtime/spawn.h"
#include "tests/platform/sample.h"
#include "tests/platform/virtual_outside.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;

class Control : public testing::Test {
protected:
    net::http_response send(net::method verb, const std::string& path, std::string body = {}) {
        net::http_request request;
        request.verb = verb;
        request.path = path.substr(0, path.find('?'));
        if (request.path.size() < path.size()) request.query = path.substr(request.path.size() + 1);
        request.headers = {{"content-type", type_}};
        request.body = std::move(body);
        net::http_response answer;
        runtime::spawn(loop_.get_executor(), "request",
                       [&]() -> runtime::task<> { answer = co_await control_(request); });
        world_.run();
        return answer;
    }
    net::http_response get(const std::string& path) { return send(net::method::get, path); }
    net::http_response post(const std::string& path, std::string body) {
        return send(net::method::post, path, std::move(body));
    }
    static bool holds(const net::http_response& answer, std::string_view text) {
        return answer.body.find(text) != std::string::npos;
    }

    const std::string patient_ = "/api/accounts/nanjiao/users/" + platform_test::openid;
    std::string type_ = "application/json";
    boost::asio::io_context loop_{1};
    platform_test::virtual_outside world_{loop_, [](const net::client_request&) {
                                              return platform_test::answer_after(
                                                  1s, platform_test::text_reply("好 <b>"));
                                          }};
    platform::emulator house_{loop_.get_executor(),
                              world_,
                              {platform_test::sample_account(platform::mode::plaintext)},
                              5s,
                              1};
    platform::control control_{house_};
};

TEST_F(Control, ServesThePageWithAStrictPolicy) {
    for (const auto* path : {"/", "/index.html", "/page.css", "/page.js"}) {
        const auto answer = get(path);
        EXPECT_EQ(answer.status, 200U) << path;
        EXPECT_FALSE(answer.body.empty());
        bool strict = false;
        for (const auto& [name, value] : answer.headers)
            strict |= name == "Content-Security-Policy" &&
                      value.find("unsafe-inline") == std::string::npos;
        EXPECT_TRUE(strict) << path;
    }
    EXPECT_TRUE(holds(get("/"), "<script type=\"module\" src=\"/page.js\"></script>"));
}

TEST_F(Control, NamesTheAccountsWithoutTheirSecrets) {
    const auto answer = get("/api/accounts");
    EXPECT_EQ(
        answer.body,
        R"([{"id":"nanjiao","mode":"plaintext","url":"https://127.0.0.1:8443/wechat/nanjiao"}])");
}

TEST_F(Control, AConversationGoesThroughIt) {
    EXPECT_EQ(post(patient_ + "/messages", R"({"kind":"text","text":"腿麻"})").status, 409U);
    EXPECT_EQ(post(patient_ + "/messages", R"({"kind":"follow"})").status, 202U);
    const auto answer = post(patient_ + "/messages?wait=1", R"({"kind":"text","text":"腿麻"})");
    EXPECT_EQ(answer.status, 200U);
    EXPECT_TRUE(holds(answer, R"("by":"patient","kind":"text","text":"腿麻")")) << answer.body;
    EXPECT_TRUE(holds(answer, R"("by":"account","kind":"text","text":"好 <b>")")) << answer.body;
    EXPECT_TRUE(holds(get(patient_ + "/transcript?after=3"), R"("number":4)"));
    EXPECT_FALSE(holds(get(patient_ + "/transcript?after=3"), "腿麻"));
    EXPECT_TRUE(holds(get("/api/exchanges?after=1"), R"("outcome":"replied")"));
}

TEST_F(Control, GivesEveryNewPatientAnOpenidAndANumber) {
    const auto first = post("/api/accounts/nanjiao/users", "{}");
    EXPECT_EQ(first.status, 201U);
    EXPECT_TRUE(holds(first, R"({"user":"o)"));
    EXPECT_TRUE(holds(post("/api/accounts/nanjiao/users", "{}"), R"("number":2)"));
    EXPECT_TRUE(holds(get("/api/accounts/nanjiao/users"), R"("number":2)"));
}

TEST_F(Control, RefusesWhatItDoesNotUnderstand) {
    post(patient_ + "/messages", R"({"kind":"follow"})");
    for (const auto* body :
         {"", "{", "[]", R"({"kind":"telepathy"})", R"({"kind":"text"})",
          R"({"kind":"text","text":["x"]})", R"({"kind":"text","text":"x","copies":"99"})",
          R"({"kind":"text","text":"x","version":"2"})"})
        EXPECT_EQ(post(patient_ + "/messages", body).status, 400U) << body;
    EXPECT_EQ(post(patient_ + "/tap", "{}").status, 404U);
    EXPECT_EQ(post("/api/accounts/none/users", "{}").status, 404U);
    EXPECT_EQ(post("/api/accounts/nanjiao/users/short/messages", "{}").status, 404U);
    EXPECT_EQ(get("/api/accounts/nanjiao/users/short/transcript").status, 404U);
    EXPECT_EQ(get("/nothing").status, 404U);
    EXPECT_EQ(send(net::method::del, "/api/accounts").status, 405U);
}

TEST_F(Control, AForeignPageCannotPlayPatient) {
    type_ = "text/plain";
    EXPECT_EQ(post(patient_ + "/messages", R"({"kind":"follow"})").status, 415U);
}

}  // namespace
