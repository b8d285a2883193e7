// What is still to be sent or done, read and opened. Asked once a second or so, not by turns: each
// call prepares what it needs.
#pragma once

#include "bot/store/outgoing.h"
#include "bot/store/sealing.h"
#include "bot/store/sqlite/database.h"
#include "bot/store/timers.h"

#include <cstddef>
#include <string>
#include <vector>

namespace store::sqlite {

core::result<std::vector<queued_message>> read_due(database& in, const sealer& with,
                                                   const std::string& account, core::wall_time now,
                                                   std::size_t limit);
core::result<std::vector<queued_message>> read_begun(database& in, const sealer& with,
                                                     const lease& held, const std::string& account,
                                                     std::size_t limit);
std::vector<core::wall_time> read_sent(database& in, const lookup& conversation,
                                       core::wall_time since);
outgoing_count read_count(database& in, const std::string& account);
std::vector<dead_letter> read_dead(database& in, std::size_t limit);

core::result<std::vector<due_timer>> read_due_timers(database& in, const sealer& with,
                                                     core::wall_time now, std::size_t limit);

}  // namespace store::sqlite
