// The conversations one loop spoke with lately, as last committed: saves a load per turn. Holds the
// encoded state, which is several times smaller than the decoded one. Touched on its loop only.
#pragma once

#include "bot/core/clock.h"
#include "bot/core/conversation_key.h"
#include "bot/store/lookup.h"

#include <cstdint>
#include <list>
#include <string>
#include <unordered_map>

namespace session {

struct cached_conversation {
    std::uint64_t version = 0;
    std::string state;
    store::lookup where{};
    // Hash of the words that answered the last question; 0: none did.
    std::uint64_t answer_words = 0;
    core::wall_time answered_at{};
};

class conversation_cache {
public:
    explicit conversation_cache(std::size_t capacity) : capacity_(capacity) {}

    // Null if unknown. Valid until the next change of the cache.
    const cached_conversation* find(const core::conversation_key& key);
    void put(const core::conversation_key& key, cached_conversation value);
    void drop(const core::conversation_key& key);
    std::size_t size() const noexcept { return index_.size(); }

private:
    using entry = std::pair<core::conversation_key, cached_conversation>;
    std::size_t capacity_;
    std::list<entry> by_use_;  // most recent first
    std::unordered_map<core::conversation_key, std::list<entry>::iterator> index_;
};

}  // namespace session
