// The bundle that new steps use. Replaced as a whole; a running step keeps the one it began with.
// Thread-safe.
#pragma once

#include "bot/dialog/script.h"

#include <atomic>
#include <memory>

namespace session {

class script_source {
public:
    // Null until the first release has been loaded.
    std::shared_ptr<const dialog::bundle> current() const {
        return current_.load(std::memory_order_acquire);
    }
    void publish(std::shared_ptr<const dialog::bundle> next) {
        current_.store(std::move(next), std::memory_order_release);
    }

private:
    std::atomic<std::shared_ptr<const dialog::bundle>> current_;
};

}  // namespace session
