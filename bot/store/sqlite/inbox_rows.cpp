#include "bot/store/sqlite/inbox_rows.h"

#include "bot/store/sqlite/milliseconds.h"

#include <span>

namespace store::sqlite {
namespace {

// What a seal is bound to: the item's own place, known before it has a number.
place place_of(const name_hasher& names, const std::string& feed, std::string_view id) {
    return {names.conversation({feed, std::string(id)}), 0, "inbox"};
}

std::span<const char> bytes_of(const lookup& who) {
    return {reinterpret_cast<const char*>(who.data()), who.size()};
}

bool holds(database& in, const lease& under) {
    auto row = in.prepare("SELECT 1 FROM lease WHERE name = ? AND fence = ?");
    return row.bind(1, std::string_view(under.name))
        .bind(2, static_cast<std::int64_t>(under.fence))
        .step();
}

}  // namespace

sealed_item seal_item(const sealer& with, const name_hasher& names, const std::string& feed,
                      const inbox_item& item) {
    sealed_item made{item.id, names.conversation(item.key), {}};
    if (item.matters) made.sealed = with.seal(item.content, place_of(names, feed, item.id));
    return made;
}

std::optional<std::vector<std::uint64_t>> insert_page(database& in, const lease& under,
                                                      const inbox_page& page,
                                                      const std::vector<sealed_item>& items) {
    if (!holds(in, under)) return std::nullopt;
    auto row = in.prepare(
        "INSERT INTO inbox(feed, id, who, at, sealed) VALUES(?, ?, ?, ?, nullif(?, x''))"
        " ON CONFLICT(feed, id) DO NOTHING RETURNING number");
    std::vector<std::uint64_t> numbers;
    for (const auto& item : items) {
        using_statement one(row);
        one->bind(1, std::string_view(page.feed))
            .bind(2, std::string_view(item.id))
            .bind_blob(3, bytes_of(item.who))
            .bind(4, milliseconds_of(page.at))
            .bind_blob(5, item.sealed);
        const bool fresh = one->step();
        const auto number = fresh ? static_cast<std::uint64_t>(one->integer(0)) : 0;
        numbers.push_back(item.sealed.empty() ? 0 : number);
    }
    auto feed = in.prepare("INSERT OR REPLACE INTO feed VALUES(?, ?)");
    feed.bind(1, std::string_view(page.feed)).bind(2, std::string_view(page.cursor)).run();
    return numbers;
}

void settle_items(database& in, const std::vector<std::uint64_t>& numbers) {
    auto row = in.prepare("UPDATE inbox SET sealed = NULL WHERE number = ?");
    for (const auto number : numbers) {
        using_statement one(row);
        one->bind(1, static_cast<std::int64_t>(number)).run();
    }
}

void forget_items(database& in, const lookup& who) {
    auto row = in.prepare("UPDATE inbox SET sealed = NULL WHERE who = ? AND sealed IS NOT NULL");
    row.bind_blob(1, bytes_of(who)).run();
}

std::uint64_t drop_items(database& in, core::wall_time before, std::int64_t limit) {
    auto row = in.prepare(
        "DELETE FROM inbox WHERE number IN"
        " (SELECT number FROM inbox WHERE at < ? ORDER BY number LIMIT ?)");
    row.bind(1, milliseconds_of(before)).bind(2, limit).run();
    return static_cast<std::uint64_t>(in.changes());
}

std::string read_cursor(database& in, const std::string& feed) {
    auto row = in.prepare("SELECT cursor FROM feed WHERE name = ?");
    if (!row.bind(1, std::string_view(feed)).step()) return {};
    return std::string(row.text(0));
}

core::result<std::vector<waiting_item>> read_items(database& in, const sealer& with,
                                                   const name_hasher& names,
                                                   const std::string& feed, std::uint64_t after,
                                                   std::size_t limit) {
    auto row = in.prepare(
        "SELECT number, id, sealed FROM inbox"
        " WHERE feed = ? AND number > ? AND sealed IS NOT NULL ORDER BY number LIMIT ?");
    row.bind(1, std::string_view(feed))
        .bind(2, static_cast<std::int64_t>(after))
        .bind(3, static_cast<std::int64_t>(limit));
    std::vector<waiting_item> found;
    while (row.step()) {
        auto content = with.open(row.blob(2), place_of(names, feed, row.text(1)));
        if (!content) return content.error();
        found.push_back({static_cast<std::uint64_t>(row.integer(0)), std::string(row.text(1)),
                         std::move(*content)});
    }
    return found;
}

}  // namespace store::sqlite
