// From the words of WeChat customer service to the house's: what the dialog is to answer.
#pragma once

#include "adapters/wecom/kf_sync.h"
#include "bot/core/inbound.h"

#include <string_view>

namespace adapters::wecom {

// Kind `notice`, without a delivery key, for what the dialog does not step on: servicers' messages,
// reports, recalls, and a customer's entry that allows no welcome. The key is the message's id in
// its account; the push that woke us plays no part in it.
core::inbound to_inbound(const kf_message& message, std::string_view account);

}  // namespace adapters::wecom
