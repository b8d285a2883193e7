// The platform's patience (wechat §4.5), told in virtual time.
#include "bot/runtime/spawn.h"
#include "tests/platform/emulator.h"
#include "tests/platform/sample.h"
#include "tests/platform/virtual_outside.h"

#include <gtest/gtest.h>

#include <set>

namespace {

using namespace std::chrono_literals;
using platform_test::answer_after;
using platform_test::scripted;
using platform_test::text_reply;

// Plaintext mode keeps the script readable; sealing has its own tests.
class Courier : public testing::Test {
protected:
    // The server answers the n-th request as the n-th row says; the last row for all that follow.
    void server(std::vector<scripted> rows) { rows_ = std::move(rows); }

    platform::chat& patient() {
        auto* who = house_.patient(there(), platform_test::openid);
        who->set_follows(true);
        return *who;
    }
    platform::destination& there() { return *house_.find("nanjiao"); }

    void say(const std::string& text, platform::travel how = {}) {
        ASSERT_TRUE(house_.act(there(), patient(), "text", {{"text", text}}, how));
        world_.run();
    }
    std::vector<std::string> heard() {  // what the account's side of the chat shows
        std::vector<std::string> texts;
        for (const auto& line : patient().lines())
            if (line.by != platform::speaker::patient) texts.push_back(line.text);
        return texts;
    }
    std::vector<std::string> outcomes() const {
        std::vector<std::string> words;
        for (const auto& one : house_.exchanges().entries()) words.push_back(one.outcome);
        return words;
    }
    std::string ask_again() {
        std::string outcome;
        runtime::spawn(loop_.get_executor(), "again", [&]() -> runtime::task<> {
            const auto answer = co_await house_.deliver_again(there(), patient(), {});
            outcome = answer ? *answer : answer.error().message();
        });
        world_.run();
        return outcome;
    }
    std::string check_url() {
        std::string why_not;
        runtime::spawn(loop_.get_executor(), "check",
                       [&]() -> runtime::task<> { why_not = co_await house_.check_url(there()); });
        world_.run();
        return why_not;
    }

