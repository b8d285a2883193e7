#include "tests/platform/api/open_api.h"

#include "bot/runtime/spawn.h"
#include "tests/platform/sample.h"
#include "tests/platform/virtual_outside.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using platform_test::openid;

std::vector<platform::account> accounts() {
    auto official = platform_test::sample_account();
    official.secret = "0123456789abcdef0123456789abcdef";
    auto app = platform_test::sample_account();
    app.id = "staff";
    app.kind = platform::channel::wecom_app;
    app.corp_id = "ww0123456789abcdef";
    app.agent_id = 1000002;
    app.secret = "corp-secret";
    return {official, app};
}

class OpenApi : public testing::Test {
protected:
    net::http_response ask(net::method verb, const std::string& target, std::string body = {},
                           const std::string& type = "application/json") {
        net::http_request request;
        request.verb = verb;
        request.path = "/cgi-bin/" + target.substr(0, target.find('?'));
        const auto query = target.find('?');
        if (query != std::string::npos) request.query = target.substr(query + 1);
        request.headers = {{"content-type", type}};
        request.body = std::move(body);
        net::http_response answer;
        runtime::spawn(loop_.get_executor(), "call",
                       [&]() -> runtime::task<> { answer = co_await ends_(request); });
        world_.run();
        return answer;
    }
    std::string get(const std::string& target) { return ask(net::method::get, target).body; }
    static bool holds(const std::string& answer, std::string_view text) {
        return answer.find(text) != std::string::npos;
    }
    static int code_of(const std::string& answer) {
        const auto json = adapters::tencent::json_document::read(answer);
        return json ? static_cast<int>((*json)["errcode"].integer().value_or(0)) : 1;
    }
    std::string field(const std::string& answer, std::string_view name) {
        const auto json = adapters::tencent::json_document::read(answer);
        return json ? std::string((*json)[name].text()) : std::string();
    }
    std::string official_token() {
        return field(ask(net::method::post, "stable_token",
                         R"({"grant_type":"client_credential","appid":"wx0123456789abcdef",)"
                         R"("secret":"0123456789abcdef0123456789abcdef"})")
                         .body,
                     "access_token");
    }
    std::string corp_token() {
        return field(get("gettoken?corpid=ww0123456789abcdef&corpsecret=corp-secret"),
                     "access_token");
    }
    int send(const std::string& message) {
        return code_of(ask(net::method::post,
                           "message/custom/send?access_token=" + official_token(),
                           R"({"touser":")" + openid + R"(",)" + message + "}")
                           .body);
    }
    int say() { return send(R"("msgtype":"text","text":{"content":"您好"})"); }
    int send_to_member(const std::string& message) {
        return code_of(ask(net::method::post, "message/send?access_token=" + corp_token(),
                           R"({"touser":"zhang","agentid":1000002,)" + message + "}")
                           .body);
    }
    void act(std::string_view kind, const platform::details& given = {}) {
        ASSERT_TRUE(house_.act(there(), patient(), kind, given, {}));
        world_.run();
    }
    platform::destination& there() { return *house_.find("nanjiao"); }
    platform::chat& patient() { return *house_.patient(there(), openid); }
    platform::chat& member() { return *house_.patient(*house_.find("staff"), "zhang"); }

    boost::asio::io_context loop_{1};
    platform_test::virtual_outside world_{loop_, [](const net::client_request&) {
                                              return platform_test::answer_after(0s, "success");
                                          }};
    platform::emulator house_{loop_.get_executor(), world_, accounts(), 5s, 1};
    platform::api::open_api ends_{house_, 1};
};

TEST_F(OpenApi, ATokenNeedsTheRightSecretAndIsGoodForItsOwnAccount) {
    EXPECT_FALSE(official_token().empty());
    EXPECT_EQ(code_of(get("stable_token")), 43002);
    EXPECT_EQ(code_of(get("token?grant_type=client_credential&appid=wx0123456789abcdef&secret=x")),
              40125);
    EXPECT_EQ(code_of(get("token?grant_type=client_credential&appid=wx1&secret=x")), 40013);
    EXPECT_EQ(code_of(get("gettoken?corpid=ww0123456789abcdef&corpsecret=x")), 40001);
    EXPECT_EQ(code_of(get("message/custom/send")), 41001);
    EXPECT_EQ(code_of(get("message/custom/send?access_token=" + corp_token())), 48001);
}

TEST_F(OpenApi, FiveMessagesAreAllowedAfterEachOfThePatients) {
    act("follow");
    act("text", {{"text", "腰痛"}});
    world_.advance(2min);  // what the follow allowed is over
    for (int i = 0; i < 5; ++i) EXPECT_EQ(say(), 0) << i;
    EXPECT_EQ(say(), 45047);
    act("text", {{"text", "还在吗"}});
    EXPECT_EQ(say(), 0);
    EXPECT_EQ(patient().lines().back().text, "您好");
    world_.advance(48h);
    EXPECT_EQ(say(), 45015);
}

TEST_F(OpenApi, ATapAllowsThreeMessagesWithinAMinute) {
    act("follow");
    world_.advance(1h);
    act("menu", {{"key", "book"}});
    for (int i = 0; i < 3; ++i) EXPECT_EQ(say(), 0) << i;
    EXPECT_EQ(say(), 45047);
    world_.advance(61s);
    EXPECT_EQ(say(), 45015);
}

