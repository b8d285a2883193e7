// What a step's effects mean for its turn: the blocks to say and the record to keep.
#pragma once

#include "bot/core/sending.h"
#include "bot/dialog/step.h"
#include "bot/store/store.h"

#include <vector>

namespace session {

struct turn_content {
    std::vector<core::block> blocks;
    bool forget = false;
    std::vector<store::timer> timers;
    std::vector<core::desk_notice> notices;
};

// Takes the effects apart; blocks keep their order.
turn_content content_of(std::vector<dialog::effect> effects);

// The words of the blocks as a person would read them, for the permanent record.
std::string readable(const std::vector<core::block>& blocks);

// The record of one turn. The patient's words are kept only where the step allows it (dialogs.md
// §9.6).
store::turn_record record_of(const dialog::turn_result& result, const core::inbound& message,
                             const std::vector<core::block>& blocks,
                             std::chrono::nanoseconds step_time);

}  // namespace session
