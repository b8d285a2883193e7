// Blocks in pages, each of which fits into one text of a channel. Pure.
#pragma once

#include "adapters/tencent/text_layout.h"

#include <functional>

namespace adapters::tencent {

// Handoffs have no page; a block that stands `alone` has one of its own. What is too long for a
// page becomes several texts.
std::vector<std::vector<core::block>> split_pages(
    std::span<const core::block> blocks, std::size_t limit, const text_shape& shape,
    const std::function<bool(const core::block&)>& alone);

}  // namespace adapters::tencent