TEST_F(OpenApi, AMenuMessageIsTappableAndItsTapIsNoMessage) {
    act("follow");
    EXPECT_EQ(send(R"("msgtype":"msgmenu","msgmenu":{"head_content":"请选择",)"
                   R"("list":[{"id":"1","content":"腰痛"},{"id":"2","content":"腿麻"}]})"),
              0);
    world_.advance(1h);
    ASSERT_TRUE(house_.tap(there(), patient(), {}, {}));
    world_.run();
    EXPECT_EQ(patient().lines().back().text, "腰痛");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(say(), 0) << i;
    world_.advance(61s);
    EXPECT_EQ(say(), 45015);
}

TEST_F(OpenApi, RefusesWhatThePlatformRefuses) {
    act("follow");
    const struct {
        const char* message;
        int code;
    } rows[] = {
        {R"("msgtype":"text","text":{"content":""})", 44004},
        {R"("msgtype":"dance")", 40008},
        {R"("msgtype":"image","image":{"media_id":"none"})", 40007},
        {R"("msgtype":"news","news":{"articles":[{"title":"a"},{"title":"b"}]})", 45008},
        {R"("msgtype":"text","text":{"content":"\u4f60"})", 40033},
        {R"("msgtype")", 47001},
    };
    for (const auto& row : rows) EXPECT_EQ(send(row.message), row.code) << row.message;
    EXPECT_EQ(send(R"("msgtype":"text","text":{"content":")" + std::string(2049, 'x') + R"("})"),
              45002);
    act("unfollow");
    EXPECT_EQ(say(), 43004);
}

TEST_F(OpenApi, TheDaysQuotaEndsAtMidnight) {
    act("follow");
    ends_.quota().set("message/custom/send", {2, 0});
    EXPECT_EQ(say(), 0);
    EXPECT_EQ(say(), 0);
    EXPECT_EQ(say(), 45009);
    EXPECT_EQ(ends_.quota().refused(), 1U);
    world_.advance(24h);
    act("text", {{"text", "早"}});
    EXPECT_EQ(say(), 0);
}

TEST_F(OpenApi, AFaultStrikesSoManyCallsOfItsEndPoint) {
    act("follow");
    ends_.mischief().add({"message/custom/send", 2, 1000, 0ms, -1, 200, false, false});
    EXPECT_EQ(say(), -1);
    EXPECT_EQ(say(), -1);
    EXPECT_EQ(say(), 0);
    const auto lines = patient().lines().size();
    ends_.mischief().add({"message/custom/send", 1, 1000, 0ms, 0, 200, false, true});
    const auto answer =
        ask(net::method::post, "message/custom/send?access_token=" + official_token(),
            R"({"touser":")" + openid + R"(","msgtype":"text","text":{"content":"好"}})");
    EXPECT_TRUE(answer.drop);
    EXPECT_EQ(patient().lines().size(), lines + 1) << "it was done all the same";
    EXPECT_EQ(house_.exchanges().entries().back().outcome, "broken-after");
}

TEST_F(OpenApi, AMemberGetsMessagesCardsAndTheirUpdate) {
    member();
    EXPECT_EQ(send_to_member(R"("msgtype":"text","text":{"content":"有急症"})"), 0);
    EXPECT_EQ(member().lines().back().text, "有急症");
    const auto answer =
        ask(net::method::post, "message/send?access_token=" + corp_token(),
            R"({"touser":"zhang|nobody","agentid":1000002,"msgtype":"template_card",)"
            R"("template_card":{"card_type":"button_interaction","task_id":"t1",)"
            R"("main_title":{"title":"接手"},"button_list":[{"text":"好","key":"yes"}]}})")
            .body;
    EXPECT_EQ(field(answer, "invaliduser"), "nobody");
    const auto code = field(answer, "response_code");
    EXPECT_EQ(member().lines().back().segments.back().menu_id, "yes");
    const auto update = [&] {
        return code_of(ask(net::method::post,
                           "message/update_template_card?access_token=" + corp_token(),
                           R"({"userids":["zhang"],"agentid":1000002,"response_code":")" + code +
                               R"(","button":{"replace_name":"已接手"}})")
                           .body);
    };
    EXPECT_EQ(update(), 0);
    EXPECT_EQ(update(), 60140) << "a code is good once";
}

TEST_F(OpenApi, AMemberIsSpared) {
    member();
    const auto text = R"("msgtype":"text","text":{"content":"x"})";
    for (int i = 0; i < 31; ++i) EXPECT_EQ(send_to_member(text), 0);
    EXPECT_EQ(member().lines().size(), 30U) << "the rest is swallowed";
    EXPECT_EQ(code_of(ask(net::method::post, "message/send?access_token=" + corp_token(),
                          R"({"touser":"nobody","agentid":1000002,"msgtype":"text",)"
                          R"("text":{"content":"x"}})")
                          .body),
              81013);
}

TEST_F(OpenApi, AnUploadedPictureIsGoodForThreeDays) {
    act("follow");
    const std::string form =
        "--b\r\nContent-Disposition: form-data; name=\"media\"; filename=\"a.png\"\r\n"
        "Content-Type: image/png\r\n\r\npicture\r\nbytes\r\n--b--\r\n";
    const auto id =
        field(ask(net::method::post, "media/upload?type=image&access_token=" + official_token(),
                  form, "multipart/form-data; boundary=b")
                  .body,
              "media_id");
    EXPECT_EQ(get("media/get?media_id=" + id + "&access_token=" + official_token()),
              "picture\r\nbytes");
    const auto message = R"("msgtype":"image","image":{"media_id":")" + id + R"("})";
    EXPECT_EQ(send(message), 0);
    world_.advance(72h);
    EXPECT_EQ(send(message), 40007);
}

}  // namespace
