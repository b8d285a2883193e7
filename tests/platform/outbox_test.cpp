// The outbox against the emulator's APIs, in virtual time: quotas, tokens, faults, restarts. The
// account's server is our session without its HTTP; the platform refuses what the real one would.
#include "adapters/registry.h"
#include "bot/app/api_way_out.h"
#include "bot/runtime/spawn.h"
#include "bot/session/outbox_sender.h"
#include "bot/session/saved_conversation.h"
#include "tests/platform/api/open_api.h"
#include "tests/platform/sample.h"
#include "tests/platform/virtual_outside.h"
#include "tests/support/memory_store.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

namespace {

using namespace std::chrono_literals;

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

adapters::account_settings settings_of(const platform::account& one) {
    adapters::account_settings made;
    made.id = one.id;
    made.channel = one.kind == platform::channel::official ? "wechat-oa" : "wecom-app";
    made.app_id = one.app_id;
    made.corp_id = one.corp_id;
    made.agent_id = one.agent_id;
    made.secret = one.secret;
    made.customer_service = true;
    made.api_base = "https://api.example";
    return made;
}

// The platform's clock is ours.
class platform_clock final : public core::clock {
public:
    explicit platform_clock(platform_test::virtual_outside& world) : world_(world) {}
    core::wall_time now() const override {
        return core::wall_time(std::chrono::seconds(1735689600)) + world_.since_start();
    }

private:
    platform_test::virtual_outside& world_;
};

// Calls the emulator's end points without a socket in between.
class direct_client final : public net::http_client {
public:
    explicit direct_client(platform::api::open_api& ends) : ends_(ends) {}
    runtime::task<core::result<net::client_response>> send(net::client_request asked) override {
        net::http_request request;
        const auto target = asked.url.substr(asked.url.find("/cgi-bin/"));
        const auto query = target.find('?');
        request.verb = asked.verb;
        request.path = target.substr(0, query);
        if (query != std::string::npos) request.query = target.substr(query + 1);
        request.headers = {{"content-type", "application/json"}};
        request.body = std::move(asked.body);
        auto answer = co_await ends_(request);
        if (answer.drop) co_return net::client_errc::cut_off;
        net::client_response response;
        response.status = answer.status;
        response.body = std::move(answer.body);
        const auto code = response.body.find("\"errcode\":");
        if (code != std::string::npos) ++codes[std::atoi(response.body.c_str() + code + 10)];
        co_return response;
    }

    std::map<int, int> codes;  // how often each was answered

private:
    platform::api::open_api& ends_;
};

// One process of ours for one account, over the store it shares with others.
struct process {
    process(runtime::loops& loops, const std::string& name, const platform::account& one,
            support::memory_store& memory, session::conversations& talks, net::http_client& client,
            const core::clock& clock, core::metrics& registry)
        : out(adapters::make_outgoing(settings_of(one)), client, clock),
          sender(loops.at(0).get_executor(), one.id, name, memory, out, talks, clock, registry) {}
    app::api_way_out out;
    session::outbox_sender sender;
};

class OutboxAndPlatform : public testing::Test {
protected:
    const platform::account& official() { return accounts_[0]; }
    const platform::account& staff() { return accounts_[1]; }

