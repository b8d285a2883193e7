// From the words of WeChat customer service to the house's: what the dialog is to answer.
#pragma once

#include "adapters/wecom/kf_sync.h"
#include "bot/core/inbound.h"

#include <string>
#include <string_view>

namespace adapters::wecom {

// Kind `notice`, without a delivery key, for what the dialog does not step on: servicers' messages,
// reports, recalls, and a customer's entry that allows no welcome. The key is the message's id in
// its account; the push that woke us plays no part in it.
core::inbound to_inbound(const kf_message& message, std::string_view account);

// A customer of two accounts of one corp has one id, but two conversations: `user` of an inbound is
// "OPEN_KFID/EXTERNAL_USERID".
std::string kf_user(std::string_view open_kf_id, std::string_view customer);
std::string_view kf_customer(std::string_view user);

// What a delivery key is made of.
struct kf_key {
    std::string_view open_kf_id, message_id;
};
kf_key read_kf_key(std::string_view delivery_key);

}  // namespace adapters::wecom
