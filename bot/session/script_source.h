// The releases that new steps use. Replaced as a whole; a running step keeps what it began with.
#pragma once

#include "bot/session/release_shelf.h"

#include <atomic>
#include <cstdint>
#include <memory>

namespace session {

// Thread-safe.
class script_source {
public:
    // Null until the first release has been loaded.
    std::shared_ptr<const dialog::bundle> current() const;
    std::shared_ptr<const release_shelf> shelf() const {
        return shelf_.load(std::memory_order_acquire);
    }

    void put_up(std::shared_ptr<const release_shelf> next);
    // A bundle alone, nobody under way with another: tools and tests.
    void publish(std::shared_ptr<const dialog::bundle> only);

    // Grows with every publication.
    std::uint64_t version() const noexcept { return version_.load(std::memory_order_acquire); }

private:
    std::atomic<std::shared_ptr<const release_shelf>> shelf_;
    std::atomic<std::uint64_t> version_{0};
};

// How one loop looks at them: a plain load per turn, no count of owners that loops would share.
class script_reader {
public:
    explicit script_reader(const script_source& from) : from_(from) {}

    // Null until the first release has been loaded. Valid until the next call.
    const release_shelf* now() {
        if (const auto version = from_.version(); version != seen_) {
            seen_ = version;
            held_ = from_.shelf();
        }
        return held_.get();
    }

private:
    const script_source& from_;
    std::uint64_t seen_ = 0;
    std::shared_ptr<const release_shelf> held_;
};

}  // namespace session
