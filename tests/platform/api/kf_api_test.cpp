#include "bot/runtime/spawn.h"
#include "tests/platform/api/open_api.h"
#include "tests/platform/sample.h"
#include "tests/platform/virtual_outside.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using document = adapters::tencent::json_document;

platform::account kf_account(const std::string& id) {
    auto made = platform_test::sample_account();
    made.id = id;
    made.kind = platform::channel::customer_service;
    made.corp_id = "ww0123456789abcdef";
    made.secret = "corp-secret";
    made.open_kf_id = "wk" + id;
    return made;
}

class CustomerService : public testing::Test {
protected:
    document ask(const std::string& api, std::string body) {
        net::http_request request;
        request.verb = net::method::post;
        request.path = "/cgi-bin/" + api;
        request.query =
            "access_token=" +
            ends_.tokens().take_corp("ww0123456789abcdef/corp-secret", world_.wall_now()).token;
        request.body = std::move(body);
        net::http_response answer;
        runtime::spawn(loop_.get_executor(), "call",
                       [&]() -> runtime::task<> { answer = co_await ends_(request); });
        world_.run();
        auto json = document::read(answer.body);
        EXPECT_TRUE(json) << answer.body;
        return std::move(*json);
    }
    static std::int64_t code_of(const document& answer) {
        return answer["errcode"].integer().value_or(-2);
    }
    document sync(const std::string& cursor, const std::string& more = {}) {
        return ask("kf/sync_msg",
                   R"({"open_kfid":"wkone","cursor":")" + cursor + "\"" + more + "}");
    }
    std::int64_t send(const std::string& msgid, const std::string& text = "您好") {
        return code_of(ask("kf/send_msg", R"({"touser":"wm1","open_kfid":"wkone","msgid":")" +
                                              msgid + R"(","msgtype":"text","text":{"content":")" +
                                              text + R"("}})"));
    }
    void act(std::string_view kind, const platform::details& given = {}) {
        ASSERT_TRUE(house_.act(there(), customer(), kind, given, {}));
        world_.run();
    }
    void say(const std::string& text) { act("text", {{"text", text}}); }
    platform::destination& there() { return *house_.find("one"); }
    platform::chat& customer() { return *house_.patient(there(), "wm1"); }
    std::string pushed(std::string_view element) {
        const auto& sent = house_.exchanges().entries();
        for (auto one = sent.rbegin(); one != sent.rend(); ++one) {
            const auto begin = one->sent.find("<" + std::string(element) + "><![CDATA[");
            if (begin == std::string::npos) continue;
            const auto from = begin + element.size() + 11;
            return one->sent.substr(from, one->sent.find("]]>", from) - from);
        }
        return {};
    }

    boost::asio::io_context loop_{1};
    platform_test::virtual_outside world_{
        loop_, [](const net::client_request&) { return platform_test::answer_after(0s, ""); }};
    platform::emulator house_{
        loop_.get_executor(), world_, {kf_account("one"), kf_account("two")}, 5s, 1};
    platform::api::open_api ends_{house_, 1};
};

TEST_F(CustomerService, APushSaysOnlyThatSomethingHappened) {
    say("腰痛");
    EXPECT_EQ(pushed("OpenKfId"), "wkone");
    EXPECT_EQ(pushed("Event"), "kf_msg_or_event");
    const auto& last = house_.exchanges().entries().back();
    EXPECT_EQ(last.sent.find("腰痛"), std::string::npos);
    EXPECT_EQ(last.sent.find("FromUserName"), std::string::npos);
    EXPECT_EQ(last.outcome, "acknowledged");
}

TEST_F(CustomerService, PagesFollowTheCursorToTheEnd) {
    for (int i = 0; i < 5; ++i) say("第" + std::to_string(i) + "句");
    std::string cursor, heard;
    int pages = 0;
    for (bool more = true; more; ++pages) {
        const auto page = sync(cursor, R"(,"limit":2)");
        for (std::size_t i = 0; i < page["msg_list"].size(); ++i)
            heard += page["msg_list"].at(i)["text"]["content"].text();
        cursor = page["next_cursor"].text();
        more = page["has_more"].integer() == 1;
    }
    EXPECT_EQ(heard, "第0句第1句第2句第3句第4句");
    EXPECT_EQ(pages, 3);
    EXPECT_EQ(code_of(sync(cursor + "1")), 40058);
    EXPECT_LE(cursor.size(), 64U);
}

TEST_F(CustomerService, APageMayBeEmptyThoughThereIsMore) {
    say("腰痛");
    there().kf->manners.empty_pages = 1000;
    const auto page = sync("");
    EXPECT_EQ(page["msg_list"].size(), 0U);
    EXPECT_EQ(page["has_more"].integer(), 1);
}

TEST_F(CustomerService, WithoutAPushsTokenOnlyAFewPullsAMinuteAreAllowed) {
    say("腰痛");
    const auto token = R"(,"token":")" + pushed("Token") + "\"";
    for (int i = 0; i < 10; ++i) EXPECT_EQ(code_of(sync("")), 0);
    EXPECT_EQ(code_of(sync("")), 45009);
    EXPECT_EQ(code_of(sync("", token)), 0);
    EXPECT_EQ(code_of(sync("", R"(,"token":"x")")), 95007);
    world_.advance(11min);
    EXPECT_EQ(code_of(sync("", token)), 95007);
}

TEST_F(CustomerService, NothingIsKeptLongerThanThreeDays) {
    say("旧");
    world_.advance(73h);
    say("新");
    const auto page = sync("");
    ASSERT_EQ(page["msg_list"].size(), 1U);
    EXPECT_EQ(page["msg_list"].at(0)["text"]["content"].text(), "新");
}

