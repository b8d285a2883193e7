#include "bot/store/sqlite/lease_rows.h"

#include "bot/store/sqlite/milliseconds.h"

namespace store::sqlite {
namespace {

std::string token_column(const std::string& account) {
    return "token/" + account;
}

}  // namespace

std::optional<lease> take_lease(database& in, const std::string& name, const std::string& holder,
                                core::wall_time now, std::chrono::milliseconds lasts) {
    auto row = in.prepare(
        "INSERT INTO lease VALUES(?1, ?2, 1, ?4) ON CONFLICT(name) DO UPDATE SET"
        " fence = iif(holder = ?2 AND until > 0, fence, fence + 1), holder = ?2, until = ?4"
        " WHERE holder = ?2 OR until <= ?3 RETURNING fence");
    const auto until = now + lasts;
    row.bind(1, std::string_view(name))
        .bind(2, std::string_view(holder))
        .bind(3, milliseconds_of(now))
        .bind(4, milliseconds_of(until));
    if (!row.step()) return std::nullopt;
    return lease{name, static_cast<std::uint64_t>(row.integer(0)), until};
}

void release_lease(database& in, const lease& held) {
    auto row = in.prepare("UPDATE lease SET until = 0 WHERE name = ? AND fence = ?");
    row.bind(1, std::string_view(held.name)).bind(2, static_cast<std::int64_t>(held.fence)).run();
}

bool keep_token(database& in, const lease& under, const std::string& account, core::wall_time taken,
                core::wall_time expires, const std::string& sealed) {
    auto row = in.prepare(
        "INSERT OR REPLACE INTO token SELECT ?1, ?2, ?3, ?4"
        " FROM lease WHERE name = ?5 AND fence = ?6");
    row.bind(1, std::string_view(account))
        .bind(2, milliseconds_of(taken))
        .bind(3, milliseconds_of(expires))
        .bind_blob(4, sealed)
        .bind(5, std::string_view(under.name))
        .bind(6, static_cast<std::int64_t>(under.fence))
        .run();
    return in.changes() == 1;
}

core::result<std::optional<stored_token>> read_token(database& in, const sealer& with,
                                                     const std::string& account) {
    auto row = in.prepare("SELECT taken, expires, sealed FROM token WHERE account = ?");
    if (!row.bind(1, std::string_view(account)).step()) return std::optional<stored_token>();
    const auto column = token_column(account);
    auto value = with.open(row.blob(2), {{}, 0, column});
    if (!value) return value.error();
    return std::optional(
        stored_token{std::move(*value), time_of(row.integer(0)), time_of(row.integer(1))});
}

std::string seal_token(const sealer& with, const std::string& account, const std::string& value) {
    const auto column = token_column(account);
    return with.seal(value, {{}, 0, column});
}

}  // namespace store::sqlite
