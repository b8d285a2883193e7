// How a turn's blocks become the bytes that are recorded and repeated. The session knows no
// channel; the house gives it one writer per account. Const and thread-safe; outlives every turn.
#pragma once

#include "bot/core/block.h"
#include "bot/core/clock.h"
#include "bot/core/inbound.h"

#include <span>
#include <string>
#include <vector>

namespace session {

class way_out;

struct written_reply {
    std::string body;               // empty: nothing to say
    std::vector<core::block> rest;  // what one reply could not carry
};

class reply_writer {
public:
    virtual ~reply_writer() = default;
    virtual written_reply write(const core::inbound& message, std::span<const core::block> blocks,
                                core::wall_time now) const = 0;

    // Null: the account only answers.
    virtual const way_out* outgoing() const { return nullptr; }
};

}  // namespace session
