#include "adapters/wecom/app_event.h"

#include "adapters/tencent/xml_head.h"
#include "adapters/tencent/xml_numbers.h"

#include <array>

namespace adapters::wecom {
namespace {

using tencent::flat_xml;
using tencent::integer_of;
using tencent::xml_element;
using event_body = decltype(app_event::body);

event_body read_subscribe(const flat_xml&) {
    return arrive_event{false};
}

event_body read_enter(const flat_xml&) {
    return arrive_event{true};
}

event_body read_unsubscribe(const flat_xml&) {
    return leave_event{};
}

event_body read_position(const flat_xml& xml) {
    return tencent::read_position(xml);
}

event_body read_click(const flat_xml& xml) {
    return tencent::read_click(xml);
}

event_body read_view(const flat_xml& xml) {
    return view_event{xml.text("EventKey"), false};
}

event_body read_view_mini(const flat_xml& xml) {
    return view_event{xml.text("EventKey"), true};
}

event_body read_scan_push(const flat_xml& xml) {
    return tencent::read_scan_code(xml, false);
}

event_body read_scan_wait(const flat_xml& xml) {
    return tencent::read_scan_code(xml, true);
}

event_body read_photos(const flat_xml& xml) {
    return tencent::read_photos(xml);
}

event_body read_place(const flat_xml& xml) {
    return tencent::read_place(xml);
}

// Lists are repeated elements: SelectedItem in SelectedItems, OptionId in its OptionIds.
void read_selections(const flat_xml& xml, card_event& event) {
    const auto* all = xml.field("SelectedItems");
    if (all == nullptr) return;
    for (const xml_element& item : xml.inside(*all)) {
        if (item.name != "SelectedItem") continue;
        card_event::selection chosen{xml.text_in(item, "QuestionKey"), {}};
        for (const xml_element& each : xml.inside(item))
            if (each.name == "OptionId") chosen.option_ids.push_back(each.text);
        event.selections.push_back(std::move(chosen));
    }
}

card_event read_card_fields(const flat_xml& xml) {
    card_event event;
    event.key = xml.text("EventKey");
    event.task_id = xml.text("TaskId");
    event.card_type = xml.text("CardType");
    event.response_code = xml.text("ResponseCode");
    read_selections(xml, event);
    return event;
}

event_body read_card(const flat_xml& xml) {
    return read_card_fields(xml);
}

event_body read_card_menu(const flat_xml& xml) {
    auto event = read_card_fields(xml);
    event.from_menu = true;
    return event;
}

event_body read_task_card(const flat_xml& xml) {
    auto event = read_card_fields(xml);
    event.is_task_card = true;
    return event;
}

event_body read_batch_job(const flat_xml& xml) {
    batch_job_event event;
    if (const auto* job = xml.field("BatchJob")) {
        event.job_id = xml.text_in(*job, "JobId");
        event.job_type = xml.text_in(*job, "JobType");
        event.message = xml.text_in(*job, "ErrMsg");
        event.code = integer_of(xml.text_in(*job, "ErrCode"));
    }
    return event;
}

event_body read_contact(const flat_xml& xml) {
    return contact_event{xml.text("ChangeType"), xml.text("UserID"), xml.text("Id"),
                         xml.text("TagId")};
}

event_body read_approval(const flat_xml& xml) {
    approval_event event;
    if (const auto* info = xml.field("ApprovalInfo")) {
        event.number = xml.text_in(*info, "ThirdNo");
        event.name = xml.text_in(*info, "OpenSpName");
        event.template_id = xml.text_in(*info, "OpenTemplateId");
        event.applicant = xml.text_in(*info, "ApplyUserId");
        event.status = integer_of(xml.text_in(*info, "OpenSpStatus"));
        event.applied_at = integer_of(xml.text_in(*info, "ApplyTime"));
        event.step = integer_of(xml.text_in(*info, "approverstep"));
    }
    return event;
}

event_body read_share(const flat_xml&) {
    return share_event{};
}

event_body read_kf_push(const flat_xml& xml) {
    return kf_push_event{xml.text("Token"), xml.text("OpenKfId")};
}

event_body read_activity(const flat_xml& xml) {
    return activity_event{integer_of(xml.text("EffectTime"))};
}

struct row {
    std::string_view name;  // lower case
    event_body (*read)(const flat_xml&);
};

constexpr std::array table{
    row{"click", read_click},
    row{"enter_agent", read_enter},
    row{"subscribe", read_subscribe},
    row{"unsubscribe", read_unsubscribe},
    row{"kf_msg_or_event", read_kf_push},
    row{"template_card_event", read_card},
    row{"template_card_menu_event", read_card_menu},
    row{"taskcard_click", read_task_card},
    row{"location", read_position},
    row{"view", read_view},
    row{"view_miniprogram", read_view_mini},
    row{"scancode_push", read_scan_push},
    row{"scancode_waitmsg", read_scan_wait},
    row{"pic_sysphoto", read_photos},
    row{"pic_photo_or_album", read_photos},
    row{"pic_weixin", read_photos},
    row{"location_select", read_place},
    row{"batch_job_result", read_batch_job},
    row{"change_contact", read_contact},
    row{"open_approval_change", read_approval},
    row{"share_agent_change", read_share},
    row{"share_chain_change", read_share},
    row{"inactive_alert", read_activity},
    row{"low_active_alert", read_activity},
    row{"close_inactive_agent", read_activity},
    row{"reopen_inactive_agent", read_activity},
    row{"low_active", read_activity},
    row{"active_restored", read_activity},
};

}  // namespace

app_event read_event(const flat_xml& xml) {
    app_event event{xml.text("Event"), xml.text("EventKey"), {}};
    for (const row& each : table) {
        if (!tencent::is_event_named(event.name, each.name)) continue;
        event.body = each.read(xml);
        break;
    }
    return event;
}

}  // namespace adapters::wecom
