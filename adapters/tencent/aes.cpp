#include "adapters/tencent/aes.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <memory>
#include <vector>

namespace adapters::tencent {
namespace {

struct context_free {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using context = std::unique_ptr<EVP_CIPHER_CTX, context_free>;

std::atomic<std::uint64_t> numbers{0};

}  // namespace

// The contexts of one thread. Few accounts have a process, so a search through a list is the
// fastest map; old entries go when it grows beyond that.
class aes_contexts {
public:
    EVP_CIPHER_CTX* get(const aes_key& key, bool encrypting) {
        for (const entry& each : entries_)
            if (each.number == key.number_) return (encrypting ? each.encrypt : each.decrypt).get();
        if (entries_.size() == limit) entries_.erase(entries_.begin());
        entry made{key.number_, make(key, 1), make(key, 0)};
        if (!made.encrypt || !made.decrypt) return nullptr;
        entries_.push_back(std::move(made));
        const entry& kept = entries_.back();
        return (encrypting ? kept.encrypt : kept.decrypt).get();
    }

    static bool run(const aes_key& key, bool encrypting, std::span<char> bytes) {
        thread_local aes_contexts mine;
        EVP_CIPHER_CTX* const keyed = mine.get(key, encrypting);
        if (keyed == nullptr || bytes.size() > std::numeric_limits<int>::max()) return false;
        auto* data = reinterpret_cast<unsigned char*>(bytes.data());
        int written = 0;
        return EVP_CipherInit_ex2(keyed, nullptr, nullptr, key.bytes_.data(), -1, nullptr) == 1 &&
               EVP_CipherUpdate(keyed, data, &written, data, static_cast<int>(bytes.size())) == 1 &&
               static_cast<std::size_t>(written) == bytes.size();
    }

private:
    static constexpr std::size_t limit = 64;
    struct entry {
        std::uint64_t number;
        context encrypt;
        context decrypt;
    };

    static context make(const aes_key& key, int encrypting) {
        static const EVP_CIPHER* const algorithm =
            EVP_CIPHER_fetch(nullptr, "AES-256-CBC", nullptr);
        context made(EVP_CIPHER_CTX_new());
        if (!made ||
            EVP_CipherInit_ex2(made.get(), algorithm, key.bytes_.data(), key.bytes_.data(),
                               encrypting, nullptr) != 1 ||
            EVP_CIPHER_CTX_set_padding(made.get(), 0) != 1)
            return nullptr;
        return made;
    }

    std::vector<entry> entries_;
};

aes_key::aes_key(std::span<const unsigned char, size> bytes)
    : number_(numbers.fetch_add(1, std::memory_order_relaxed)) {
    std::ranges::copy(bytes, bytes_.begin());
}

aes_key::~aes_key() {
    OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

bool aes_key::encrypt(std::span<char> bytes) const {
    return aes_contexts::run(*this, true, bytes);
}

bool aes_key::decrypt(std::span<char> bytes) const {
    return aes_contexts::run(*this, false, bytes);
}

}  // namespace adapters::tencent
