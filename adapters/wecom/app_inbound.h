// From a self-built app's words to the house's: which messages and events concern a conversation,
// and what may be answered to them.
#pragma once

#include "adapters/wecom/app_message.h"
#include "bot/core/inbound.h"

#include <string_view>

namespace adapters::wecom {

// Kind `notice`, without a delivery key, for what is only to be acknowledged. `plaintext` is the
// decrypted body as it came (see delivery_key.h).
core::inbound to_inbound(const app_message& message, std::string_view account,
                         std::string_view plaintext);

// The passive reply that the platform takes (wecom §2.2).
enum class reply_form { none, any, card };
reply_form reply_to(const core::inbound& message);

}  // namespace adapters::wecom
