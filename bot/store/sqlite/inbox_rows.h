// The tables of what was pulled: inbox and feed. Each call prepares what it needs: a page or an
// answer at a time. What SQLite refuses is thrown as `failure`.
#pragma once

#include "bot/store/inbox.h"
#include "bot/store/lookup.h"
#include "bot/store/sealing.h"
#include "bot/store/sqlite/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace store::sqlite {

struct sealed_item {
    std::string id;
    lookup who{};
    std::string sealed;  // empty: it does not matter
};
sealed_item seal_item(const sealer& with, const name_hasher& names, const std::string& feed,
                      const inbox_item& item);

// Inside a write transaction. None, and nothing has changed: the lease has changed hands.
std::optional<std::vector<std::uint64_t>> insert_page(database& in, const lease& under,
                                                      const inbox_page& page,
                                                      const std::vector<sealed_item>& items);
void settle_items(database& in, const std::vector<std::uint64_t>& numbers);
void forget_items(database& in, const lookup& who);
// Whatever came in before, settled or not.
std::uint64_t drop_items(database& in, core::wall_time before, std::int64_t limit);

std::string read_cursor(database& in, const std::string& feed);
core::result<std::vector<waiting_item>> read_items(database& in, const sealer& with,
                                                   const name_hasher& names,
                                                   const std::string& feed, std::uint64_t after,
                                                   std::size_t limit);

}  // namespace store::sqlite