    std::unique_ptr<process> boot(const std::string& name, const platform::account& one) {
        return std::make_unique<process>(loops_, name, one, memory_, talks_, client_, clock_,
                                         registry_);
    }
    void round(process& of) {
        runtime::spawn(loops_.at(0).get_executor(), "round",
                       [&of]() -> runtime::task<> { co_await of.sender.run_once(); });
        world_.run();
    }
    void pass(std::chrono::milliseconds time) {
        runtime::spawn(loops_.at(0).get_executor(), "wait", [this, time]() -> runtime::task<> {
            co_await world_.wait_until(world_.now() + time);
        });
        world_.run();
    }
    platform::chat& patient(const platform::account& of, const std::string& id) {
        return *house_.patient(*house_.find(of.id), id);
    }
    // The patient writes, and the turn leaves these pages.
    void turn(const platform::account& of, const std::string& user,
              const std::vector<std::string>& pages) {
        if (!patient(of, user).follows()) {
            ASSERT_TRUE(house_.act(*house_.find(of.id), patient(of, user), "follow", {}, {}));
        }
        ASSERT_TRUE(
            house_.act(*house_.find(of.id), patient(of, user), "text", {{"text", "hm"}}, {}));
        const core::conversation_key key{of.id, user};
        store::turn change;
        change.key = key;
        change.expected_version = memory_.kept()->conversations[key].version;
        session::saved_conversation saved;
        if (change.expected_version > 0)
            said_in_replies_ +=
                session::decode(memory_.kept()->conversations[key].state)->carried.size();
        saved.state = "x";
        saved.opened.message = clock_.now();
        change.state = session::encode(saved);
        change.reply = {std::to_string(++turns_), ""};
        change.at = clock_.now();
        auto more = std::make_shared<store::consequences>();
        for (const auto& words : pages)
            more->messages.push_back(
                {session::encode(session::patient_page{{core::text_block{words}}}), clock_.now()});
        change.more = std::move(more);
        ASSERT_EQ(memory_.apply(std::move(change)), store::commit_outcome::applied);
        world_.run();
    }
    std::vector<std::string> heard(const platform::account& of, const std::string& user) {
        std::vector<std::string> words;
        for (const auto& line : patient(of, user).lines())
            if (line.by == platform::speaker::account && line.text != "")
                words.push_back(line.text);
        return words;
    }

