// Sends what one account's turns have left in the outbox: under a lease, in order for each patient,
// several patients at once, within the platform's quotas, and never twice what may have been
// executed. Lives on one loop; does nothing by itself, whoever runs it calls run_once() again.
#pragma once

#include "bot/core/clock.h"
#include "bot/core/metrics.h"
#include "bot/session/conversations.h"
#include "bot/session/outgoing_body.h"
#include "bot/session/quota.h"
#include "bot/session/token_keeper.h"
#include "bot/session/way_out.h"
#include "bot/store/store.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace session {

struct sender_limits {
    std::size_t at_once = 8;  // calls under way
    std::size_t in_a_round = 64;
    std::chrono::milliseconds lease{30'000};
    std::chrono::hours oldest{48};  // what waited longer is given up
};

class outbox_sender {
public:
    // All outlive the sender. `holder` names this process among all that share the store.
    outbox_sender(const runtime::executor& loop, std::string account, std::string holder,
                  store::store& memory, way_out& platform, conversations& talks,
                  const core::clock& clock, core::metrics& registry, sender_limits limits = {});
    ~outbox_sender();

    // Sends what is due, and returns when all of it has ended: when to call again, at the latest.
    runtime::task<core::wall_time> run_once();

    // Lets another process go on at once. No run_once() is under way, and none follows.
    runtime::task<> leave();

private:
    struct figures;
    struct round;

    runtime::task<bool> hold_lease(core::wall_time now);
    runtime::task<> settle_left_behind();
    runtime::task<> work(std::shared_ptr<round> ours);
    runtime::task<> send(store::queued_message message);
    runtime::task<bool> has_room(const store::queued_message& message, const outgoing_body& body);
    runtime::task<std::optional<core::verdict>> attempt(const store::queued_message& message,
                                                        const outgoing_body& body);
    runtime::task<core::verdict> call(const store::queued_message& message,
                                      const outgoing_body& body, std::string token);
    runtime::task<> end(const store::queued_message& message, const outgoing_body& body,
                        core::verdict told);
    runtime::task<> give_back(const store::queued_message& message, const outgoing_body& body);
    runtime::task<> settle(std::uint64_t id, store::settlement how);
    runtime::task<> settle_what_failed();
    runtime::task<> count();
    bool may_begin(core::wall_time now) const;
    bool may_repeat(const store::queued_message& message, core::wall_time now) const;
    void rest(std::chrono::milliseconds how_long);

    runtime::executor loop_;
    std::string account_, holder_;
    store::store& store_;
    way_out& platform_;
    conversations& talks_;
    const core::clock& clock_;
    sender_limits limits_;
    token_keeper tokens_;
    std::unique_ptr<figures> figures_;
    std::optional<store::lease> lease_;
    std::uint64_t cleared_fence_ = 0;  // under which what others left behind has been settled
    core::wall_time rest_until_{};
    bool moved_ = false;  // something ended in this round; else the next one would only spin
    core::wall_time count_again_{};
    // Ended, but the store did not take it: told again before anything else.
    std::vector<std::pair<std::uint64_t, store::settlement>> unsettled_;
};

}  // namespace session
