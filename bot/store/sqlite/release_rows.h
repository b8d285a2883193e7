// The tables of releases. Touched a few times a day, so each call prepares what it needs. What
// SQLite refuses is thrown as `failure`.
#pragma once

#include "bot/store/release.h"
#include "bot/store/sqlite/database.h"

#include <optional>
#include <vector>

namespace store::sqlite {

// What is overtaken is not written. Inside a transaction.
publish_outcome insert_release(database& in, const release& made);
void retire_release(database& in, std::uint32_t number, core::wall_time at);
std::uint64_t drop_release_files(database& in, core::wall_time retired_before);

std::vector<release> read_releases(database& in);
std::optional<release> read_release(database& in, std::uint32_t number);

}  // namespace store::sqlite
