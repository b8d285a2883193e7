// One account's way to its patients without their asking: what its channel sends by itself. The
// house makes one for each account that may send; the session knows no channel and no HTTP. Of
// these, only the tasks touch a connection: they run on the loop of the account's sender. All else
// is const and thread-safe. Outlives whoever uses it.
#pragma once

#include "bot/core/block.h"
#include "bot/core/inbound.h"
#include "bot/core/sending.h"
#include "bot/runtime/task.h"

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace session {

class way_out {
public:
    virtual ~way_out() = default;

    virtual core::opening opens(const core::inbound& message) const = 0;
    virtual const core::send_rules& rules() const = 0;
    // How long one message may be repeated without the patient seeing it twice.
    virtual std::chrono::milliseconds repeatable_for() const = 0;
    // The blocks in pages of one message each.
    virtual std::vector<std::vector<core::block>> pages(
        std::span<const core::block> blocks) const = 0;
    virtual bool has_desk() const = 0;

    // One attempt. `number` is the message's, the same each time.
    virtual runtime::task<core::verdict> say(std::string user, std::vector<core::block> page,
                                             std::uint64_t number, std::string token) = 0;
    virtual runtime::task<core::verdict> tell_desk(core::desk_notice notice, std::uint64_t number,
                                                   std::string token) = 0;
    virtual runtime::task<core::fresh_token> ask_token(bool force) = 0;
};

}  // namespace session
