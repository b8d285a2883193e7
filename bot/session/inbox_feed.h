// Pulls one feed and answers what comes in: a page is kept with its cursor before anything is done
// with it, each message is stepped and answered in its patient's order, and leaves the inbox when
// it is answered. A crash anywhere in between repeats a step or a call that knows that it was made
// before (wecom §3.9).
//
// One process at a time pulls a feed: it holds the lease. Lives on one loop; only wake() may be
// called from elsewhere. Outlives the loop's last handler.
#pragma once

#include "bot/core/clock.h"
#include "bot/core/metrics.h"
#include "bot/runtime/loops.h"
#include "bot/runtime/timer.h"
#include "bot/session/conversations.h"
#include "bot/session/pull_source.h"
#include "bot/store/store.h"

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

namespace session {

struct feed_settings {
    std::string name;                         // of the feed: "hospital/wkOrtho01"
    std::string holder;                       // names this process among all that share the store
    std::chrono::milliseconds poll{120'000};  // without a push: pushes get lost
    std::chrono::milliseconds lease{3'000};
    // What a first pull, or one after a lost cursor, brings: older is not answered any more.
    std::chrono::milliseconds oldest_unknown{600'000};
    std::chrono::milliseconds welcome_within{15'000};  // the platform's codes live for 20 s
    std::size_t workers = 64;                          // patients answered at once
    std::size_t waiting = 4'000;                       // messages in memory; then pulling pauses
};

class inbox_feed {
public:
    // All arguments outlive it.
    inbox_feed(const runtime::executor& loop, store::store& memory, conversations& talks,
               const reply_writer& writer, pull_source& source, const core::clock& clock,
               core::metrics& registry, feed_settings settings);

    // Something came in; `token` may be empty. Thread-safe.
    void wake(std::string token);

    // Until stop(), or until the loop ends.
    runtime::task<> run();

    // On its loop. What is begun is finished, what waits stays in the inbox.
    void stop();
    bool has_stopped() const { return ended_ && active_ == 0; }

private:
    struct waiting_message {
        std::uint64_t number = 0;
        std::string id;
        core::inbound message;
    };
    using lane = std::deque<waiting_message>;

    runtime::task<bool> hold_lease();
    runtime::task<bool> load_waiting();
    runtime::task<> pull_all();
    // False: leave it until the next time.
    runtime::task<bool> pull_page(bool& more);
    runtime::task<bool> keep(pulled_page page);
    void enqueue(std::uint64_t number, std::string id, core::inbound message);
    void drop_recalled(const core::inbound& recall);
    void start_workers();
    runtime::task<> work(std::string user);
    runtime::task<> settle(std::uint64_t number);
    // False: to be tried again.
    runtime::task<bool> answer_one(const core::inbound& message);
    runtime::task<> pause(std::chrono::milliseconds time);
    runtime::task<> wait_for_work();

    runtime::executor loop_;
    store::store& memory_;
    conversations& talks_;
    const reply_writer& writer_;
    pull_source& source_;
    const core::clock& clock_;
    feed_settings settings_;
    core::counter &pulled_, &answered_, &passed_over_, &retried_;

    std::optional<store::lease> lease_;
    std::chrono::steady_clock::time_point renew_at_{};
    std::optional<std::string> cursor_;
    std::string token_;  // of the newest push
    bool woken_ = true;  // pull once at start
    bool loaded_ = false;
    bool stopping_ = false, ended_ = false;
    unsigned standstill_ = 0;  // pages that brought nothing and did not move
    std::chrono::steady_clock::time_point quiet_until_{};  // the platform does not want us
    std::chrono::steady_clock::time_point poll_at_{};
    runtime::timer bell_;

    std::unordered_map<std::string, lane> lanes_;  // by user; those with something to do
    std::deque<std::string> ready_;                // users nobody works for yet
    std::set<std::uint64_t> known_;                // numbers in the lanes
    std::size_t active_ = 0;
};

}  // namespace session
