// From blocks to the one passive answer of an AI bot (wecom §4.2, dialogs.md §10). Pure.
#pragma once

#include "adapters/adapter.h"

#include <span>

namespace adapters::wecom {

// To a message: one finished stream of markdown with numbered menus. To enter_chat: plain text. To
// a tapped card: the card's next state, a short text with the menu's items as buttons. People are
// elsewhere (handoffs.h).
rendered render_bot_reply(const core::inbound& message, std::span<const core::block> blocks);

}  // namespace adapters::wecom
