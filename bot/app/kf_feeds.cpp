#include "bot/app/kf_feeds.h"

#include "adapters/registry.h"
#include "bot/core/log.h"
#include "bot/runtime/spawn.h"

#include <fmt/format.h>

#include <random>
#include <unistd.h>

namespace app {
namespace {

std::string this_process() {
    std::random_device chance;
    return fmt::format("{}-{:08x}{:08x}", ::getpid(), chance(), chance());
}

}  // namespace

// One app's calls, and the feeds that share them. On loop 0.
struct kf_feeds::line {
    std::unique_ptr<account> channel;
    std::unique_ptr<net::https_client> client;
    std::unique_ptr<wecom_calls> calls;
    struct feed {
        std::string open_kf_id;
        std::unique_ptr<kf_source> source;
        std::unique_ptr<session::inbox_feed> work;
    };
    std::vector<feed> feeds;
};

kf_feeds::kf_feeds(runtime::loops& house, store::store& memory, session::conversations& talks,
                   const core::clock& clock, core::metrics& registry)
    : house_(house), memory_(memory), talks_(talks), clock_(clock), registry_(registry) {}

kf_feeds::~kf_feeds() = default;

bool kf_feeds::open(const std::vector<account_config>& accounts) {
    const auto loop = house_.at(0).get_executor();
    const auto holder = this_process();
    for (const auto& configured : accounts) {
        const auto& one = configured.channel;
        if (one.channel != "wecom-kf") continue;
        auto made = adapters::make_adapter(one);
        auto client = net::https_client::create(house_.at(0), {});
        auto* channel = std::get_if<std::unique_ptr<adapters::adapter>>(&made);
        if (channel == nullptr || !client) {
            core::log(core::severity::error, "kf-not-opened", {{"account", one.id}});
            return false;
        }
        auto& fresh = *lines_.emplace_back(std::make_unique<line>());
        fresh.channel = std::make_unique<account>(one.id, one.path, std::move(*channel), nullptr);
        fresh.client = std::move(*client);
        fresh.calls = std::make_unique<wecom_calls>(loop, *fresh.client, clock_, one.api_base,
                                                    one.corp_id, one.secret);
        for (const auto& id : one.open_kf_ids) {
            session::feed_settings settings;
            settings.name = one.id + "/" + id;
            settings.holder = holder;
            auto source = std::make_unique<kf_source>(loop, *fresh.calls, one.id, id, registry_);
            auto work = std::make_unique<session::inbox_feed>(loop, memory_, talks_, *fresh.channel,
                                                              *source, clock_, registry_,
                                                              std::move(settings));
            runtime::spawn(loop, "feed", work->run());
            fresh.feeds.push_back({id, std::move(source), std::move(work)});
        }
    }
    return true;
}

void kf_feeds::close(std::chrono::milliseconds grace) {
    if (lines_.empty()) return;
    const auto done = std::make_shared<std::promise<void>>();
    auto ended = done->get_future();
    runtime::spawn(house_.at(0).get_executor(), "end", end_all(grace, done));
    ended.wait_for(grace + std::chrono::seconds(1));
}

runtime::task<> kf_feeds::end_all(std::chrono::milliseconds grace,
                                  std::shared_ptr<std::promise<void>> done) {
    for (const auto& one : lines_)
        for (const auto& feed : one->feeds) feed.work->stop();
    const auto have_stopped = [this] {
        for (const auto& one : lines_)
            for (const auto& feed : one->feeds)
                if (!feed.work->has_stopped()) return false;
        return true;
    };
    const auto until = std::chrono::steady_clock::now() + grace;
    while (!have_stopped() && std::chrono::steady_clock::now() < until) {
        runtime::timer alarm(house_.at(0).get_executor(),
                             std::chrono::steady_clock::now() + std::chrono::milliseconds(20));
        co_await alarm.async_wait(runtime::use_task);
    }
    done->set_value();
}

void kf_feeds::wake(const std::string& account, const std::string& open_kf_id,
                    std::string token) const {
    for (const auto& one : lines_)
        if (one->channel->id() == account)
            for (const auto& feed : one->feeds)
                if (feed.open_kf_id == open_kf_id) return feed.work->wake(std::move(token));
}

}  // namespace app
