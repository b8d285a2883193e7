#include "bot/store/sqlite/writer.h"

#include "bot/core/log.h"
#include "bot/store/sqlite/gathered_log.h"

#include <algorithm>
#include <sys/resource.h>
#include <utility>

namespace store::sqlite {
namespace {

database opened_for_writing(const writer_settings& settings) {
    database file(settings.path, false, settings.full_sync ? gathered_log() : nullptr);
    file.execute(
        "PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 0;"
        "PRAGMA cache_size = -16384; PRAGMA journal_size_limit = 134217728");
    file.execute(settings.full_sync ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    return file;
}

// A commit that waits for a processor makes everybody wait. Where that is not allowed, so be it.
void prefer_this_thread() {
    setpriority(PRIO_PROCESS, 0, -5);
}

}  // namespace

writer::connection::connection(const writer_settings& settings, std::function<void(int)> pages_told)
    : file(opened_for_writing(settings)), tables(file) {
    file.on_commit(std::move(pages_told));
}

writer::writer(writer_settings settings, gate& pauses, std::function<void(int)> pages_told,
               core::metrics& registry)
    : settings_(std::move(settings)),
      pauses_(pauses),
      pages_told_(std::move(pages_told)),
      batches_(registry.count("daozhen_store_batches_total", "Transactions committed.")),
      jobs_(registry.count("daozhen_store_writes_total", "Changes committed in them.")),
      failures_(registry.count("daozhen_store_failures_total", "Changes that were not stored.")),
      batch_seconds_(registry.latency("daozhen_store_batch_seconds",
                                      "From the begin of a transaction until it is durable.")),
      wait_seconds_(registry.latency("daozhen_store_write_seconds",
                                     "From a caller's request until it is durable.")),
      queued_(std::make_shared<std::atomic<std::size_t>>(0)),
      connection_(std::make_unique<connection>(settings_, pages_told_)) {
    registry.gauge("daozhen_store_queue", "Changes waiting or being written.",
                   [queued = queued_] { return static_cast<double>(queued->load()); });
    thread_ = std::thread([this] { run(); });
}

writer::~writer() {
    {
        const std::lock_guard lock(guard_);
        stop_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

runtime::task<core::result<void>> writer::perform(write_job& job) {
    if (queued_->fetch_add(1) >= settings_.queue_limit) {
        queued_->fetch_sub(1);
        failures_.add();
        co_return core::errc::overloaded;
    }
    waiting_job mine{job, std::chrono::steady_clock::now()};
    auto keep = [this, &mine](parked caller) {
        mine.caller.emplace(std::move(caller));
        const std::lock_guard lock(guard_);
        queue_.push_back(&mine);
        if (queue_.size() == 1 || queue_.size() == awaited_) wake_.notify_one();
    };
    co_await park(std::move(keep));
    if (mine.outcome) co_return mine.outcome;
    co_return core::result<void>();
}

void writer::run() {
    prefer_this_thread();
    batch jobs;
    while (take(jobs)) process(jobs);
}

// Waits for work. An empty batch comes while unhealthy, as a reminder to try again; false: the end.
bool writer::take(batch& into) {
    into.clear();
    std::unique_lock lock(guard_);
    const auto due = [this] { return stop_ || !queue_.empty(); };
    if (healthy_) {
        wake_.wait(lock, due);
        wait_for_company(lock);
    } else {
        wake_.wait_until(lock, retry_at_, due);
    }
    const auto count = std::min(settings_.batch_limit, queue_.size());
    into.assign(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
    queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
    return !(stop_ && into.empty());
}

// Under load a batch pays for itself the better the more share it: those whom the last one answered
// are about to come back. An idle store waits for nobody.
void writer::wait_for_company(std::unique_lock<std::mutex>& lock) {
    constexpr std::size_t busy = 16;
    constexpr std::chrono::nanoseconds patience = std::chrono::milliseconds(1);
    const auto whole = std::min(company_, settings_.batch_limit);
    if (company_ < busy || queue_.size() >= whole) return;
    awaited_ = whole;
    wake_.wait_for(lock, std::min(patience, last_batch_took_),
                   [this] { return stop_ || queue_.size() >= awaited_; });
    awaited_ = 0;
}

void writer::process(batch& jobs) {
    auto outcome = core::make_error_code(core::errc::unavailable);
    if (healthy_ || reopen()) outcome = jobs.empty() ? boost::system::error_code() : write(jobs);
    finish(jobs, outcome);
}

boost::system::error_code writer::write(const batch& jobs) {
    const std::lock_guard between_checkpoints(pauses_);
    const auto began = std::chrono::steady_clock::now();
    try {
        transaction change(connection_->file, transaction::kind::write);
        connection_->tables.begin();
        for (auto* waiting : jobs) waiting->job.apply(connection_->tables);
        change.commit();
    } catch (const std::exception& reason) {
        give_up(reason);
        return core::make_error_code(core::errc::unavailable);
    }
    batches_.add();
    jobs_.add(jobs.size());
    last_batch_took_ = std::chrono::steady_clock::now() - began;
    batch_seconds_.record(last_batch_took_);
    return {};
}

bool writer::reopen() {
    if (std::chrono::steady_clock::now() < retry_at_) return false;
    try {
        const std::lock_guard between_checkpoints(pauses_);
        connection_ = std::make_unique<connection>(settings_, pages_told_);
        transaction change(connection_->file, transaction::kind::write);
        connection_->tables.probe();
        change.commit();
    } catch (const std::exception& reason) {
        give_up(reason);
        return false;
    }
    healthy_ = true;
    last_failure_.clear();
    core::log(core::severity::info, "store_recovered");
    return true;
}

void writer::give_up(const std::exception& reason) {
    connection_.reset();
    retry_at_ = std::chrono::steady_clock::now() + settings_.retry_after;
    // Once per cause: attempts to recover fail several times a second.
    if (std::exchange(last_failure_, reason.what()) != reason.what())
        core::log(core::severity::error, "store_write_failed", {{"reason", reason.what()}});
    healthy_ = false;
}

void writer::finish(batch& jobs, boost::system::error_code outcome) {
    if (outcome) failures_.add(jobs.size());
    const auto now = std::chrono::steady_clock::now();
    std::vector<parked> callers;
    callers.reserve(jobs.size());
    for (auto* waiting : jobs) {
        waiting->outcome = outcome;
        if (!outcome) wait_seconds_.record(now - waiting->since);
        callers.push_back(std::move(*waiting->caller));
    }
    company_ = queued_->fetch_sub(jobs.size());
    resume_all(std::move(callers));
}

}  // namespace store::sqlite
