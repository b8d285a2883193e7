// Fits blocks into the one text that a reply may carry (wechat §4.4, wecom §2.3, dialogs.md §10).
// Pure.
#pragma once

#include "bot/core/block.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace adapters::tencent {

// A block's text on one channel; empty if it shows nothing. `<` stands in links only (as_text), so
// that they are recognised and not torn; they are shorter than any limit.
using show_block = std::string (*)(const core::block&);

// What one channel's texts are like.
struct text_shape {
    std::size_t hard_limit;             // bytes of UTF-8 that no text exceeds
    std::span<const show_block> shows;  // the dearest first, the shortest last
};

struct laid_out {
    std::string text;
    std::vector<core::block> rest;  // in order; empty if everything is in `text`
};

// Texts merge, shown in the first way in which all fit into `limit` bytes. If they do in none, the
// text ends at the last border of a block, else of a line, within `limit`, and `rest` holds what
// follows; the numbers of a torn menu go on in it. A single line longer than the hard limit is cut
// between characters. No handoff blocks.
laid_out lay_out(std::span<const core::block> blocks, std::size_t limit, const text_shape& shape);

// The same, ended by a hint that the rest follows on the next message if there is a rest; without
// the hint where the rest `follows_by_itself`.
laid_out lay_out_page(std::span<const core::block> blocks, std::size_t limit,
                      const text_shape& shape, bool follows_by_itself = false);

constexpr std::string_view hint_gap = "\n\n";

// Behind `text`, set apart. A text that nearly fills the hard limit goes without.
void append_hint(std::string& text, std::string_view hint, const text_shape& shape);

constexpr std::string_view type_a_number = "（请回复数字）";

// A menu as its head, one line for each item, and its tail, or `hint` where it has none.
using append_item = void (*)(std::string& out, std::size_t number, const core::menu_item&);
std::string as_lines(const core::menu_block& menu, append_item append_line, std::string_view hint);

}  // namespace adapters::tencent
