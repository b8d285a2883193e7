#include "bot/store/nonces.h"

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <pthread.h>
#include <stdexcept>

namespace store {
namespace {

std::atomic<unsigned> forks{0};

void watch_for_forks() {
    static const int failed = pthread_atfork(nullptr, nullptr, [] { ++forks; });
    if (failed != 0) throw std::runtime_error("no memory to watch for forks");
}

struct supply {
    std::array<unsigned char, 64 * nonce_size> bytes{};
    std::size_t used = sizeof bytes;
    unsigned drawn_after = 0;  // forks before it was drawn
};

}  // namespace

void draw_nonce(std::span<unsigned char, nonce_size> out) {
    thread_local supply mine;
    const auto now = forks.load(std::memory_order_relaxed);
    if (mine.used == mine.bytes.size() || mine.drawn_after != now) {
        watch_for_forks();
        mine.used = mine.bytes.size();
        if (RAND_bytes(mine.bytes.data(), static_cast<int>(mine.bytes.size())) != 1)
            throw std::runtime_error("the system has no random bytes");
        mine.used = 0;
        mine.drawn_after = now;
    }
    std::copy_n(mine.bytes.begin() + static_cast<std::ptrdiff_t>(mine.used), nonce_size,
                out.begin());
    mine.used += nonce_size;
}

}  // namespace store
