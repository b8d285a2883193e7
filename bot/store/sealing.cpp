#include "bot/store/sealing.h"

#include "bot/store/nonces.h"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstring>
#include <stdexcept>

namespace store {
namespace {

constexpr char format = 1;
constexpr std::size_t key_id_at = 1, nonce_at = 5, text_at = 17, tag_size = 16;
static_assert(nonce_at + nonce_size == text_at && text_at + tag_size == sealer::overhead);

// OpenSSL fails here for want of memory only: nothing a caller could do.
void must(int ok) {
    if (ok <= 0) throw std::runtime_error("OpenSSL refuses to work");
}

template <auto Free>
struct freer {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};
using cipher_context = std::unique_ptr<EVP_CIPHER_CTX, freer<EVP_CIPHER_CTX_free>>;
using mac_context = std::unique_ptr<EVP_MAC_CTX, freer<EVP_MAC_CTX_free>>;

// Fetching takes a lock shared by all threads (reliability-security.md §3.3): once is enough.
const EVP_CIPHER* aes_256_gcm() {
    static const EVP_CIPHER* cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    return cipher;
}

std::atomic<std::uint64_t> last_serial{0};

// A context of this thread that holds the key of `serial`, set up when another was used before.
EVP_CIPHER_CTX* context_for(std::uint64_t serial, const secret& key, bool sealing) {
    struct slot {
        cipher_context context;
        std::uint64_t serial = 0;
    };
    thread_local slot seal_slot, open_slot;
    auto& here = sealing ? seal_slot : open_slot;
    if (!here.context) here.context.reset(EVP_CIPHER_CTX_new());
    if (here.serial != serial) {
        must(EVP_CipherInit_ex2(here.context.get(), aes_256_gcm(), key.data(), nullptr,
                                sealing ? 1 : 0, nullptr));
        here.serial = serial;
    }
    return here.context.get();
}

void derive(const secret& master, std::string_view purpose, unsigned char* out, std::size_t size) {
    std::unique_ptr<EVP_KDF, freer<EVP_KDF_free>> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
    std::unique_ptr<EVP_KDF_CTX, freer<EVP_KDF_CTX_free>> context(EVP_KDF_CTX_new(kdf.get()));
    char digest[] = "SHA256";
    std::string info(purpose);
    secret key = master;
    OSSL_PARAM given[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, key.data(), secret::size),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info.data(), info.size()),
        OSSL_PARAM_construct_end()};
    must(EVP_KDF_derive(context.get(), out, size, given));
}

sip_hash::key delivery_key_of(const secret& names) {
    std::array<unsigned char, sizeof(sip_hash::key)> derived{};
    derive(names, "daozhen delivery names 1", derived.data(), derived.size());
    return std::bit_cast<sip_hash::key>(derived);
}

const unsigned char* bytes(const char* data) {
    return reinterpret_cast<const unsigned char*>(data);
}
unsigned char* bytes(char* data) {
    return reinterpret_cast<unsigned char*>(data);
}

void bind_to(EVP_CIPHER_CTX* context, const place& at) {
    constexpr std::size_t usual = 16;
    std::array<unsigned char, sizeof(lookup) + 8 + usual> header{};
    std::size_t size = 0;
    for (const char c : at.conversation) header[size++] = static_cast<unsigned char>(c);
    for (int shift = 0; shift < 64; shift += 8)
        header[size++] = static_cast<unsigned char>(at.version >> shift);
    for (const char c : at.column.substr(0, usual)) header[size++] = static_cast<unsigned char>(c);
    int ignored = 0;
    must(EVP_CipherUpdate(context, nullptr, &ignored, header.data(), static_cast<int>(size)));
    if (at.column.size() <= usual) return;
    const auto rest = at.column.substr(usual);
    must(EVP_CipherUpdate(context, nullptr, &ignored, bytes(rest.data()),
                          static_cast<int>(rest.size())));
}

std::uint32_t key_id_of(std::string_view sealed) {
    std::uint32_t id = 0;
    std::memcpy(&id, sealed.data() + key_id_at, sizeof id);
    return id;
}

std::string printed(std::uint32_t id) {
    return fmt::format("{:08x}", id);
}

}  // namespace

struct sealer::data_key {
    secret key;
    std::uint32_t id = 0;
    std::uint64_t serial = 0;  // unlike any other key's of this process
};

sealer::sealer(const key_ring& keys) {
    for (const auto& master : keys) {
        data_key derived;
        derive(master, "daozhen data key 1", derived.key.data(), secret::size);
        derive(master, "daozhen key id 1", reinterpret_cast<unsigned char*>(&derived.id),
               sizeof derived.id);
        derived.serial = ++last_serial;
        keys_.push_back(derived);
    }
}

sealer::~sealer() = default;

const sealer::data_key* sealer::find(std::uint32_t id) const {
    for (const auto& key : keys_)
        if (key.id == id) return &key;
    return nullptr;
}

