#include "bot/store/sqlite/checkpointer.h"

#include "bot/core/log.h"

#include <utility>

namespace store::sqlite {

checkpointer::checkpointer(std::string path, gate& pauses, int pages)
    : path_(std::move(path)), pauses_(pauses), threshold_(pages), file_(opened()), thread_([this] {
          run();
      }) {}

// It waits for readers in a pause of the writer: not for long.
std::unique_ptr<database> checkpointer::opened() const {
    auto file = std::make_unique<database>(path_, false);
    file->execute("PRAGMA busy_timeout = 500");
    // Before its first look at the file a connection does not know that there is a log.
    file->number("SELECT count(*) FROM sqlite_schema");
    return file;
}

checkpointer::~checkpointer() {
    {
        const std::lock_guard lock(guard_);
        stop_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void checkpointer::log_has(int pages) {
    const std::lock_guard lock(guard_);
    pages_ = pages;
    if (pages < copied_at_) copied_at_ = 0;  // the log began anew
    if (pages - copied_at_ >= threshold_) wake_.notify_one();
}

void checkpointer::empty_log_soon() {
    const std::lock_guard lock(guard_);
    empty_ = true;
    wake_.notify_one();
}

runtime::task<core::result<void>> checkpointer::empty_log() {
    boost::system::error_code outcome;
    auto keep = [this, &outcome](parked waiting) {
        const std::lock_guard lock(guard_);
        callers_.push_back({std::move(waiting), &outcome});
        empty_ = true;
        wake_.notify_one();
    };
    co_await park(std::move(keep));
    if (outcome) co_return outcome;
    co_return core::result<void>();
}

void checkpointer::run() {
    std::unique_lock lock(guard_);
    while (true) {
        wake_.wait(lock, [this] { return stop_ || empty_ || pages_ - copied_at_ >= threshold_; });
        if (stop_ && callers_.empty()) return;
        const bool empty = std::exchange(empty_, false);
        auto callers = std::exchange(callers_, {});
        copied_at_ = pages_;
        lock.unlock();
        const auto outcome = copy(empty);
        std::vector<parked> done;
        for (auto& each : callers) {
            *each.outcome = outcome;
            done.push_back(std::move(each.waiting));
        }
        resume_all(std::move(done));
        lock.lock();
    }
}

boost::system::error_code checkpointer::copy(bool empty) {
    try {
        if (!file_) file_ = opened();
        file_->run(checkpoint::passive);
        const std::lock_guard pause(pauses_);
        if (file_->run(empty ? checkpoint::truncate : checkpoint::passive) || !empty) return {};
        core::log(core::severity::warning, "store_log_not_emptied", {{"reason", "readers"}});
    } catch (const failure& reason) {
        // What could not be copied stays in the log, where it is safe; the next run begins afresh.
        core::log(core::severity::error, "store_checkpoint_failed", {{"reason", reason.what()}});
        file_.reset();
    }
    return core::make_error_code(core::errc::unavailable);
}

}  // namespace store::sqlite
