// The statements that change the tables. Each is called inside a write transaction, on the thread
// that owns the connection; what SQLite refuses is thrown as `failure` and undoes the transaction.
#pragma once

#include "bot/store/sealed_turn.h"
#include "bot/store/sqlite/database.h"

#include <cstdint>

namespace store::sqlite {

class writing {
public:
    explicit writing(database& in);

    // A refused turn changes nothing, so others may share its transaction.
    commit_outcome commit(const sealed_turn& change);
    void erase(const lookup& conversation);

    // At most `limit` rows older than `before`; fewer than that once nothing older is left.
    std::uint64_t drop_words(core::wall_time before, std::int64_t limit);
    // Turns with their words, and the conversations that are left without a turn.
    dropped drop_turns(core::wall_time before, std::int64_t limit);

    // Changes one row, to see whether writing works again.
    void probe();

private:
    struct found {
        std::int64_t id = 0;  // 0: unknown
        std::uint64_t version = 0;
    };
    found find(const lookup& conversation);
    bool is_known(std::int64_t conversation, std::int64_t delivery);
    void forget_turns(std::int64_t conversation);
    std::int64_t create(const sealed_turn& change);
    void advance(std::int64_t conversation, const sealed_turn& change);
    void append(std::int64_t conversation, const sealed_turn& change);
    std::int64_t free_turn_id(core::wall_time at);
    void remove(statement& from, std::int64_t key);

    database& in_;
    statement find_, find_delivery_, create_, advance_, last_turn_id_, append_turn_, append_words_;
    statement forget_words_, forget_turns_, forget_conversation_;
    statement drop_words_, old_turns_, drop_turn_, drop_turn_words_, any_turn_, probe_;
};

}  // namespace store::sqlite
