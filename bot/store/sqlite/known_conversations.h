// What the writer remembers of the conversations it wrote to last, so that the next turn of one
// need not be looked up. As true as the tables while nobody else writes; whoever has a doubt
// forgets all of it.
#pragma once

#include "bot/store/sealing.h"
#include "bot/store/sqlite/recent_deliveries.h"

#include <cstdint>
#include <cstring>
#include <unordered_map>
#include <utility>

namespace store::sqlite {

struct known_conversation {
    std::int64_t id = 0;  // 0: there is no such row
    std::uint64_t version = 0;
    std::int64_t last_turn = 0;
    recent_deliveries deliveries{};
};

// Two generations: when the younger is full the older goes, so that memory is bounded and whoever
// talks now stays.
class known_conversations {
public:
    static constexpr std::size_t generation = 8192;

    // Null: not remembered. Lives until the next call.
    known_conversation* find(const lookup& key) {
        if (const auto at = young_.find(key); at != young_.end()) return &at->second;
        auto older = old_.extract(key);
        return older ? &add(key, std::move(older.mapped())) : nullptr;
    }
    known_conversation& add(const lookup& key, known_conversation what) {
        if (young_.size() >= generation) {
            old_ = std::move(young_);
            young_.clear();
        }
        return young_.insert_or_assign(key, std::move(what)).first->second;
    }
    void forget(const lookup& key) {
        young_.erase(key);
        old_.erase(key);
    }
    void forget_all() {
        young_.clear();
        old_.clear();
    }

private:
    // A lookup is a hash already.
    struct first_bytes {
        std::size_t operator()(const lookup& key) const noexcept {
            std::size_t hash = 0;
            std::memcpy(&hash, key.data(), sizeof hash);
            return hash;
        }
    };
    using table = std::unordered_map<lookup, known_conversation, first_bytes>;
    table young_, old_;
};

}  // namespace store::sqlite
