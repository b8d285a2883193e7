// From an AI bot's words to the house's.
#pragma once

#include "adapters/wecom/bot_message.h"
#include "bot/core/clock.h"
#include "bot/core/inbound.h"

#include <string>
#include <string_view>

namespace adapters::wecom {

// Whose conversation it is: a user in a group is another than the same in the single chat, so that
// nothing told in private goes on before others.
std::string bot_user(const bot_message& message);

// Kind `notice`, without a delivery key, for what is only to be acknowledged. Messages carry no
// time; `now` stands in.
core::inbound to_inbound(const bot_message& message, std::string_view account,
                         std::string_view plaintext, core::wall_time now);

}  // namespace adapters::wecom
