// The little markup that a text reply may hold (wechat §4.3): links, mini-program links, tap-to-
// answer lines. Everything else is text (tencent/text_markup.h).
#pragma once

#include "bot/core/block.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace adapters::wechat {

// Bytes that a link may take with its markup; a longer one is shown as text.
constexpr std::size_t link_limit = 1500;

// As a link; title and alt as text where the address is none that a client may open.
std::string as_link(const core::link_block& link);

// As a link into the mini-program. An `alt` that is an address is opened by clients without
// mini-programs.
std::string as_mini_link(const core::mini_block& mini);

// "1. label", tapping which sends the label and the pick's id; without a pick id just the line.
void append_tap_line(std::string& out, std::size_t number, const core::menu_item& item);

}  // namespace adapters::wechat
