// The house sends by itself over real sockets: token, message, drain.
#include "bot/app/senders.h"

#include "bot/session/outgoing_body.h"
#include "bot/session/saved_conversation.h"
#include "tests/net/tiny_server.h"
#include "tests/support/memory_store.h"

#include <gtest/gtest.h>

#include <future>

namespace {

using namespace std::chrono_literals;

std::string reply(const std::string& body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

class Senders : public testing::Test {
protected:
    void TearDown() override { loops_.stop(); }

    std::vector<app::account_config> accounts() {
        app::account_config made;
        made.channel.id = "nanjiao";
        made.channel.channel = "wechat-oa";
        made.channel.app_id = "wx0123456789abcdef";
        made.channel.secret = "S3CRET";
        made.channel.customer_service = true;
        made.channel.api_base = platform_.url("");
        app::account_config silent = made;
        silent.channel.id = "silent";
        silent.channel.customer_service = false;
        return {made, silent};
    }
    void leave_message() {
        store::turn change;
        change.key = {"nanjiao", "oUSER"};
        session::saved_conversation saved;
        saved.state = "x";
        saved.opened.message = clock_.now();
        change.state = session::encode(saved);
        change.reply = {"d", ""};
        change.at = clock_.now();
        auto more = std::make_shared<store::consequences>();
        more->messages.push_back(
            {session::encode(session::patient_page{{core::text_block{"第二页"}}}), clock_.now()});
        change.more = std::move(more);
        ASSERT_EQ(memory_.apply(std::move(change)), store::commit_outcome::applied);
    }

    std::promise<void> asked_;
    bool told_ = false;
    net_test::tiny_server platform_{
        [this](const std::string& request) {
            if (request.starts_with("POST /cgi-bin/stable_token "))
                return reply(R"({"access_token":"T/1","expires_in":7200})");
            if (!std::exchange(told_, true)) asked_.set_value();
            return reply(R"({"errcode":0,"errmsg":"ok"})");
        },
        nullptr};
    core::metrics registry_;
    core::system_clock clock_;
    support::memory_store memory_;
    runtime::loops loops_{2};
    session::script_source scripts_;
    session::conversations talks_{loops_, memory_, scripts_, clock_, registry_};
};

TEST_F(Senders, AMessageInTheStoreReachesThePlatformAndTheHouseClosesBehindIt) {
    leave_message();
    app::senders senders(accounts(), loops_, memory_, talks_, clock_, registry_);
    EXPECT_NE(senders.find("nanjiao"), nullptr);
    EXPECT_EQ(senders.find("silent"), nullptr);
    EXPECT_EQ(senders.find("stranger"), nullptr);
    loops_.start();
    ASSERT_EQ(asked_.get_future().wait_for(20s), std::future_status::ready);
    EXPECT_TRUE(senders.drain(20s));
    loops_.stop();

    const auto requests = platform_.requests();
    ASSERT_EQ(requests.size(), 2U);
    EXPECT_TRUE(requests[1].starts_with(
        "POST /cgi-bin/message/custom/send?access_token=T%2F1 HTTP/1.1\r\n"))
        << requests[1];
    EXPECT_TRUE(
        requests[1].ends_with(R"({"touser":"oUSER","msgtype":"text","text":{"content":"第二页"}})"))
        << requests[1];
    EXPECT_EQ(memory_.kept()->messages.begin()->second.how, store::fate::sent);
    EXPECT_EQ(memory_.kept()->leases["outbox/nanjiao"].until, core::wall_time())
        << "another process may go on at once";
}

TEST_F(Senders, AHouseWithNothingToSendClosesAtOnce) {
    app::senders senders(accounts(), loops_, memory_, talks_, clock_, registry_);
    loops_.start();
    EXPECT_TRUE(senders.drain(20s));
    EXPECT_TRUE(platform_.requests().empty());
}

}  // namespace
