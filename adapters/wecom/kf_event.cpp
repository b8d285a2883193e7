#include "adapters/wecom/kf_event.h"

#include <array>

namespace adapters::wecom {
namespace {

using tencent::json_value;
using body = decltype(kf_message::body);

body read_enter(const json_value& event) {
    return kf_enter_session{event["scene"].text(), event["scene_param"].text(),
                            event["welcome_code"].text()};
}

body read_failure(const json_value& event) {
    return kf_send_failed{event["fail_msgid"].text(), event["fail_type"].integer()};
}

body read_servicer(const json_value& event) {
    return kf_servicer_status{event["servicer_userid"].text(), event["status"].integer(),
                              event["stop_type"].integer() == 1};
}

body read_session(const json_value& event) {
    kf_session_status read{kf_session_status::change::unknown, event["old_servicer_userid"].text(),
                           event["new_servicer_userid"].text(), event["msg_code"].text()};
    const auto type = event["change_type"].integer().value_or(0);
    if (type >= 1 && type <= 4) read.what = static_cast<kf_session_status::change>(type);
    return read;
}

body read_recall(const json_value& event) {
    return kf_recalled{event["recall_msgid"].text(), event["servicer_userid"].text()};
}

body read_reject(const json_value& event) {
    return kf_reject_switch{event["servicer_userid"].text(), event["reject_switch"].integer() == 1};
}

struct row {
    std::string_view name;
    body (*read)(const json_value&);
};

constexpr std::array table{
    row{"enter_session", read_enter},
    row{"msg_send_fail", read_failure},
    row{"servicer_status_change", read_servicer},
    row{"session_status_change", read_session},
    row{"user_recall_msg", read_recall},
    row{"servicer_recall_msg", read_recall},
    row{"reject_customer_msg_switch_change", read_reject},
};

}  // namespace

body read_kf_event(const json_value& event) {
    const auto name = event["event_type"].text();
    for (const row& each : table)
        if (each.name == name) return each.read(event);
    return kf_other{};
}

std::string_view send_failure(std::int64_t type) {
    constexpr std::array<std::string_view, 14> words{"unknown",
                                                     "account deleted",
                                                     "app closed",
                                                     "unknown",
                                                     "session older than 48 h",
                                                     "session closed",
                                                     "more than 5 messages",
                                                     "video channel not bound",
                                                     "corp not verified",
                                                     "video channel not bound",
                                                     "refused by the customer",
                                                     "no member logged in",
                                                     "type forbidden by the component",
                                                     "security limit"};
    const auto index = static_cast<std::size_t>(type);
    return type >= 0 && index < words.size() ? words[index] : words[0];
}

}  // namespace adapters::wecom