    std::vector<platform::account> accounts_ = accounts();
    runtime::loops loops_{1};
    platform_test::virtual_outside world_{loops_.at(0), [](const net::client_request&) {
                                              return platform_test::answer_after(0s, "success");
                                          }};
    platform_clock clock_{world_};
    platform::emulator house_{loops_.at(0).get_executor(), world_, accounts_, 5s, 1};
    platform::api::open_api ends_{house_, 1};
    direct_client client_{ends_};
    support::memory_store memory_;
    session::script_source scripts_;
    core::metrics registry_;
    session::conversations talks_{loops_, memory_, scripts_, clock_, registry_};
    int turns_ = 0;
    std::size_t said_in_replies_ = 0;  // what could not be sent and came with an answer instead
};

TEST_F(OutboxAndPlatform, PagesReachThePhoneInOrder) {
    const auto ours = boot("node 1", official());
    turn(official(), platform_test::openid, {"第一页", "第二页", "第三页"});
    for (int i = 0; i < 4; ++i) round(*ours);
    EXPECT_EQ(heard(official(), platform_test::openid),
              (std::vector<std::string>{"第一页", "第二页", "第三页"}));
}

TEST_F(OutboxAndPlatform, ATokenThePlatformRevokedIsReplacedBehindThePatientsBack) {
    const auto ours = boot("node 1", official());
    turn(official(), platform_test::openid, {"1"});
    round(*ours);
    platform::api::misfortune revoked;
    revoked.api = "message/custom/send";
    revoked.errcode = 40001;
    ends_.mischief().add(revoked);
    turn(official(), platform_test::openid, {"2"});
    pass(35s);  // a token is forced out at most every 30 s
    round(*ours);
    pass(2min);
    round(*ours);
    EXPECT_EQ(heard(official(), platform_test::openid), (std::vector<std::string>{"1", "2"}));
}

TEST_F(OutboxAndPlatform, AnAnswerThatWasLostIsRepeatedOnlyWhereThePlatformKnowsIt) {
    platform::api::misfortune lost;
    lost.api = "*";
    lost.drop_after = true;
    const auto wechat = boot("node 1", official());
    const auto wecom = boot("node 1", staff());
    for (const auto& of : {official(), staff()}) {
        turn(of, of.id == "staff" ? "zhang" : platform_test::openid, {"0"});
        round(of.id == "staff" ? *wecom : *wechat);
        ends_.mischief().add(lost);
        turn(of, of.id == "staff" ? "zhang" : platform_test::openid, {"1"});
        for (int i = 0; i < 20; ++i) {
            round(of.id == "staff" ? *wecom : *wechat);
            pass(1s);
        }
    }
    EXPECT_EQ(heard(official(), platform_test::openid), (std::vector<std::string>{"0", "1"}));
    EXPECT_EQ(heard(staff(), "zhang"), (std::vector<std::string>{"0", "1"}));
    EXPECT_EQ(memory_.kept()->messages.size(), 4U);
}

// Four processes over one store, faults of every kind, in fast time.
TEST_F(OutboxAndPlatform, ThousandsOfTurnsBreakNoQuotaLoseNothingAndDoubleNothing) {
    constexpr int turns = 4000;
    std::mt19937 random(7);
    const auto chance = [&random](int of) {
        return static_cast<int>(random() % static_cast<unsigned>(of));
    };
    std::vector<std::unique_ptr<process>> processes;
    for (int i = 0; i < 4; ++i) processes.push_back(boot("node " + std::to_string(i), official()));
    std::vector<std::string> users;
    for (int i = 0; i < 25; ++i)
        users.push_back(house_.new_patient(*house_.find("nanjiao")).openid());
    int pages = 0;
    std::map<std::string, std::vector<std::string>> left;
    const auto began = clock_.now();
    for (int i = 0; i < turns; ++i) {
        const auto& user = users[static_cast<std::size_t>(chance(25))];
        std::vector<std::string> words;
        for (auto more = chance(4); more > 0; --more)
            words.push_back("p" + std::to_string(pages++));
        turn(official(), user, words);
        if (HasFatalFailure()) return;
        for (const auto& each : words) left[user].push_back(each);
        if (chance(15) == 0) {
            platform::api::misfortune bad;
            bad.api = "*";
            bad.calls = 1;
            switch (chance(4)) {
                case 0:
                    bad.errcode = -1;
                    break;
                case 1:
                    bad.drop_after = true;
                    break;
                case 2:
                    bad.drop_before = true;
                    break;
                default:
                    bad.status = 502;
            }
            ends_.mischief().add(bad);
        }
        if (chance(200) == 0) {
            const auto at = static_cast<std::size_t>(chance(4));
            processes[at] = boot("again " + std::to_string(i), official());
        }
        round(*processes[static_cast<std::size_t>(chance(4))]);
        pass(std::chrono::milliseconds(200 + chance(4000)));
    }
    ends_.mischief().clear();
    for (int i = 0; i < 400; ++i) {
        round(*processes[static_cast<std::size_t>(i % 4)]);
        pass(5s);
    }
    for (const int quota : {45047, 45015, 45009, 45011})
        EXPECT_EQ(client_.codes[quota], 0) << quota;
    std::size_t arrived = 0, waiting = said_in_replies_;
    for (const auto& user : users) {
        const auto words = heard(official(), user);
        const std::set<std::string> once(words.begin(), words.end());
        EXPECT_EQ(once.size(), words.size()) << "doubled";
        std::vector<std::string> in_order;
        for (const auto& each : left[user])
            if (once.contains(each)) in_order.push_back(each);
        EXPECT_EQ(words, in_order);
        arrived += words.size();
        const auto saved = session::decode(memory_.kept()->conversations[{"nanjiao", user}].state);
        waiting += saved->carried.size();
    }
    // What did not arrive waits for the patient, or lies in sight with a reason.
    std::size_t in_sight = 0;
    for (const auto& [id, each] : memory_.kept()->messages)
        in_sight += each.how == store::fate::sent ? 0 : 1;
    EXPECT_GE(arrived + waiting + in_sight, static_cast<std::size_t>(pages));
    EXPECT_GT(arrived, static_cast<std::size_t>(pages) * 9 / 10);
    const auto expiries = (clock_.now() - began) / 2h + 1;
    EXPECT_LE(registry_.count("daozhen_token_requests_total", "", "account=\"nanjiao\"").value(),
              static_cast<std::uint64_t>(expiries) * 2 + 2);
}

}  // namespace
