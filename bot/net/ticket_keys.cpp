#include "bot/net/ticket_keys.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <new>

namespace net {
namespace {

std::shared_ptr<const ticket_key> fresh_key() {
    auto key = std::make_shared<ticket_key>();
    const auto fill = [](auto& bytes) {
        // Without random bytes no ticket is safe; nobody here can go on.
        if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) throw std::bad_alloc();
    };
    fill(key->name);
    fill(key->cipher);
    fill(key->mac);
    return key;
}

}  // namespace

ticket_key::~ticket_key() {
    OPENSSL_cleanse(cipher.data(), cipher.size());
    OPENSSL_cleanse(mac.data(), mac.size());
}

ticket_keys::ticket_keys() : current_(fresh_key()), since_(clock::now()) {}

void ticket_keys::rotate_if_due(clock::time_point now) {
    if (now - since_ < period) return;
    previous_ = now - since_ < 2 * period ? current_ : nullptr;
    current_ = fresh_key();
    since_ = now;
}

std::shared_ptr<const ticket_key> ticket_keys::current(clock::time_point now) {
    const std::lock_guard lock(guard_);
    rotate_if_due(now);
    return current_;
}

ticket_keys::found ticket_keys::find(const unsigned char* name, clock::time_point now) {
    const std::lock_guard lock(guard_);
    rotate_if_due(now);
    const auto is = [name](const auto& key) {
        return key && std::equal(key->name.begin(), key->name.end(), name);
    };
    if (is(current_)) return {current_, true};
    if (is(previous_)) return {previous_, false};
    return {};
}

}  // namespace net
