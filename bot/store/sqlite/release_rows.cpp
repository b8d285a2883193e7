#include "bot/store/sqlite/release_rows.h"

#include "bot/store/sqlite/milliseconds.h"

#include <array>
#include <string>
#include <string_view>

namespace store::sqlite {
namespace {

constexpr std::array<std::string_view, 3> kind_names = {"normal", "urgent", "recall"};

release_kind kind_of(std::string_view name) {
    for (std::size_t i = 0; i < kind_names.size(); ++i)
        if (kind_names[i] == name) return static_cast<release_kind>(i);
    return release_kind::normal;
}

constexpr const char* columns =
    "SELECT number, content_hash, kind, recalls_from, author, reason, report, published_at,"
    " retired_at"
    " FROM release";

release read_row(const statement& row) {
    release found;
    found.number = static_cast<std::uint32_t>(row.integer(0));
    found.content_hash = row.text(1);
    found.kind = kind_of(row.text(2));
    found.recalls_from = static_cast<std::uint32_t>(row.integer(3));
    found.author = row.text(4);
    found.reason = row.text(5);
    found.report = row.text(6);
    found.published_at = time_of(row.integer(7));
    if (!row.is_null(8)) found.retired_at = time_of(row.integer(8));
    return found;
}

}  // namespace

publish_outcome insert_release(database& in, const release& made) {
    if (in.number("SELECT coalesce(max(number), 0) + 1 FROM release") != made.number)
        return publish_outcome::overtaken;
    auto row = in.prepare("INSERT INTO release VALUES(?, ?, ?, ?, ?, ?, ?, ?, NULL)");
    row.bind(1, std::int64_t{made.number})
        .bind(2, std::string_view(made.content_hash))
        .bind(3, kind_names.at(static_cast<std::size_t>(made.kind)))
        .bind(4, std::int64_t{made.recalls_from})
        .bind(5, std::string_view(made.author))
        .bind(6, std::string_view(made.reason))
        .bind(7, std::string_view(made.report))
        .bind(8, milliseconds_of(made.published_at))
        .run();
    auto file = in.prepare("INSERT INTO release_file(release, path, text) VALUES(?, ?, ?)");
    for (const auto& [path, text] : made.files) {
        using_statement one(file);
        one->bind(1, std::int64_t{made.number})
            .bind(2, std::string_view(path))
            .bind_blob(3, text)
            .run();
    }
    return publish_outcome::published;
}

void retire_release(database& in, std::uint32_t number, core::wall_time at) {
    auto row =
        in.prepare("UPDATE release SET retired_at = ? WHERE number = ? AND retired_at IS NULL");
    row.bind(1, milliseconds_of(at)).bind(2, std::int64_t{number}).run();
}

std::uint64_t drop_release_files(database& in, core::wall_time retired_before) {
    constexpr const char* which =
        " release_file WHERE release IN (SELECT number FROM release WHERE retired_at < ?)";
    auto count = in.prepare(std::string("SELECT count(DISTINCT release) FROM") + which);
    count.bind(1, milliseconds_of(retired_before)).step();
    auto drop = in.prepare(std::string("DELETE FROM") + which);
    drop.bind(1, milliseconds_of(retired_before)).run();
    return static_cast<std::uint64_t>(count.integer(0));
}

std::vector<release> read_releases(database& in) {
    auto row = in.prepare(std::string(columns) + " ORDER BY number");
    std::vector<release> found;
    while (row.step()) found.push_back(read_row(row));
    return found;
}

std::optional<release> read_release(database& in, std::uint32_t number) {
    auto row = in.prepare(std::string(columns) + " WHERE number = ?");
    if (!row.bind(1, std::int64_t{number}).step()) return std::nullopt;
    release found = read_row(row);
    auto file = in.prepare("SELECT path, text FROM release_file WHERE release = ? ORDER BY path");
    file.bind(1, std::int64_t{number});
    while (file.step())
        found.files.push_back({std::string(file.text(0)), std::string(file.blob(1))});
    return found;
}

}  // namespace store::sqlite