TEST_F(CustomerService, FiveMessagesForEachOfTheCustomersWithin48Hours) {
    say("腰痛");
    for (int i = 0; i < 5; ++i) EXPECT_EQ(send("a" + std::to_string(i)), 0);
    EXPECT_EQ(send("a5"), 95001);
    say("还在吗");
    EXPECT_EQ(send("a6"), 0);
    world_.advance(49h);
    EXPECT_EQ(send("a7"), 95002);
}

TEST_F(CustomerService, AMessageIdIsGoodOnce) {
    say("腰痛");
    EXPECT_EQ(send("b1"), 0);
    EXPECT_EQ(send("b1"), 95034);
    EXPECT_EQ(send("no blanks"), 40058);
    EXPECT_EQ(customer().lines().size(), 2U);
}

TEST_F(CustomerService, AWelcomeCodeIsGoodOnceAndForTwentySeconds) {
    act("enter");
    const auto code_in = [&] {
        const auto page = sync("");
        const auto list = page["msg_list"];
        return std::string(list.at(list.size() - 1)["event"]["welcome_code"].text());
    };
    const auto welcome = [&](const std::string& code) {
        return code_of(
            ask("kf/send_msg_on_event",
                R"({"code":")" + code + R"(","msgtype":"text","text":{"content":"欢迎"}})"));
    };
    const auto first = code_in();
    EXPECT_EQ(welcome(first), 0);
    EXPECT_EQ(customer().lines().back().text, "欢迎");
    EXPECT_EQ(welcome(first), 95035);
    act("enter");
    EXPECT_EQ(code_in(), "") << "welcomed already";
    world_.advance(49h);
    act("enter");
    const auto late = code_in();
    world_.advance(21s);
    EXPECT_EQ(welcome(late), 95035);
}

TEST_F(CustomerService, WhileAServicerHoldsTheSessionTheApiIsRefused) {
    say("要人工");
    act("servicer-take");
    EXPECT_EQ(send("c1"), 95018);
    const auto state = [&] {
        return ask("kf/service_state/get",
                   R"({"open_kfid":"wkone","external_userid":"wm1"})")["service_state"]
            .integer();
    };
    EXPECT_EQ(state(), 3);
    act("servicer-end");
    EXPECT_EQ(send("c2"), 95013);
    say("又来了");
    EXPECT_EQ(state(), 0);
    EXPECT_EQ(send("c3"), 0);
    EXPECT_EQ(state(), 1);
    const auto trans = [&](int to) {
        return ask("kf/service_state/trans",
                   R"({"open_kfid":"wkone","external_userid":"wm1","service_state":)" +
                       std::to_string(to) + "}");
    };
    const auto queued = trans(2);
    EXPECT_EQ(code_of(queued), 0);
    EXPECT_FALSE(queued["msg_code"].text().empty());
    EXPECT_EQ(code_of(trans(1)), 95016);
}

TEST_F(CustomerService, AnAcceptedMessageMayFailLater) {
    say("腰痛");
    there().kf->manners.fail_calls = 1;
    there().kf->manners.fail_type = 10;
    EXPECT_EQ(send("d1"), 0);
    EXPECT_EQ(customer().lines().size(), 1U);
    const auto page = sync("");
    const auto event = page["msg_list"].at(1)["event"];
    EXPECT_EQ(event["fail_msgid"].text(), "d1");
    EXPECT_EQ(event["fail_type"].integer(), 10);
}

TEST_F(CustomerService, AMenusItemIsTappedAsAnAnswer) {
    say("腰痛");
    const auto sent =
        ask("kf/send_msg", R"({"touser":"wm1","open_kfid":"wkone","msgtype":"msgmenu","msgmenu":)"
                           R"({"head_content":"请选择","list":[{"type":"click","click":)"
                           R"({"id":"p1","content":"左腿"}}]}})");
    EXPECT_EQ(code_of(sent), 0);
    ASSERT_TRUE(house_.tap(there(), customer(), {}, {}));
    world_.run();
    const auto page = sync("");
    EXPECT_EQ(page["msg_list"].at(1)["text"]["menu_id"].text(), "p1");
    EXPECT_EQ(page["msg_list"].at(1)["text"]["content"].text(), "左腿");
}

TEST_F(CustomerService, PushesShareOneNoticeWhileItWaitsAndMayBeLost) {
    there().kf->manners.push_delay = 2s;
    ASSERT_TRUE(house_.act(there(), customer(), "text", {{"text", "一"}}, {}));
    ASSERT_TRUE(house_.act(there(), customer(), "text", {{"text", "二"}}, {}));
    world_.run();
    EXPECT_EQ(house_.exchanges().entries().size(), 1U);
    there().kf->manners.lose_pushes = 1;
    say("三");
    EXPECT_EQ(house_.exchanges().entries().size(), 1U);
    EXPECT_EQ(sync("")["msg_list"].size(), 3U);
}

TEST_F(CustomerService, AccountsAreListedAndForeignOnesAreNone) {
    const auto list = ask("kf/account/list", R"({"offset":0,"limit":100})");
    ASSERT_EQ(list["account_list"].size(), 2U);
    EXPECT_EQ(list["account_list"].at(0)["open_kfid"].text(), "wkone");
    EXPECT_EQ(code_of(ask("kf/sync_msg", R"({"cursor":""})")), 95004);
    EXPECT_EQ(code_of(ask("kf/sync_msg", R"({"open_kfid":"wknone"})")), 95000);
}

}  // namespace
