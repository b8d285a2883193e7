// Moves what the write-ahead log holds into the database file, on a thread and connection of its
// own, so that no commit pays for it: the bulk while commits go on, the rest in a pause between two
// batches. Without that pause the log of a busy store would never begin anew.
#pragma once

#include "bot/core/error.h"
#include "bot/runtime/task.h"
#include "bot/store/sqlite/database.h"
#include "bot/store/sqlite/gate.h"
#include "bot/store/waiting.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace store::sqlite {

class checkpointer {
public:
    // Begins a checkpoint whenever the log has grown by `pages`. `pauses` is what the writer holds
    // during a batch. Throws `failure` when the file cannot be opened.
    checkpointer(std::string path, gate& pauses, int pages);
    ~checkpointer();
    checkpointer(const checkpointer&) = delete;
    checkpointer& operator=(const checkpointer&) = delete;

    // From the writer, after each commit: so many pages are in the log now.
    void log_has(int pages);

    // Empties the log, so that what was erased from the tables is not left in it. Thread-safe.
    void empty_log_soon();
    runtime::task<core::result<void>> empty_log();

private:
    struct caller {
        parked waiting;
        boost::system::error_code* outcome;
    };
    std::unique_ptr<database> opened() const;
    void run();
    boost::system::error_code copy(bool empty);

    const std::string path_;
    gate& pauses_;
    const int threshold_;
    std::unique_ptr<database> file_;

    std::mutex guard_;
    std::condition_variable wake_;
    int pages_ = 0;
    int copied_at_ = 0;  // pages in the log when it was last copied
    bool empty_ = false, stop_ = false;
    std::vector<caller> callers_;
    std::thread thread_;
};

}  // namespace store::sqlite
