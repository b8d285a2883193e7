// The accounts of WeChat customer service at work: for each open_kfid a feed that pulls and
// answers. Built at start; a changed configuration takes effect with the next one.
#pragma once

#include "bot/app/account.h"
#include "bot/app/kf_source.h"
#include "bot/app/settings.h"
#include "bot/net/https_client.h"
#include "bot/session/inbox_feed.h"

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace app {

class kf_feeds {
public:
    // All arguments outlive it; it outlives the loops' last handlers.
    kf_feeds(runtime::loops& house, store::store& memory, session::conversations& talks,
             const core::clock& clock, core::metrics& registry);
    ~kf_feeds();

    // Before the loops start. False, after saying why in the log, if a certificate cannot be read.
    bool open(const std::vector<account_config>& accounts);

    // Thread-safe; nothing happens for a feed that nobody knows.
    void wake(const std::string& account, const std::string& open_kf_id, std::string token) const;

    // Lets what is begun end, within `grace`. Blocks; not to be called on a loop.
    void close(std::chrono::milliseconds grace);

private:
    struct line;
    runtime::task<> end_all(std::chrono::milliseconds grace,
                            std::shared_ptr<std::promise<void>> done);

    runtime::loops& house_;
    store::store& memory_;
    session::conversations& talks_;
    const core::clock& clock_;
    core::metrics& registry_;
    std::vector<std::unique_ptr<line>> lines_;
};

}  // namespace app
