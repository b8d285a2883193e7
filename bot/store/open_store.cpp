#include "bot/store/open_store.h"

#include "bot/store/keys.h"
#include "bot/store/sqlite/open_sqlite.h"

#include <fmt/format.h>

#include <string_view>
#include <variant>

namespace store {

opened_store open_store(const settings& given, core::metrics& registry) {
    constexpr std::string_view sqlite_scheme = "sqlite:";
    const auto keys = read_keys(given.keys);
    if (const auto* problem = std::get_if<std::string>(&keys)) return {nullptr, *problem};
    if (!given.url.starts_with(sqlite_scheme) || given.url.size() == sqlite_scheme.size())
        return {nullptr, fmt::format("store \"{}\": only sqlite:PATH is known", given.url)};
    const auto path = given.url.substr(sqlite_scheme.size());
    try {
        return {sqlite::open_sqlite(path, std::get<key_ring>(keys), given, registry), {}};
    } catch (const sqlite::cannot_open& reason) {
        return {nullptr, fmt::format("store {}: {}", path, reason.what())};
    }
}

}  // namespace store
