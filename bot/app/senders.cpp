#include "bot/app/senders.h"

#include "adapters/registry.h"
#include "bot/app/api_way_out.h"
#include "bot/core/log.h"
#include "bot/net/https_client.h"
#include "bot/runtime/spawn.h"
#include "bot/runtime/timer.h"
#include "bot/session/outbox_sender.h"
#include "bot/session/timer_runner.h"

#include <boost/asio/this_coro.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <random>
#include <unistd.h>

namespace app {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds longest_nap = 1s;
constexpr std::chrono::milliseconds glance = 100ms;  // how soon a nap notices the end

// Names this process for the store's leases.
std::string fresh_holder() {
    std::random_device random;
    return fmt::format("{}-{:08x}{:08x}", ::getpid(), random(), random());
}

}  // namespace

struct senders::line {
    std::string account;
    std::unique_ptr<net::http_client> client;
    std::unique_ptr<api_way_out> out;
    std::unique_ptr<session::outbox_sender> sender;
};

struct senders::shared {
    std::string holder = fresh_holder();
    std::unique_ptr<session::timer_runner> timers;
    std::atomic<bool> stopping{false};
    std::mutex guard;
    std::condition_variable ended;
    std::size_t running = 0;

    void begin() {
        const std::lock_guard lock(guard);
        ++running;
    }
    void end() {
        const std::lock_guard lock(guard);
        --running;
        ended.notify_all();
    }
};

senders::senders(const std::vector<account_config>& accounts, runtime::loops& house,
                 store::store& memory, session::conversations& talks, const core::clock& clock,
                 core::metrics& registry)
    : clock_(clock), shared_(std::make_unique<shared>()) {
    for (const auto& configured : accounts) {
        auto channel = adapters::make_outgoing(configured.channel);
        if (channel == nullptr) continue;
        auto& loop = house.at(lines_.size() % house.size());
        auto client = net::https_client::create(loop, {});
        if (!client) {
            core::log(core::severity::error, "no-sender",
                      {{"account", configured.channel.id}, {"why", client.error().message()}});
            continue;
        }
        auto made = std::make_unique<line>();
        made->account = configured.channel.id;
        made->client = std::move(*client);
        made->out = std::make_unique<api_way_out>(std::move(channel), *made->client, clock);
        made->sender = std::make_unique<session::outbox_sender>(loop.get_executor(), made->account,
                                                                shared_->holder, memory, *made->out,
                                                                talks, clock, registry);
        shared_->begin();
        runtime::spawn(loop.get_executor(), "outbox", run_sender(*made));
        lines_.push_back(std::move(made));
    }
    shared_->timers = std::make_unique<session::timer_runner>(
        shared_->holder, memory, talks, [this](std::string_view account) { return find(account); },
        clock, registry);
    shared_->begin();
    runtime::spawn(house.at(0).get_executor(), "timers", run_timers());
}

senders::~senders() = default;

const session::way_out* senders::find(std::string_view account) const {
    const auto found = std::ranges::find_if(
        lines_, [account](const auto& each) { return each->account == account; });
    return found == lines_.end() ? nullptr : (*found)->out.get();
}

bool senders::drain(std::chrono::milliseconds limit) {
    shared_->stopping = true;
    std::unique_lock lock(shared_->guard);
    return shared_->ended.wait_for(lock, limit, [this] { return shared_->running == 0; });
}

// Again and again until the house closes, with naps in between. What a round throws ends that
// round.
template <class Step>
runtime::task<> senders::repeat(std::string what, Step step) {
    const auto loop = co_await boost::asio::this_coro::executor;
    runtime::timer nap(loop);
    while (!shared_->stopping) {
        auto until = clock_.now() + longest_nap;
        try {
            auto round = step();
            const auto again = co_await std::move(round);
            until = std::min(until, again);
        } catch (const std::exception& fault) {
            core::log(core::severity::error, "round-failed",
                      {{"of", what}, {"what", fault.what()}});
        }
        while (!shared_->stopping && clock_.now() < until) {
            nap.expires_after(std::min(glance, until - clock_.now()));
            co_await nap.async_wait(runtime::use_task);
        }
    }
}

runtime::task<> senders::run_sender(line& ours) {
    auto step = [&ours] { return ours.sender->run_once(); };
    co_await repeat(ours.account, step);
    co_await ours.sender->leave();
    shared_->end();
}

runtime::task<> senders::run_timers() {
    auto step = [this] { return shared_->timers->run_once(); };
    std::string name = "timers";
    co_await repeat(std::move(name), step);
    co_await shared_->timers->leave();
    shared_->end();
}

}  // namespace app
