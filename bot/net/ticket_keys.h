// The keys that seal TLS session tickets: shared by all loops, so that a client resumes wherever it
// lands; new ones twice a day, the last ones kept one period more. In memory only. Thread-safe.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>

namespace net {

struct ticket_key {
    std::array<unsigned char, 16> name{};
    std::array<unsigned char, 32> cipher{};
    std::array<unsigned char, 32> mac{};
    ticket_key() = default;
    ticket_key(const ticket_key&) = default;
    ticket_key& operator=(const ticket_key&) = default;
    ~ticket_key();  // wipes
};

class ticket_keys {
public:
    using clock = std::chrono::steady_clock;
    static constexpr std::chrono::hours period{12};

    ticket_keys();

    // The key for new tickets. Rotates when its time has come.
    std::shared_ptr<const ticket_key> current(clock::time_point now = clock::now());
    // The key of that name and whether it is the current one; null when it is too old or not ours.
    struct found {
        std::shared_ptr<const ticket_key> key;
        bool is_current = false;
    };
    found find(const unsigned char* name, clock::time_point now = clock::now());

private:
    void rotate_if_due(clock::time_point now);

    std::mutex guard_;
    std::shared_ptr<const ticket_key> current_;
    std::shared_ptr<const ticket_key> previous_;
    clock::time_point since_;
};

}  // namespace net
