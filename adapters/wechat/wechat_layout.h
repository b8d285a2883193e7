// Fits blocks into the one text that a passive reply may carry (wechat §4.4, dialogs.md §10). Pure.
#pragma once

#include "bot/core/block.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace adapters::wechat {

// Bytes of UTF-8, links' markup included. Accounts of what fails above differ: 1884 to 2047.
constexpr std::size_t text_design_limit = 1800;
constexpr std::size_t text_hard_limit = 2047;

struct laid_out {
    std::string text;
    std::vector<core::block> rest;  // in order; empty if everything is in `text`
};

// Texts merge. Menus become tap-to-answer lines; where these do not fit, numbered lines to be
// answered by typing, which always work. If that does not fit either, the text ends at the last
// border of a block, else of a line, within `limit`, and `rest` holds what follows; the numbers of
// a torn menu go on in it. A single line longer than the hard limit is cut between characters. No
// handoff blocks.
laid_out lay_out(std::span<const core::block> blocks, std::size_t limit);

}  // namespace adapters::wechat