    std::vector<scripted> rows_;
    boost::asio::io_context loop_{1};
    platform_test::virtual_outside world_{loop_, [this](const net::client_request&) {
                                              const auto row =
                                                  std::min(world_.asked().size(), rows_.size());
                                              return rows_.at(row - 1);
                                          }};
    platform::emulator house_{loop_.get_executor(),
                              world_,
                              {platform_test::sample_account(platform::mode::plaintext)},
                              5s,
                              1};
};

using times = std::vector<std::chrono::milliseconds>;
using texts = std::vector<std::string>;

TEST_F(Courier, ShowsAnAnswerThatComesInTime) {
    server({answer_after(4999ms, text_reply("好"))});
    say("腿麻");
    EXPECT_EQ(heard(), texts{"好"});
    EXPECT_EQ(world_.asked().size(), 1U);
}

TEST_F(Courier, AsksThreeTimesFiveSecondsApartAndThenShowsTheFailureNotice) {
    server({answer_after(5s, text_reply("好"))});
    say("腿麻");
    EXPECT_EQ(world_.asked_at(), (times{0s, 5s, 10s}));
    EXPECT_EQ(heard(), texts{std::string(platform::failure_notice)});
    EXPECT_EQ(world_.since_start(), 15s);
}

TEST_F(Courier, TheAnswerToARetryIsShownOnce) {
    server({answer_after(9s, text_reply("好")), answer_after(4s, text_reply("好"))});
    say("腿麻");
    EXPECT_EQ(heard(), texts{"好"});
    EXPECT_EQ(world_.asked_at(), (times{0s, 5s}));
}

TEST_F(Courier, ARefusedConnectionIsTriedAgainAtTheNextTurn) {
    server({scripted{}, scripted{}, answer_after(0s, text_reply("好"))});
    say("腿麻");
    EXPECT_EQ(world_.asked_at(), (times{0s, 5s, 10s}));
    EXPECT_EQ(heard(), texts{"好"});
}

TEST_F(Courier, ARetryIsTheSameMessageSignedAfresh) {
    server({scripted{}});
    say("腿麻");
    std::set<std::string> bodies;
    std::set<std::string> urls;
    for (const auto& request : world_.asked()) {
        bodies.insert(request.body);
        urls.insert(request.url);
    }
    EXPECT_EQ(bodies.size(), 1U);
    EXPECT_EQ(urls.size(), 3U);
}

TEST_F(Courier, KeepsTheSignatureWhenToldTo) {
    server({scripted{}});
    platform::travel how;
    how.same_signature = true;
    say("腿麻", how);
    EXPECT_EQ(world_.asked().at(0).url, world_.asked().at(2).url);
}

TEST_F(Courier, AnIllegalAnswerShowsTheNoticeAtOnce) {
    server({answer_after(0s, "Error 500", 500)});
    say("腿麻");
    EXPECT_EQ(world_.asked().size(), 1U);
    EXPECT_EQ(heard(), texts{std::string(platform::failure_notice)});
    EXPECT_EQ(house_.exchanges().entries().at(0).reason, "status");
}

TEST_F(Courier, AnIllegalAnswerIsTriedAgainWhenThePlatformIsSaidToDoSo) {
    server({answer_after(0s, "?"), answer_after(0s, text_reply("好"))});
    platform::travel how;
    how.retry_on_illegal = true;
    say("腿麻", how);
    EXPECT_EQ(heard(), texts{"好"});
}

TEST_F(Courier, SuccessSaysNothing) {
    server({answer_after(0s, "success")});
    say("腿麻");
    EXPECT_EQ(heard(), texts{});
    EXPECT_EQ(world_.asked().size(), 1U);
    EXPECT_EQ(patient().waiting, 0U);
}

TEST_F(Courier, CopiesOfOneMessageShowOneAnswerAndTheLogTellsWhetherTheyAgree) {
    server({answer_after(30ms, text_reply("好")), answer_after(10ms, text_reply("好")),
            answer_after(20ms, text_reply("不好"))});
    platform::travel how;
    how.copies = 3;
    say("腿麻", how);
    EXPECT_EQ(world_.asked_at(), (times{0s, 0s, 0s}));
    ASSERT_EQ(heard().size(), 1U);
    texts agreements;
    for (const auto& one : house_.exchanges().entries()) agreements.push_back(one.agreement);
    EXPECT_EQ(agreements, (texts{"first", "different", "same"}));
}

TEST_F(Courier, ALateRepetitionIsComparedAndNotShown) {
    server({answer_after(0s, text_reply("好")), answer_after(0s, text_reply("好")),
            answer_after(0s, text_reply("坏")), scripted{}});
    say("腿麻");
    EXPECT_EQ(ask_again(), "same");
    EXPECT_EQ(ask_again(), "different");
    EXPECT_EQ(ask_again(), "no-answer");
    EXPECT_EQ(heard(), texts{"好"});
    EXPECT_EQ(world_.asked().at(0).body, world_.asked().at(3).body);
}

TEST_F(Courier, NothingCanBeRepeatedBeforeTheFirstMessage) {
    server({scripted{}});
    EXPECT_EQ(ask_again(), "not found");
}

TEST_F(Courier, ALostAnswerLeadsToARetry) {
    server({answer_after(1s, text_reply("好"))});
    there().mischief.drop_answers = 1;
    say("腿麻");
    EXPECT_EQ(outcomes(), (texts{"dropped", "replied"}));
    EXPECT_EQ(world_.asked_at(), (times{0s, 5s}));
    EXPECT_EQ(heard(), texts{"好"});
}

TEST_F(Courier, ADelayOfTheNetworkEatsIntoTheLimit) {
    server({answer_after(2s, text_reply("好"))});
    there().mischief.delay = 4s;
    say("腿麻");
    EXPECT_EQ(world_.asked_at(), (times{4s, 9s, 14s}));
    EXPECT_EQ(heard(), texts{std::string(platform::failure_notice)});
}

TEST_F(Courier, NobodyWritesToAnAccountTheyDoNotFollow) {
    server({answer_after(0s, "success")});
    auto& stranger = house_.new_patient(there());
    EXPECT_EQ(house_.act(there(), stranger, "text", {{"text", "x"}}, {}).error(),
              core::errc::conflict);
    ASSERT_TRUE(house_.act(there(), stranger, "scan", {{"scene", "7"}}, {}));
    world_.run();
    EXPECT_NE(world_.asked().at(0).body.find("qrscene_7"), std::string::npos);
    EXPECT_TRUE(stranger.follows());
}

TEST_F(Courier, ThoseWhoLeftSeeNoAnswer) {
    server({answer_after(0s, text_reply("再见"))});
    auto& who = patient();
    ASSERT_TRUE(house_.act(there(), who, "unfollow", {}, {}));
    world_.run();
    EXPECT_EQ(who.lines().back().text, "你已取消关注");
}

TEST_F(Courier, ATapSendsTheWordsAndTheIdOfTheLine) {
    server({answer_after(0s, text_reply("<a href=\"weixin://bizmsgmenu?msgmenucontent=%E5%B7%A6"
                                        "&msgmenuid=t.n.left\">1. 左</a>")),
            answer_after(0s, "success")});
    say("腿麻");
    ASSERT_TRUE(house_.tap(there(), patient(), {}, {}));
    world_.run();
    const auto& body = world_.asked().at(1).body;
    EXPECT_NE(body.find("<Content><![CDATA[左]]></Content><bizmsgmenuid>t.n.left</bizmsgmenuid>"),
              std::string::npos)
        << body;
    platform::chat::choice missing;
    missing.menu_id = "none";
    EXPECT_EQ(house_.tap(there(), patient(), missing, {}).error(), core::errc::not_found);
}

TEST_F(Courier, TheUrlCheckWantsTheEchoAndNothingElse) {
    const auto echo_of = [this] {
        const auto& url = world_.asked().back().url;
        return url.substr(url.find("echostr=") + 8);
    };
    server({answer_after(0s, "")});
    EXPECT_EQ(check_url(), "the body is not the echo");
    EXPECT_EQ(world_.asked().back().version, 10U);
    EXPECT_EQ(echo_of().size(), 19U);
    server({answer_after(0s, "", 403)});
    EXPECT_EQ(check_url(), "status 403");
    server({answer_after(5s, "")});
    EXPECT_EQ(check_url(), "time limit before the answer was complete");
}

TEST_F(Courier, MessagesHaveRisingIdsAndEventsHaveNone) {
    server({answer_after(0s, "success")});
    say("a");
    say("b");
    ASSERT_TRUE(house_.act(there(), patient(), "menu", {{"key", "K"}}, {}));
    world_.run();
    const auto& log = house_.exchanges().entries();
    EXPECT_LT(log.at(0).msg_id, log.at(1).msg_id);
    EXPECT_EQ(log.at(2).msg_id, "");
    EXPECT_EQ(log.at(2).kind, "CLICK");
}

}  // namespace
