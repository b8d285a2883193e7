// The one thread that writes. Whatever waits is committed together: one transaction and one sync
// for all of it. An idle store commits at once; batches form by themselves while a sync runs, and
// a busy one waits up to a millisecond for those whom it has just answered.
//
// After a failed transaction the connection is closed, never asked to sync again: the kernel
// reports a failed sync once and may drop the pages. healthy() is false until a new connection has
// written something.
#pragma once

#include "bot/core/error.h"
#include "bot/core/metrics.h"
#include "bot/runtime/task.h"
#include "bot/store/sqlite/database.h"
#include "bot/store/sqlite/gate.h"
#include "bot/store/sqlite/writing.h"
#include "bot/store/waiting.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace store::sqlite {

// What a caller wants written. Lives until perform() has returned.
class write_job {
public:
    virtual ~write_job() = default;
    // On the writer's thread, inside the transaction of the batch.
    virtual void apply(writing& tables) = 0;
};

struct writer_settings {
    std::string path;
    bool full_sync = true;          // synchronous=FULL: survives power loss
    std::size_t batch_limit = 256;  // jobs in one transaction
    std::size_t queue_limit = 8192;
    std::chrono::milliseconds retry_after{250};  // between attempts to reopen
};

class writer {
public:
    // Throws `failure` when the file cannot be opened. `pages_told`: pages in the log, after each
    // commit, on the writer's thread.
    writer(writer_settings settings, gate& pauses, std::function<void(int)> pages_told,
           core::metrics& registry);
    // Writes what still waits.
    ~writer();
    writer(const writer&) = delete;
    writer& operator=(const writer&) = delete;

    // Returns when the job is durable. errc::overloaded: the queue is full; errc::unavailable: its
    // transaction failed, nothing of it is stored as far as can be known.
    runtime::task<core::result<void>> perform(write_job& job);

    bool healthy() const noexcept { return healthy_; }

private:
    struct waiting_job {
        write_job& job;
        std::chrono::steady_clock::time_point since;
        std::optional<parked> caller{};
        boost::system::error_code outcome{};
    };
    using batch = std::vector<waiting_job*>;

    // Closed and opened together: the statements belong to the connection.
    struct connection {
        connection(const writer_settings& settings, std::function<void(int)> pages_told);
        database file;
        writing tables;
    };

    void run();
    bool take(batch& into);
    void wait_for_company(std::unique_lock<std::mutex>& lock);
    void process(batch& jobs);
    boost::system::error_code write(const batch& jobs);
    bool reopen();
    void give_up(const std::exception& reason);
    void finish(batch& jobs, boost::system::error_code outcome);

    const writer_settings settings_;
    gate& pauses_;
    std::function<void(int)> pages_told_;
    core::counter& batches_;
    core::counter& jobs_;
    core::counter& failures_;
    core::histogram& batch_seconds_;
    core::histogram& wait_seconds_;
    std::shared_ptr<std::atomic<std::size_t>> queued_;  // shared with the gauge, which outlives us

    std::unique_ptr<connection> connection_;
    std::chrono::steady_clock::time_point retry_at_{};
    std::string last_failure_;
    std::size_t company_ = 0;  // callers in the last batch and behind it
    std::chrono::nanoseconds last_batch_took_{};
    std::atomic<bool> healthy_{true};

    std::mutex guard_;
    std::condition_variable wake_;
    std::deque<waiting_job*> queue_;
    std::size_t awaited_ = 0;  // a queue so long wakes the writer; 0: only the first job does
    bool stop_ = false;
    std::thread thread_;
};

}  // namespace store::sqlite
