// What every message and event of Official Accounts and WeCom carries (wechat §3, wecom §2.1).
// Views point into the XML's buffer.
#pragma once

#include "adapters/tencent/fault.h"
#include "adapters/tencent/flat_xml.h"

#include <cstdint>
#include <string_view>

namespace adapters::tencent {

struct xml_head {
    std::string_view to_user;      // the account's original id, or the CorpID
    std::string_view from_user;    // the user; WeCom's own events may have none
    std::int64_t create_time = 0;  // seconds since 1970
    std::string_view type;         // MsgType as sent
    std::string_view id;           // MsgId, opaque; empty for events
};

// `xml_field` if the receiver, time or type is missing or has no possible shape; the sender too,
// but for events if `events_need_sender` is false.
outcome<xml_head> read_head(const flat_xml& xml, bool events_need_sender);

// Platforms are not consistent in the case of events' names; `lower` is lower case.
bool is_event_named(std::string_view name, std::string_view lower);

}  // namespace adapters::tencent
