// Encryption at rest. Each stored value is sealed alone, with AES-256-GCM under a key derived from
// the key file, and bound to its place: moved to another row, column or version it no longer opens.
//
// A sealed value: format 1 (1 byte), key id (4), nonce (12), ciphertext, tag (16). Nonces are
// random: a key may seal 2^32 values (NIST SP 800-38D §8.3) before it has to be replaced.
//
// Immutable after construction and thread-safe: each thread keeps its own OpenSSL contexts.
#pragma once

#include "bot/core/conversation_key.h"
#include "bot/core/error.h"
#include "bot/store/keys.h"
#include "bot/store/lookup.h"
#include "bot/store/sip_hash.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace store {

// Where a value stands; part of what the tag protects.
struct place {
    lookup conversation{};
    std::uint64_t version = 0;
    std::string_view column;
};

class sealer {
public:
    explicit sealer(const key_ring& keys);
    ~sealer();
    sealer(const sealer&) = delete;
    sealer& operator=(const sealer&) = delete;

    static constexpr std::size_t overhead = 33;  // bytes a sealed value is longer

    std::string seal(std::string_view plain, const place& at) const;
    // errc::corrupt: changed, moved, or sealed with a key that the key file does not hold.
    core::result<std::string> open(std::string_view sealed, const place& at) const;

    // Ids of keys, as eight hex digits, for messages to operators.
    std::string current_key() const;
    bool knows(std::string_view key) const;
    static std::string key_of(std::string_view sealed);

private:
    struct data_key;
    const data_key* find(std::uint32_t id) const;

    std::vector<data_key> keys_;  // current first
};

// Turns names into what the tables hold instead of them. The secret is made once per store and kept
// in it, sealed, so that rotating the key file changes no lookup. Thread-safe.
class name_hasher {
public:
    explicit name_hasher(const secret& key);
    ~name_hasher();
    name_hasher(const name_hasher&) = delete;
    name_hasher& operator=(const name_hasher&) = delete;

    lookup conversation(const core::conversation_key& key) const;
    // 64 bits suffice within one conversation.
    std::int64_t delivery(const lookup& conversation, std::string_view delivery_key) const;

private:
    struct keyed;
    std::unique_ptr<keyed> keyed_;
    sip_hash deliveries_;
};

// Bytes from the system's generator.
secret random_secret();

}  // namespace store
