// The tables of leases and tokens. Touched every few seconds at most, so each call prepares what it
// needs. What SQLite refuses is thrown as `failure`.
#pragma once

#include "bot/store/leases.h"
#include "bot/store/sealing.h"
#include "bot/store/sqlite/database.h"
#include "bot/store/tokens.h"

#include <chrono>
#include <optional>
#include <string>

namespace store::sqlite {

// Inside a write transaction.
std::optional<lease> take_lease(database& in, const std::string& name, const std::string& holder,
                                core::wall_time now, std::chrono::milliseconds lasts);
void release_lease(database& in, const lease& held);
bool keep_token(database& in, const lease& under, const std::string& account, core::wall_time taken,
                core::wall_time expires, const std::string& sealed);

core::result<std::optional<stored_token>> read_token(database& in, const sealer& with,
                                                     const std::string& account);
std::string seal_token(const sealer& with, const std::string& account, const std::string& value);

}  // namespace store::sqlite
