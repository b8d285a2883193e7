#include "bot/store/sqlite/later_reading.h"

#include "bot/store/sealed_turn.h"
#include "bot/store/sqlite/milliseconds.h"

#include <utility>

namespace store::sqlite {
namespace {

constexpr std::string_view message_columns =
    "SELECT outgoing.id, place, created, attempts, began, sealed, lookup, conversation.account,"
    " user FROM outgoing JOIN conversation ON conversation.id = outgoing.conversation";

core::result<core::conversation_key> key_of(const sealer& with, const lookup& where,
                                            std::string_view account, std::string_view sealed) {
    auto user = open_user(with, where, sealed);
    if (!user) return user.error();
    return core::conversation_key{std::string(account), std::move(*user)};
}

lookup lookup_of(std::string_view blob) {
    lookup found{};
    blob.copy(found.data(), found.size());
    return found;
}

core::result<std::vector<queued_message>> all_messages(const sealer& with, statement& row) {
    std::vector<queued_message> found;
    while (row.step()) {
        const auto where = lookup_of(row.blob(6));
        auto key = key_of(with, where, row.text(7), row.blob(8));
        if (!key) return key.error();
        auto body =
            open_outgoing(with, where, static_cast<std::uint64_t>(row.integer(1)), row.blob(5));
        if (!body) return body.error();
        found.push_back({.id = static_cast<std::uint64_t>(row.integer(0)),
                         .key = std::move(*key),
                         .body = std::move(*body),
                         .attempts = static_cast<std::uint32_t>(row.integer(3)),
                         .created = time_of(row.integer(2)),
                         .began = time_of(row.integer(4))});
    }
    return found;
}

}  // namespace

core::result<std::vector<queued_message>> read_due(database& in, const sealer& with,
                                                   const std::string& account, core::wall_time now,
                                                   std::size_t limit) {
    auto row = in.prepare(std::string(message_columns)
                              .append(" WHERE outgoing.account = ? AND due <= ? AND fate = 0"
                                      " AND NOT EXISTS (SELECT 1 FROM outgoing AS ahead"
                                      "  WHERE ahead.conversation = outgoing.conversation"
                                      "  AND ahead.id < outgoing.id AND ahead.fate < 2)"
                                      " ORDER BY outgoing.id LIMIT ?"));
    row.bind(1, std::string_view(account))
        .bind(2, milliseconds_of(now))
        .bind(3, static_cast<std::int64_t>(limit));
    return all_messages(with, row);
}

core::result<std::vector<queued_message>> read_begun(database& in, const sealer& with,
                                                     const lease& held, const std::string& account,
                                                     std::size_t limit) {
    auto row = in.prepare(std::string(message_columns)
                              .append(" WHERE outgoing.account = ? AND fate = 1 AND fence < ?"
                                      " ORDER BY outgoing.id LIMIT ?"));
    row.bind(1, std::string_view(account))
        .bind(2, static_cast<std::int64_t>(held.fence))
        .bind(3, static_cast<std::int64_t>(limit));
    return all_messages(with, row);
}

std::vector<core::wall_time> read_sent(database& in, const lookup& conversation,
                                       core::wall_time since) {
    auto row = in.prepare(
        "SELECT at FROM outgoing WHERE fate IN (1, 2, 4) AND at >= ? AND conversation ="
        " (SELECT id FROM conversation WHERE lookup = ?) ORDER BY at");
    row.bind(1, milliseconds_of(since)).bind_blob(2, conversation);
    std::vector<core::wall_time> times;
    while (row.step()) times.push_back(time_of(row.integer(0)));
    return times;
}

outgoing_count read_count(database& in, const std::string& account) {
    auto open = in.prepare(
        "SELECT count(*), coalesce(min(created), 0) FROM outgoing WHERE account = ? AND fate < 2");
    auto dead = in.prepare("SELECT count(*) FROM outgoing WHERE account = ? AND fate > 2");
    open.bind(1, std::string_view(account)).step();
    dead.bind(1, std::string_view(account)).step();
    return {.waiting = static_cast<std::uint64_t>(open.integer(0)),
            .dead = static_cast<std::uint64_t>(dead.integer(0)),
            .oldest = time_of(open.integer(1))};
}

std::vector<dead_letter> read_dead(database& in, std::size_t limit) {
    auto row = in.prepare(
        "SELECT id, account, fate, created, at, attempts, why FROM outgoing"
        " WHERE fate > 2 ORDER BY id DESC LIMIT ?");
    row.bind(1, static_cast<std::int64_t>(limit));
    std::vector<dead_letter> found;
    while (row.step())
        found.push_back({.id = static_cast<std::uint64_t>(row.integer(0)),
                         .account = std::string(row.text(1)),
                         .how = static_cast<fate>(row.integer(2)),
                         .created = time_of(row.integer(3)),
                         .at = time_of(row.integer(4)),
                         .attempts = static_cast<std::uint32_t>(row.integer(5)),
                         .why = std::string(row.text(6))});
    return found;
}

core::result<std::vector<due_timer>> read_due_timers(database& in, const sealer& with,
                                                     core::wall_time now, std::size_t limit) {
    auto row = in.prepare(
        "SELECT timer.id, due, node, turn, lookup, account, user FROM timer"
        " JOIN conversation ON conversation.id = timer.conversation"
        " WHERE due <= ? ORDER BY due LIMIT ?");
    row.bind(1, milliseconds_of(now)).bind(2, static_cast<std::int64_t>(limit));
    std::vector<due_timer> found;
    while (row.step()) {
        auto key = key_of(with, lookup_of(row.blob(4)), row.text(5), row.blob(6));
        if (!key) return key.error();
        found.push_back({.id = static_cast<std::uint64_t>(row.integer(0)),
                         .key = std::move(*key),
                         .what = {.due = time_of(row.integer(1)),
                                  .node = std::string(row.text(2)),
                                  .turn = static_cast<std::uint32_t>(row.integer(3))}});
    }
    return found;
}

}  // namespace store::sqlite
