#include "adapters/tencent/random_pool.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <array>
#include <atomic>
#include <cstring>
#include <limits>
#include <pthread.h>

namespace adapters::tencent {
namespace {

std::atomic<unsigned> forks{0};

// A child must not repeat its parent's bytes.
[[maybe_unused]] const int watching =
    pthread_atfork(nullptr, nullptr, [] { forks.fetch_add(1, std::memory_order_relaxed); });

bool generate(std::span<unsigned char> out) {
    return out.size() <= std::numeric_limits<int>::max() &&
           RAND_bytes(out.data(), static_cast<int>(out.size())) == 1;
}

class pool {
public:
    pool() = default;
    pool(const pool&) = delete;
    pool& operator=(const pool&) = delete;
    ~pool() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

    bool take(std::span<unsigned char> out) {
        const unsigned now = forks.load(std::memory_order_relaxed);
        if (left_ < out.size() || now != forks_seen_) {
            left_ = 0;
            if (!generate(bytes_)) return false;
            left_ = bytes_.size();
            forks_seen_ = now;
        }
        left_ -= out.size();
        std::memcpy(out.data(), bytes_.data() + left_, out.size());
        OPENSSL_cleanse(bytes_.data() + left_, out.size());
        return true;
    }

private:
    std::array<unsigned char, 4096> bytes_{};
    std::size_t left_ = 0;
    unsigned forks_seen_ = 0;
};

constexpr std::size_t portion_limit = 256;

}  // namespace

bool fill_random(std::span<unsigned char> out) {
    if (out.size() > portion_limit) return generate(out);
    thread_local pool mine;
    return mine.take(out);
}

}  // namespace adapters::tencent
