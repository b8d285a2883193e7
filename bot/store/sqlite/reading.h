// The statements that only look, and the opening of what they find. One connection, one thread at a
// time; sees every commit that was acknowledged before the call.
#pragma once

#include "bot/store/sealed_turn.h"
#include "bot/store/sqlite/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace store::sqlite {

class reading {
public:
    static constexpr std::int64_t recent_turns = 8;

    reading(const std::string& path, const sealer& with);

    core::result<conversation> load(const lookup& key);
    core::result<std::optional<std::string>> find_reply(const lookup& key, std::int64_t delivery,
                                                        const std::string& delivery_key);
    core::result<std::vector<stored_turn>> history(const lookup& key);
    core::result<std::uint64_t> count_conversations();
    core::result<std::vector<kept_state>> states_since(core::wall_time since, std::uint64_t after,
                                                       std::size_t limit);

    // For what is read too seldom to keep its statements ready.
    database& file() noexcept { return file_; }

private:
    core::result<std::vector<recorded_reply>> recent(const lookup& key, std::int64_t last_turn);
    // 0: the conversation is unknown.
    std::int64_t last_turn_of(const lookup& key);

    database file_;
    const sealer& with_;
    statement load_, last_turn_, recent_, find_reply_, history_, count_;
};

}  // namespace store::sqlite
