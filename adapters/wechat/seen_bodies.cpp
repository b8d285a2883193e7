#include "adapters/wechat/seen_bodies.h"

#include "adapters/tencent/digest.h"

#include <cstring>

namespace adapters::wechat {
namespace {

// Cryptographic, for a forger chooses the body.
std::uint64_t hash_of(std::string_view body) {
    const auto digest = tencent::sha256(body);
    std::uint64_t hash = 0;
    std::memcpy(&hash, digest.data(), sizeof hash);
    return hash;
}

}  // namespace

bool seen_bodies::admit(std::string_view timestamp, std::string_view nonce, std::string_view body,
                        core::wall_time now) {
    std::string pair(timestamp);
    pair.append(" ").append(nonce);
    const auto hash = hash_of(body);
    const std::lock_guard lock(guard_);
    forget_old(now);
    const auto [place, is_new] = body_hashes_.try_emplace(pair, hash);
    if (is_new) by_age_.emplace_back(now, std::move(pair));
    return place->second == hash;
}

void seen_bodies::forget_old(core::wall_time now) {
    while (!by_age_.empty() &&
           (now - by_age_.front().first > remembered || by_age_.size() >= most)) {
        body_hashes_.erase(by_age_.front().second);
        by_age_.pop_front();
    }
}

}  // namespace adapters::wechat
