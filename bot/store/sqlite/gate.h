// Two threads share the file in turns: the writer for each batch, the checkpointer now and then.
// Unlike a plain mutex it serves whoever came first, so a busy writer cannot starve the other.
#pragma once

#include <mutex>

namespace store::sqlite {

class gate {
public:
    void lock() {
        const std::lock_guard in_line(next_);
        held_.lock();
    }
    void unlock() { held_.unlock(); }

private:
    std::mutex next_, held_;
};

}  // namespace store::sqlite