std::string sealer::seal(std::string_view plain, const place& at) const {
    const auto& with = keys_.front();
    std::string out(plain.size() + overhead, '\0');
    out[0] = format;
    std::memcpy(out.data() + key_id_at, &with.id, sizeof with.id);
    auto* const nonce = bytes(out.data() + nonce_at);
    draw_nonce(std::span<unsigned char, nonce_size>(nonce, nonce_size));

    auto* const context = context_for(with.serial, with.key, true);
    must(EVP_CipherInit_ex2(context, nullptr, nullptr, nonce, -1, nullptr));
    bind_to(context, at);
    auto* const text = bytes(out.data() + text_at);
    int length = 0, rest = 0;
    must(EVP_CipherUpdate(context, text, &length, bytes(plain.data()),
                          static_cast<int>(plain.size())));
    must(EVP_CipherFinal_ex(context, text + length, &rest));
    must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, tag_size, text + plain.size()));
    return out;
}

core::result<std::string> sealer::open(std::string_view sealed, const place& at) const {
    if (sealed.size() < overhead || sealed[0] != format) return core::errc::corrupt;
    const auto* with = find(key_id_of(sealed));
    if (with == nullptr) return core::errc::corrupt;

    std::string plain(sealed.size() - overhead, '\0');
    auto* const context = context_for(with->serial, with->key, false);
    must(EVP_CipherInit_ex2(context, nullptr, nullptr, bytes(sealed.data() + nonce_at), -1,
                            nullptr));
    std::array<unsigned char, tag_size> tag{};
    std::memcpy(tag.data(), sealed.data() + sealed.size() - tag_size, tag_size);
    must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()));
    bind_to(context, at);
    int length = 0, rest = 0;
    must(EVP_CipherUpdate(context, bytes(plain.data()), &length, bytes(sealed.data() + text_at),
                          static_cast<int>(plain.size())));
    if (EVP_CipherFinal_ex(context, bytes(plain.data()) + length, &rest) <= 0)
        return core::errc::corrupt;
    return plain;
}

std::string sealer::current_key() const {
    return printed(keys_.front().id);
}

bool sealer::knows(std::string_view key) const {
    return std::any_of(keys_.begin(), keys_.end(),
                       [&](const data_key& ours) { return printed(ours.id) == key; });
}

std::string sealer::key_of(std::string_view sealed) {
    return sealed.size() < overhead ? "none" : printed(key_id_of(sealed));
}

// HMAC-SHA-256 of several parts, each told from its neighbour by its length.
struct name_hasher::keyed {
    explicit keyed(const secret& given) : key(given), serial(++last_serial) {}

    std::array<unsigned char, 32> hash(std::initializer_list<std::string_view> parts) const {
        // One piece: a call costs OpenSSL more than the bytes do.
        thread_local std::string joined;
        joined.clear();
        for (const auto part : parts) {
            const auto size = static_cast<std::uint64_t>(part.size());
            joined.append(reinterpret_cast<const char*>(&size), sizeof size).append(part);
        }
        auto* const context = this_threads();
        must(EVP_MAC_update(context, bytes(joined.data()), joined.size()));
        std::array<unsigned char, 32> out{};
        std::size_t length = 0;
        must(EVP_MAC_final(context, out.data(), &length, out.size()));
        return out;
    }

    EVP_MAC_CTX* this_threads() const {
        thread_local mac_context context;
        thread_local std::uint64_t loaded = 0;
        static EVP_MAC* const hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
        if (!context) context.reset(EVP_MAC_CTX_new(hmac));
        if (loaded == serial) {
            must(EVP_MAC_init(context.get(), nullptr, 0, nullptr));
        } else {
            char digest[] = "SHA256";
            const OSSL_PARAM given[] = {
                OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                OSSL_PARAM_construct_end()};
            must(EVP_MAC_init(context.get(), key.data(), secret::size, given));
            loaded = serial;
        }
        return context.get();
    }

    secret key;
    std::uint64_t serial;
};

name_hasher::name_hasher(const secret& key)
    : keyed_(std::make_unique<keyed>(key)), deliveries_(delivery_key_of(key)) {}
name_hasher::~name_hasher() = default;

lookup name_hasher::conversation(const core::conversation_key& key) const {
    const auto hash = keyed_->hash({"conversation", key.account, key.user});
    lookup out;
    std::memcpy(out.data(), hash.data(), out.size());
    return out;
}

std::int64_t name_hasher::delivery(const lookup& conversation,
                                   std::string_view delivery_key) const {
    thread_local std::string joined;
    joined.assign(conversation.data(), conversation.size()).append(delivery_key);
    return std::bit_cast<std::int64_t>(deliveries_(joined));
}

secret random_secret() {
    secret key;
    must(RAND_bytes(key.data(), secret::size));
    return key;
}

}  // namespace store
