// Handoff blocks on channels where no reply can carry one out.
#pragma once

#include "bot/core/block.h"

#include <span>
#include <vector>

namespace adapters::tencent {

bool is_handoff(const core::block& block);

// The blocks without them, for accounts whose people are elsewhere (the console's desk): there a
// handoff says nothing, or one honest line if it is all there is: that somebody has been told, or
// that nobody can be reached here.
std::vector<core::block> without_handoffs(std::span<const core::block> blocks,
                                          bool somebody_is_told = false);

}  // namespace adapters::tencent
