// The events among the messages that kf/sync_msg returns (wecom §3.4).
#pragma once

#include "adapters/wecom/kf_sync.h"

namespace adapters::wecom {

// `event`: the element's object of that name.
decltype(kf_message::body) read_kf_event(const tencent::json_value& event);

// Why a message was not delivered, for operators: the reference's words; "unknown" for others.
std::string_view send_failure(std::int64_t type);

}  // namespace adapters::wecom
