// A few threads that read, each with a connection, so that no loop ever waits for the disk.
// Thread-safe; destroy it before the loops it answers to.
#pragma once

#include "bot/core/error.h"
#include "bot/runtime/blocking.h"
#include "bot/store/sqlite/reading.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace store::sqlite {

class readers {
public:
    // Opens all connections at once; throws `failure`. `with` must outlive this object.
    readers(std::string path, const sealer& with, std::size_t count, std::size_t queue_limit);

    // Runs `look(reading&)`, which returns a core::result, on one of the threads.
    // errc::overloaded: too many wait already.
    template <class Look>
    auto run(Look look) -> runtime::task<std::invoke_result_t<Look&, reading&>> {
        using outcome = std::invoke_result_t<Look&, reading&>;
        if (waiting_.fetch_add(1) >= queue_limit_) {
            --waiting_;
            co_return outcome(core::errc::overloaded);
        }
        auto work = [this, &look]() -> outcome {
            outcome told(core::errc::unavailable);
            if (const auto error = guarded([&](reading& with) { told = look(with); })) told = error;
            --waiting_;
            return told;
        };
        co_return co_await pool_.run(std::move(work));
    }

private:
    // Lends `look` a connection. The wall for what SQLite throws: a connection that failed is
    // closed, and opened anew for the next call.
    boost::system::error_code guarded(const std::function<void(reading&)>& look);
    std::unique_ptr<reading> borrow();
    void give_back(std::unique_ptr<reading> connection);

    const std::string path_;
    const sealer& with_;
    const std::size_t queue_limit_;
    std::atomic<std::size_t> waiting_{0};
    std::mutex guard_;
    std::vector<std::unique_ptr<reading>> idle_;
    runtime::blocking_pool pool_;  // last: its threads end first
};

}  // namespace store::sqlite
