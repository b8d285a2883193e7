// What an account's sender counts; the names under which operators and alert rules know it.
#pragma once

#include "bot/core/clock.h"
#include "bot/core/metrics.h"
#include "bot/store/outgoing.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace session {

struct sender_figures {
    sender_figures(core::metrics& registry, const std::string& account, const core::clock& clock);

    core::counter& sent;
    core::counter& retried;
    core::counter& dead;
    core::counter& unknown;
    core::counter& returned;
    core::counter& held_back;
    std::atomic<std::uint64_t>& left;  // of the quota of whoever was written to last

    void note(const store::outgoing_count& count);

private:
    // The registry asks for these as long as it lives, which is longer than any sender.
    struct gauges {
        std::atomic<std::uint64_t> waiting{0}, dead{0}, left{0};
        std::atomic<std::int64_t> oldest_ms{0};
    };
    sender_figures(core::metrics& registry, const std::string& labels, const core::clock& clock,
                   std::shared_ptr<gauges> shared);

    std::shared_ptr<gauges> gauges_;
};

}  // namespace session
