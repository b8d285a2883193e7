#include "bot/session/conversation_cache.h"

namespace session {

const cached_conversation* conversation_cache::find(const core::conversation_key& key) {
    const auto found = index_.find(key);
    if (found == index_.end()) return nullptr;
    by_use_.splice(by_use_.begin(), by_use_, found->second);
    return &found->second->second;
}

void conversation_cache::put(const core::conversation_key& key, cached_conversation value) {
    const auto found = index_.find(key);
    if (found != index_.end()) {
        found->second->second = std::move(value);
        by_use_.splice(by_use_.begin(), by_use_, found->second);
        return;
    }
    by_use_.emplace_front(key, std::move(value));
    index_[key] = by_use_.begin();
    if (index_.size() > capacity_) {
        index_.erase(by_use_.back().first);
        by_use_.pop_back();
    }
}

void conversation_cache::drop(const core::conversation_key& key) {
    const auto found = index_.find(key);
    if (found == index_.end()) return;
    by_use_.erase(found->second);
    index_.erase(found);
}

}  // namespace session
