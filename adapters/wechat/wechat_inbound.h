// From the platform's words to the house's: which messages and events concern a conversation, and
// under which key a retry is recognised.
#pragma once

#include "adapters/wechat/wechat_message.h"
#include "bot/core/inbound.h"

#include <string>
#include <string_view>

namespace adapters::wechat {

// Kind `notice`, without a delivery key, for what is only to be acknowledged. `plaintext` is the
// decrypted body as it came: its digest tells two events of one second apart, as events have no
// MsgId (wechat §3.3).
core::inbound to_inbound(const wechat_message& message, std::string_view account,
                         std::string_view plaintext);

// True where the platform shows a passive reply (wechat §3.2: messages, subscribe, SCAN, CLICK,
// scancode_waitmsg).
bool accepts_reply(const core::inbound& message);

}  // namespace adapters::wechat
