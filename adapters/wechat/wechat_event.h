// The events of an Official Account (wechat §3.2), field by field. Views point into the XML's
// buffer.
#pragma once

#include "adapters/tencent/flat_xml.h"
#include "adapters/tencent/menu_event.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace adapters::wechat {

using tencent::click_event;
using tencent::photos_event;
using tencent::place_event;
using tencent::position_event;
using tencent::scan_code_event;

// subscribe and SCAN: the patient opened the account, perhaps through a QR code.
struct follow_event {
    std::string_view scene;  // of the QR code, without "qrscene_"; empty if there was none
    std::string_view ticket;
    bool already = false;  // SCAN: followed before
};
struct unfollow_event {};
// VIEW and view_miniprogram: the page opens anyway.
struct view_event {
    std::string_view target;  // URL or page path
    std::string_view menu_id;
    bool is_mini_program = false;
};
// TEMPLATESENDJOBFINISH
struct template_sent_event {
    std::string_view msg_id, status;
};
// MASSSENDJOBFINISH; its copyright and article lists stay unread.
struct mass_sent_event {
    std::string_view msg_id, status;
    std::optional<std::int64_t> total, filtered, sent, errors;
};
// subscribe_msg_popup_event and subscribe_msg_change_event: what the patient allowed.
struct permission_event {
    struct item {
        std::string_view template_id, status;  // "accept" or "reject"
        std::optional<std::int64_t> popup_scene;
    };
    std::vector<item> items;
    bool is_change = false;
};
// subscribe_msg_sent_event
struct notice_sent_event {
    struct item {
        std::string_view template_id, msg_id, error_status;
        std::optional<std::int64_t> error_code;  // 0: delivered
    };
    std::vector<item> items;
};
// kf_create_session, kf_close_session, kf_switch_session: human agents.
struct agent_event {
    enum class change { created, closed, switched } what = change::created;
    std::string_view account;   // created, closed
    std::string_view from, to;  // switched
};
// user_enter_tempsession (mini-programs)
struct temporary_session_event {
    std::string_view session_from;
};
// qualification_verify_*, naming_verify_*, annual_renew, verify_expired: the account's own rights.
struct verification_event {
    std::optional<std::int64_t> expired_time, fail_time;
    std::string_view fail_reason;
};
// user_info_modified, user_authorization_revoke, user_authorization_cancellation: duties towards
// the user `open_id`, who need not be the sender.
struct authorization_event {
    std::string_view open_id, app_id, revoke_info, union_id, plugin_id, open_pid;
    bool must_erase = false;  // not for user_info_modified
};
struct debug_event {
    std::string_view text;
};
struct other_event {};  // cards, shops, devices, whatever comes next

struct wechat_event {
    std::string_view name;  // as sent; the platform is inconsistent in case
    std::string_view key;   // EventKey as sent
    std::variant<other_event, follow_event, unfollow_event, position_event, click_event, view_event,
                 scan_code_event, photos_event, place_event, template_sent_event, mass_sent_event,
                 permission_event, notice_sent_event, agent_event, temporary_session_event,
                 verification_event, authorization_event, debug_event>
        body;
};

wechat_event read_event(const tencent::flat_xml& xml);

}  // namespace adapters::wechat
