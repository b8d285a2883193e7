#include "bot/store/sqlite/schema.h"

#include "bot/store/sqlite/open_sqlite.h"

#include <fmt/format.h>

#include <array>
#include <cstring>

namespace store::sqlite {
namespace {

constexpr std::int64_t application_id = 0x44615A68;  // "DaZh"; `file` shows it

// A row of `turn` is codes only and stays for months; its words, in a table of their own with the
// same id, go after weeks, so that their pages return to use. Ids grow with time (turn_id.h), so
// rows are appended, and each names the one before it in its conversation: a commit touches no
// index whose pages are hit at random, and whoever wants all turns of a conversation walks back
// along them.
constexpr const char* first_tables = R"sql(
CREATE TABLE meta(name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE conversation(
    id INTEGER PRIMARY KEY,
    lookup BLOB NOT NULL UNIQUE,   -- keyed hash of account and user
    account TEXT NOT NULL,
    user BLOB NOT NULL,            -- sealed
    version INTEGER NOT NULL,
    last_turn INTEGER NOT NULL,
    state BLOB NOT NULL            -- sealed
) STRICT;
CREATE TABLE turn(
    id INTEGER PRIMARY KEY,        -- milliseconds since 1970 << 12 | number within them
    conversation INTEGER NOT NULL,
    previous INTEGER NOT NULL,     -- the turn before it, 0: none; its row may be gone already
    version INTEGER NOT NULL,
    delivery INTEGER NOT NULL,     -- keyed hash of the delivery key
    reading TEXT NOT NULL,
    flow TEXT NOT NULL,
    node TEXT NOT NULL,
    disposition TEXT NOT NULL,
    release INTEGER NOT NULL,
    cpu_us INTEGER NOT NULL
) STRICT;
CREATE TABLE words(
    id INTEGER PRIMARY KEY,        -- the turn's
    sealed BLOB NOT NULL
) STRICT;
INSERT INTO meta VALUES('probe', 0);
)sql";

// Files are no secret of any patient: not sealed, so that every node and tool can read them.
constexpr const char* release_tables = R"sql(
CREATE TABLE release(
    number INTEGER PRIMARY KEY,
    content_hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    recalls_from INTEGER NOT NULL,
    author TEXT NOT NULL,
    reason TEXT NOT NULL,
    report TEXT NOT NULL,
    published_at INTEGER NOT NULL, -- milliseconds since 1970
    retired_at INTEGER
) STRICT;
CREATE TABLE release_file(
    id INTEGER PRIMARY KEY,
    release INTEGER NOT NULL,
    path TEXT NOT NULL,
    text BLOB NOT NULL,
    UNIQUE(release, path)
) STRICT;
)sql";

// Rows of a conversation go with it. What waits, of all that was ever sent, is few: the indexes
// hold only that, or what the platforms' quotas count. Ids are never given twice: who settles a
// message that was erased meanwhile must not hit another.
constexpr const char* later_tables = R"sql(
CREATE TABLE outgoing(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL,
    account TEXT NOT NULL,
    place INTEGER NOT NULL,        -- what its seal is bound to: version << 8 | number in its turn
    created INTEGER NOT NULL,      -- times are milliseconds since 1970
    due INTEGER NOT NULL,
    fate INTEGER NOT NULL,         -- 0 waiting 1 sending 2 sent 3 dead 4 unknown
    fence INTEGER NOT NULL,        -- of the lease under which it was begun last
    attempts INTEGER NOT NULL,
    began INTEGER NOT NULL,        -- the first attempt, 0: none
    at INTEGER NOT NULL,           -- the last one, or when it was settled as dead
    why TEXT NOT NULL,
    sealed BLOB                    -- no longer there once it is sent
) STRICT;
CREATE INDEX outgoing_open ON outgoing(account, due) WHERE fate < 2;
CREATE INDEX outgoing_in_order ON outgoing(conversation, id);
CREATE INDEX outgoing_dead ON outgoing(account, id) WHERE fate > 2;
CREATE TABLE timer(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL,
    due INTEGER NOT NULL,
    node TEXT NOT NULL,
    turn INTEGER NOT NULL
) STRICT;
CREATE INDEX timer_due ON timer(due);
CREATE INDEX timer_conversation ON timer(conversation);
CREATE TABLE lease(
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    fence INTEGER NOT NULL,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE token(
    account TEXT PRIMARY KEY,
    taken INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// What is settled keeps its id only, so that it never comes in twice; the indexes of what waits are
// small.
constexpr const char* inbox_tables = R"sql(
CREATE TABLE inbox(
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    who BLOB NOT NULL,             -- the conversation's lookup
    at INTEGER NOT NULL,           -- milliseconds since 1970
    sealed BLOB,                   -- no longer there once it is settled
    UNIQUE(feed, id)
) STRICT;
CREATE INDEX inbox_waiting ON inbox(feed, number) WHERE sealed IS NOT NULL;
CREATE INDEX inbox_who ON inbox(who) WHERE sealed IS NOT NULL;
CREATE TABLE feed(name TEXT PRIMARY KEY, cursor TEXT NOT NULL) STRICT, WITHOUT ROWID;
)sql";

// Steps are never changed once released; what changes is a new step.
constexpr std::array steps = {first_tables, release_tables, later_tables, inbox_tables};

void check_owner(database& file) {
    const auto id = file.number("PRAGMA application_id");
    const bool empty = file.number("SELECT count(*) FROM sqlite_schema") == 0;
    if (id != application_id && !(id == 0 && empty))
        throw cannot_open("this SQLite file belongs to another program");
}

// A key that once sealed something is needed until nothing it sealed is left.
void check_keys(database& file, const sealer& with) {
    auto used = file.prepare("SELECT substr(name, 5) FROM meta WHERE name LIKE 'key:%'");
    while (used.step())
        if (!with.knows(used.text(0)))
            throw cannot_open(fmt::format(
                "part of it is sealed with key {}, which the key file does not hold (it begins "
                "with {}); add the key that belongs to this store",
                used.text(0), with.current_key()));
}

constexpr place lookup_place{{}, 0, "lookup"};

void seal_lookup(database& file, const sealer& with, const secret& key) {
    const auto sealed =
        with.seal({reinterpret_cast<const char*>(key.data()), secret::size}, lookup_place);
    auto write = file.prepare("INSERT OR REPLACE INTO meta VALUES('lookup', ?)");
    write.bind_blob(1, sealed).run();
    auto remember = file.prepare("INSERT OR IGNORE INTO meta VALUES('key:' || ?, 1)");
    remember.bind(1, std::string_view(with.current_key())).run();
}

}  // namespace

void migrate(database& file) {
    const auto newest = static_cast<std::int64_t>(steps.size());
    if (file.number("PRAGMA user_version") == newest) return check_owner(file);
    transaction change(file, transaction::kind::write);
    check_owner(file);
    const auto found = file.number("PRAGMA user_version");
    const auto known = static_cast<std::int64_t>(steps.size());
    if (found > known)
        throw cannot_open(fmt::format(
            "the store has schema {}, this program knows schemas up to {}: start the newer program",
            found, known));
    for (auto next = found; next < known; ++next)
        file.execute(steps[static_cast<std::size_t>(next)]);
    if (found < known) {
        file.execute(fmt::format("PRAGMA application_id = {}", application_id).c_str());
        file.execute(fmt::format("PRAGMA user_version = {}", known).c_str());
    }
    change.commit();
}

secret unlock(database& file, const sealer& with) {
    transaction change(file, transaction::kind::write);
    check_keys(file, with);
    auto read = file.prepare("SELECT value FROM meta WHERE name = 'lookup'");
    secret key = random_secret();
    bool current = false;
    if (read.step()) {
        const auto sealed = read.blob(0);
        const auto opened = with.open(sealed, lookup_place);
        if (!opened || opened->size() != secret::size)
            throw cannot_open("the secret behind its lookups is damaged; restore it from a backup");
        std::memcpy(key.data(), opened->data(), secret::size);
        current = sealer::key_of(sealed) == with.current_key();
    }
    read.reset();
    if (!current) seal_lookup(file, with, key);
    change.commit();
    return key;
}

}  // namespace store::sqlite
