// WeChat customer service end to end: the built server pulls from the emulator over HTTP, and is
// killed as a power cut would at random points. DAOZHEN_KILLS says how often (3).
#include "adapters/wecom/kf_send.h"
#include "bot/net/server.h"
#include "bot/runtime/spawn.h"
#include "tests/platform/api/open_api.h"
#include "tests/platform/real_outside.h"
#include "tests/platform/sample.h"
#include "tests/platform/server_process.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <future>
#include <map>
#include <random>
#include <set>
#include <utility>

namespace {

using namespace std::chrono_literals;
using json_document = adapters::tencent::json_document;

constexpr auto corp = "ww0123456789abcdef";
constexpr auto secret = "corp-secret";
const std::vector<std::string> kf_accounts{"wkOrtho", "wkWard"};

std::string entry(std::uint16_t api_port) {
    return R"({"id": "patients", "channel": "wecom-kf", "path": "/wecom/kf",
    "corp_id": "ww0123456789abcdef", "open_kf_ids": ["wkOrtho", "wkWard"],
    "secret": "corp-secret", "token": "orthoBotT0ken",
    "encoding_aes_key": "2E11qIeof67j0zYIZrfH1rPCD8a5qz2eP5I13BIwNmC",
    "api_base": "http://127.0.0.1:)" +
           std::to_string(api_port) + "\"}";
}

class KfEndToEnd : public testing::Test {
protected:
    // The emulator's API is there before the server, whose configuration names its port.
    void SetUp() override {
        net::server_options options;
        options.listen = "127.0.0.1:0";
        options.bounds.requests = 1'000'000;
        auto started = net::server::start(
            loops_, options, [this](const net::http_request& request) { return (*ends_)(request); },
            figures_);
        ASSERT_TRUE(started);
        api_ = std::move(*started);
        server_ = std::make_unique<platform_test::server_process>(entry(api_->port()));
        net::client_trust trust;
        trust.only_certificate_file = server_->certificate().file();
        auto client = net::https_client::create(loops_.at(0), trust);
        ASSERT_TRUE(client);
        world_ = std::make_unique<platform::real_outside>(loops_.at(0), std::move(*client));
        std::vector<platform::account> accounts;
        for (const auto& id : kf_accounts) {
            auto one = platform_test::sample_account();
            one.id = id;
            one.kind = platform::channel::customer_service;
            one.corp_id = corp;
            one.secret = secret;
            one.open_kf_id = id;
            one.url = server_->origin() + "/wecom/kf";
            accounts.push_back(std::move(one));
        }
        house_ = std::make_unique<platform::emulator>(loops_.at(0).get_executor(), *world_,
                                                      std::move(accounts), 5s, 1);
        ends_ = std::make_unique<platform::api::open_api>(*house_, 1);
        for (const auto* api : {"kf/send_msg", "kf/sync_msg"}) ends_->quota().set(api, {});
        loops_.start();
    }
    void TearDown() override {
        server_->kill();
        api_->drain(1s);
        loops_.stop();
    }

    // Runs `work` on the emulator's loop to its end.
    template <class Work>
    void run(Work work) {
        std::promise<void> done;
        runtime::spawn(loops_.at(0).get_executor(), "test", [&]() -> runtime::task<> {
            auto part = work();
            co_await std::move(part);
            done.set_value();
        });
        done.get_future().wait();
    }
    runtime::task<> boot() {
        server_->start();
        const auto until = world_->now() + 60s;
        for (bool ready = false; !ready && world_->now() < until;) {
            net::client_request probe;
            probe.url = server_->ready_url();
            auto asking = world_->ask(std::move(probe));
            const auto answer = co_await std::move(asking);
            ready = answer && answer->status == 200;
            if (!ready) co_await world_->wait_until(world_->now() + 20ms);
        }
    }
    void say(const std::string& account, int patient, const std::string& text,
             platform::travel how = {}) {
        auto& at = *house_->find(account);
        auto& who = *house_->patient(at, "wm" + std::to_string(patient));
        ASSERT_TRUE(house_->act(at, who, "text", {{"text", text}}, how));
    }
    std::uint64_t calls() {
        const auto& log = house_->exchanges().entries();
        return log.empty() ? 0 : log.back().number;
    }

