#include "bot/session/retention.h"

#include "bot/core/log.h"
#include "bot/runtime/timer.h"

#include <boost/asio/this_coro.hpp>

namespace session {

runtime::task<> keep_no_longer(store::store& memory, const core::clock& clock,
                               retention_periods periods) {
    const auto loop = co_await boost::asio::this_coro::executor;
    runtime::timer next(loop);
    for (;;) {
        const auto now = clock.now();
        const auto dropped =
            co_await memory.drop_older_than(now - periods.texts, now - periods.codes);
        if (!dropped) {
            core::log(core::severity::warning, "retention-failed",
                      {{"why", dropped.error().message()}});
        } else if (dropped->texts + dropped->turns + dropped->conversations > 0) {
            core::log(core::severity::info, "retention",
                      {{"texts", dropped->texts},
                       {"turns", dropped->turns},
                       {"conversations", dropped->conversations}});
        }
        next.expires_after(std::chrono::hours(1));
        co_await next.async_wait(runtime::use_task);
    }
}

}  // namespace session
