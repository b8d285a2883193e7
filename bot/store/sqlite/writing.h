// The statements that change the tables. Each is called inside a write transaction, on the thread
// that owns the connection; what SQLite refuses is thrown as `failure` and undoes the transaction.
#pragma once

#include "bot/store/sealed_turn.h"
#include "bot/store/sqlite/database.h"
#include "bot/store/sqlite/known_conversations.h"
#include "bot/store/sqlite/later_rows.h"
#include "bot/store/sqlite/turn_id.h"

#include <cstdint>
#include <memory>

namespace store::sqlite {

class writing {
public:
    explicit writing(database& in);

    // First in every transaction: what is remembered of the tables is forgotten when another
    // connection, perhaps another program's, changed them.
    void begin();

    // A refused turn changes nothing, so others may share its transaction.
    commit_outcome commit(const sealed_turn& change);
    void erase(const lookup& conversation);

    // At most `limit` rows older than `before`; fewer than that once nothing older is left.
    std::uint64_t drop_words(core::wall_time before, std::int64_t limit);
    // Turns with their words, and the conversations that are left without a turn.
    dropped drop_turns(core::wall_time before, std::int64_t limit);

    // Messages to send and timers; their statements are prepared with the first use.
    later_rows& later();

    // For what is written too seldom to keep its statements ready.
    database& file() noexcept { return in_; }

    // Changes one row, to see whether writing works again.
    void probe();

private:
    known_conversation& find(const lookup& conversation);
    known_conversation look_up(const lookup& conversation);
    // That turn and those before it.
    void forget_turns(std::int64_t last);
    std::int64_t create(const sealed_turn& change, std::int64_t turn);
    // False: the row is not at the version that the change expects.
    bool advance(std::int64_t conversation, const sealed_turn& change, std::int64_t turn);
    void append(const known_conversation& to, const sealed_turn& change, std::int64_t turn);
    // Above `last`, the turn before it, even where the clock went back.
    std::int64_t free_turn_id(core::wall_time at, std::int64_t last);
    void remove(statement& from, std::int64_t key);

    database& in_;
    std::unique_ptr<later_rows> later_;
    known_conversations known_;
    turn_numbers numbers_;
    std::int64_t seen_ = -1;  // data_version of the file

    statement data_version_, find_, deliveries_, create_, advance_;
    statement newest_turn_id_, last_turn_id_, append_turn_, append_words_;
    statement forget_words_, forget_turns_, forget_conversation_;
    statement drop_words_, old_turns_, drop_turn_, drop_turn_words_, forget_ended_, probe_;
};

}  // namespace store::sqlite
