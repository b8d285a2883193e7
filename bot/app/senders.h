// The part of the house that speaks unasked: one sender for each account that may, and the timers.
// What is configured for them is read at start only.
#pragma once

#include "bot/app/settings.h"
#include "bot/core/clock.h"
#include "bot/core/metrics.h"
#include "bot/runtime/loops.h"
#include "bot/session/conversations.h"
#include "bot/session/way_out.h"
#include "bot/store/store.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace app {

class senders {
public:
    // Before the loops run. All arguments outlive this object, which outlives the loops' running.
    senders(const std::vector<account_config>& accounts, runtime::loops& house,
            store::store& memory, session::conversations& talks, const core::clock& clock,
            core::metrics& registry);
    ~senders();

    // The account's way out; null: it only answers. From any thread.
    const session::way_out* find(std::string_view account) const;

    // Begins nothing more, waits at most so long for what is under way, gives the leases up. From a
    // thread that is no loop. False: something was still under way.
    bool drain(std::chrono::milliseconds limit);

private:
    struct line;
    struct shared;

    runtime::task<> run_sender(line& ours);
    runtime::task<> run_timers();
    template <class Step>
    runtime::task<> repeat(std::string what, Step step);

    const core::clock& clock_;
    std::unique_ptr<shared> shared_;
    std::vector<std::unique_ptr<line>> lines_;
};

}  // namespace app