    struct row {
        std::string account, customer, id;
    };
    // What customers sent, from the platform's own record.
    std::vector<row> said() {
        std::vector<row> all;
        for (const auto& id : kf_accounts) {
            auto& kf = *house_->find(id)->kf;
            const auto now = world_->wall_now();
            const auto manners = std::exchange(kf.manners, {});
            const auto page = kf.sync("", kf.new_push_token(now), 1000, now);
            kf.manners = manners;
            const auto json = json_document::read_answer(page.body);
            const auto list = (*json)["msg_list"];
            for (std::size_t i = 0; i < list.size(); ++i)
                if (list.at(i)["origin"].integer() == 3)
                    all.push_back({id, std::string(list.at(i)["external_userid"].text()),
                                   std::string(list.at(i)["msgid"].text())});
        }
        return all;
    }
    // First messages of answers that the platform took, in its order.
    std::vector<std::string> answered() {
        std::vector<std::string> ids;
        for (const auto& one : house_->exchanges().entries()) {
            if (one.kind != "kf/send_msg" || !one.reason.empty()) continue;
            const auto json = json_document::read_answer(one.sent);
            if (json) ids.emplace_back((*json)["msgid"].text());
        }
        return ids;
    }
    bool all_answered() {
        const auto ids = answered();
        const std::set<std::string> given(ids.begin(), ids.end());
        for (const auto& one : said())
            if (!given.contains(adapters::wecom::kf_message_id(one.account, one.id, 0)))
                return false;
        return true;
    }
    runtime::task<> wait_for_all() {
        const auto until = world_->now() + 60s;
        while (!all_answered() && world_->now() < until)
            co_await world_->wait_until(world_->now() + 50ms);
    }
    // Every message once, and of each patient in order.
    void expect_once_and_in_order() {
        const auto ids = answered();
        std::map<std::string, std::size_t> place;
        for (std::size_t i = 0; i < ids.size(); ++i)
            EXPECT_TRUE(place.emplace(ids[i], i).second) << "sent twice: " << ids[i];
        std::map<std::string, std::size_t> last;
        for (const auto& one : said()) {
            const auto id = adapters::wecom::kf_message_id(one.account, one.id, 0);
            ASSERT_TRUE(place.contains(id)) << one.account << " " << one.id << server_->log();
            auto& before = last[one.account + one.customer];
            EXPECT_GT(place[id] + 1, before) << "out of order: " << one.id;
            before = place[id] + 1;
        }
    }

    runtime::loops loops_{1};
    core::metrics figures_;
    std::unique_ptr<net::server> api_;
    std::unique_ptr<platform_test::server_process> server_;
    std::unique_ptr<platform::real_outside> world_;
    std::unique_ptr<platform::emulator> house_;
    std::unique_ptr<platform::api::open_api> ends_;
};

TEST_F(KfEndToEnd, ACustomerEntersWritesAndTapsAndIsAnswered) {
    run([&]() -> runtime::task<> {
        auto booting = boot();
        co_await std::move(booting);
        auto& at = *house_->find("wkOrtho");
        auto& who = *house_->patient(at, "wm1");
        const auto heard = [&](std::size_t lines) -> runtime::task<> {
            const auto until = world_->now() + 20s;
            while (who.lines().size() < lines && world_->now() < until)
                co_await world_->wait_until(world_->now() + 20ms);
            EXPECT_GE(who.lines().size(), lines) << server_->log();
        };
        EXPECT_TRUE(house_->act(at, who, "enter", {}, {}));
        auto welcomed = heard(2);
        co_await std::move(welcomed);
        EXPECT_EQ(who.lines().back().by, platform::speaker::account);
        say("wkOrtho", 1, "右腿麻了一个星期");
        auto asked = heard(4);
        co_await std::move(asked);
        EXPECT_EQ(who.lines().back().kind, "msgmenu");
        EXPECT_TRUE(house_->tap(at, who, {}, {}));
        auto went_on = heard(6);
        co_await std::move(went_on);
    });
    EXPECT_EQ(server_->terminate(), 0) << server_->log();
}

TEST_F(KfEndToEnd, EveryMessageIsAnsweredOnceAndInOrderThoughTheServerIsKilledAtAnyPoint) {
    const char* wanted = std::getenv("DAOZHEN_KILLS");
    const int kills = wanted == nullptr ? 3 : std::atoi(wanted);
    run([&]() -> runtime::task<> {
        std::mt19937 chance(20260101);
        const auto below = [&](unsigned most) { return static_cast<int>(chance() % most); };
        for (const auto& id : kf_accounts) {
            house_->find(id)->kf->manners.push_delay = 5ms;  // some notices tell of several
            house_->find(id)->kf->manners.short_pages = 300;
            house_->find(id)->kf->manners.empty_pages = 200;
            house_->find(id)->kf->manners.tokenless_a_minute = 100'000;
        }
        auto booting = boot();
        co_await std::move(booting);
        for (int kill = 0; kill <= kills; ++kill) {
            for (int i = 0; i < 12; ++i) {
                platform::travel how;
                how.copies = 1 + static_cast<unsigned>(below(3));
                // Two of each: what waits for one patient must fit into the platform's five.
                say(kf_accounts[static_cast<std::size_t>(i % 2)], kill * 3 + i / 2 % 3,
                    "第" + std::to_string(kill) + "轮第" + std::to_string(i) + "句：腰痛", how);
                if (below(2) == 0) co_await world_->wait_until(world_->now() + 3ms);
            }
            if (kill == kills) break;
            const auto point = calls() + 1 + static_cast<std::uint64_t>(below(60));
            const auto until = world_->now() + 5s;
            while (calls() < point && world_->now() < until)
                co_await world_->wait_until(world_->now() + 1ms);
            server_->kill();
            auto again = boot();
            co_await std::move(again);
        }
        auto waiting = wait_for_all();
        co_await std::move(waiting);
        expect_once_and_in_order();
    });
}

}  // namespace
