// The events of a self-built app (wecom §2.2), field by field. Views point into the XML's buffer.
#pragma once

#include "adapters/tencent/flat_xml.h"
#include "adapters/tencent/menu_event.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace adapters::wecom {

using tencent::click_event;
using tencent::photos_event;
using tencent::place_event;
using tencent::position_event;
using tencent::scan_code_event;

// subscribe and enter_agent: the member may see the app from now on, or opened it.
struct arrive_event {
    bool opened = false;
};
// unsubscribe: left, disabled, or out of the app's range.
struct leave_event {};
// view and view_miniprogram: the page opens anyway.
struct view_event {
    std::string_view target;  // URL or page path
    bool is_mini_program = false;
};
// template_card_event, template_card_menu_event and the old taskcard_click.
struct card_event {
    struct selection {
        std::string_view question_key;
        std::vector<std::string_view> option_ids;
    };
    std::string_view key, task_id, card_type;
    std::string_view response_code;  // good for one later update, within 72 h
    std::vector<selection> selections;
    bool from_menu = false;  // the card's corner menu, which takes usual replies
    bool is_task_card = false;
};
// batch_job_result
struct batch_job_event {
    std::string_view job_id, job_type, message;
    std::optional<std::int64_t> code;
};
// change_contact: the corp's address book.
struct contact_event {
    std::string_view change_type, user_id, party_id, tag_id;
};
// open_approval_change; its nodes stay unread.
struct approval_event {
    std::string_view number, name, template_id, applicant;
    std::optional<std::int64_t> status, applied_at, step;
};
// share_agent_change, share_chain_change
struct share_event {};
// kf_msg_or_event: a wake-up of WeChat customer service, no content (wecom §3.2).
struct kf_push_event {
    std::string_view token;  // for ten minutes
    std::string_view open_kf_id;
};
// inactive_alert, low_active_alert and what follows: WeCom suspends apps that nobody uses.
struct activity_event {
    std::optional<std::int64_t> effective_at;  // seconds since 1970
};
struct other_event {};

struct app_event {
    std::string_view name;  // as sent
    std::string_view key;   // EventKey as sent
    std::variant<other_event, arrive_event, leave_event, position_event, click_event, view_event,
                 scan_code_event, photos_event, place_event, card_event, batch_job_event,
                 contact_event, approval_event, share_event, kf_push_event, activity_event>
        body;
};

app_event read_event(const tencent::flat_xml& xml);

}  // namespace adapters::wecom
