// The built server with the dialogs of this tree, over HTTPS, as patients and the platform use it.
#include "bot/runtime/spawn.h"
#include "tests/platform/emulator.h"
#include "tests/platform/real_outside.h"
#include "tests/platform/sample.h"
#include "tests/platform/server_process.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace std::chrono_literals;

constexpr auto account_entry = R"({"id": "nanjiao", "channel": "wechat-oa",
    "path": "/wechat/nanjiao", "original_id": "gh_0123456789ab", "app_id": "wx0123456789abcdef",
    "app_secret": "0123456789abcdef0123456789abcdef", "token": "orthoBotT0ken",
    "encoding_aes_key": "2E11qIeof67j0zYIZrfH1rPCD8a5qz2eP5I13BIwNmC",
    "previous_encoding_aes_key": "7A2Otx09cDUz1BnThgn6vkYIIa8uqt1hN9sFwzfnLFk",
    "mode": "secure"})";

class EndToEnd : public testing::Test {
protected:
    using parcel = std::shared_ptr<platform::emulator::parcel>;

    void SetUp() override {
        net::client_trust trust;
        trust.only_certificate_file = server_.certificate().file();
        auto client = net::https_client::create(loop_, trust);
        ASSERT_TRUE(client);
        world_ = std::make_unique<platform::real_outside>(loop_, std::move(*client));
        auto account = platform_test::sample_account();
        account.url = server_.origin() + "/wechat/nanjiao";
        house_ = std::make_unique<platform::emulator>(
            loop_.get_executor(), *world_, std::vector<platform::account>{account}, 3s, 1);
        boot();
    }

    // Starts the server and waits until it says that it is ready.
    void boot() {
        server_.start();
        bool ready = false;
        runtime::spawn(loop_.get_executor(), "boot", [&]() -> runtime::task<> {
            const auto until = world_->now() + 60s;
            while (!ready && world_->now() < until) {
                net::client_request probe;
                probe.url = server_.ready_url();
                const auto answer = co_await world_->ask(std::move(probe));
                ready = answer && answer->status == 200;
                if (!ready) co_await world_->wait_until(world_->now() + 20ms);
            }
        });
        run();
        ASSERT_TRUE(ready) << server_.log();
    }
    void run() {
        loop_.restart();
        loop_.run();
    }

    platform::destination& there() { return *house_->find("nanjiao"); }
    platform::chat& patient() { return *house_->patient(there(), platform_test::openid); }

    // The account's answer to what the patient does.
    std::string act(std::string_view kind, const platform::details& given = {},
                    platform::travel how = {}) {
        const auto sent = house_->act(there(), patient(), kind, given, how);
        EXPECT_TRUE(sent);
        run();
        return patient().lines().back().text;
    }
    std::string say(const std::string& text, platform::travel how = {}) {
        return act("text", {{"text", text}}, how);
    }
    std::string tap() {
        EXPECT_TRUE(house_->tap(there(), patient(), {}, {}));
        run();
        return patient().lines().back().text;
    }
    std::size_t answers() {
        return static_cast<std::size_t>(
            std::ranges::count(patient().lines(), platform::speaker::account, &platform::line::by));
    }
    std::string deliver_again() {
        std::string outcome;
        runtime::spawn(loop_.get_executor(), "again", [&]() -> runtime::task<> {
            const auto answer = co_await house_->deliver_again(there(), patient(), {});
            outcome = answer ? *answer : answer.error().message();
        });
        run();
        return outcome;
    }
    const platform::exchange& last_exchange() { return house_->exchanges().entries().back(); }

    boost::asio::io_context loop_{1};
    platform_test::server_process server_{account_entry};
    std::unique_ptr<platform::real_outside> world_;
    std::unique_ptr<platform::emulator> house_;
};

TEST_F(EndToEnd, ThePlatformsUrlCheckPasses) {
    std::string why_not = "unasked";
    runtime::spawn(loop_.get_executor(), "check",
                   [&]() -> runtime::task<> { why_not = co_await house_->check_url(there()); });
    run();
    EXPECT_EQ(why_not, "");
}

TEST_F(EndToEnd, APatientFollowsWritesAndTaps) {
    const auto welcome = act("follow");
    EXPECT_EQ(answers(), 1U) << last_exchange().reason << server_.log();
    const auto first = say("右腿麻了一个星期");
    EXPECT_EQ(answers(), 2U) << last_exchange().reason;
    EXPECT_NE(first, welcome);
    EXPECT_NE(tap(), first);
    EXPECT_EQ(answers(), 3U);
}

TEST_F(EndToEnd, AWarningSignGetsEmergencyAdviceAtOnce) {
    act("follow");
    const auto advice = say("会阴麻，尿不出来");
    EXPECT_NE(advice.find("急诊"), std::string::npos) << advice;
    EXPECT_EQ(advice.find("预约"), std::string::npos) << advice;
}

TEST_F(EndToEnd, OneMessageDeliveredThreeTimesAtOnceAndOnceLaterHasOneEffect) {
    act("follow");
    platform::travel how;
    how.copies = 3;
    say("右腿麻了一个星期", how);
    EXPECT_EQ(answers(), 2U);
    const auto& log = house_->exchanges().entries();
    std::vector<std::string> agreements;
    for (auto one = log.end() - 3; one != log.end(); ++one) agreements.push_back(one->agreement);
    EXPECT_EQ(agreements, (std::vector<std::string>{"first", "same", "same"}));
    EXPECT_EQ(deliver_again(), "same");
}

TEST_F(EndToEnd, AnAnswerLostInAPowerCutIsGivenAgain) {
    act("follow");
    there().mischief.drop_answers = 1;
    ASSERT_TRUE(house_->act(there(), patient(), "text", {{"text", "右腿麻了一个星期"}}, {}));
    const auto before = house_->exchanges().entries().size();
    loop_.restart();
    while (house_->exchanges().entries().size() == before) loop_.run_one();
    const auto lost = last_exchange().answer;
    ASSERT_EQ(last_exchange().outcome, "dropped");
    server_.kill();
    server_.start();
    run();
    EXPECT_EQ(last_exchange().outcome, "replied") << last_exchange().reason << server_.log();
    EXPECT_EQ(last_exchange().answer, lost);
    EXPECT_EQ(answers(), 2U);
}

TEST_F(EndToEnd, LeavesWithinItsGraceWhenAsked) {
    act("follow");
    EXPECT_EQ(server_.terminate(), 0) << server_.log();
}

}  // namespace
