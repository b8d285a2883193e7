#include "adapters/wechat/wechat_event.h"

#include "adapters/tencent/xml_head.h"
#include "adapters/tencent/xml_numbers.h"

#include <array>

namespace adapters::wechat {
namespace {

using tencent::flat_xml;
using tencent::integer_of;
using tencent::xml_element;
using event_body = decltype(wechat_event::body);

// After payments some clients send this for a key; it is no scene (wechat §3.2).
constexpr std::string_view payment_prefix = "last_trade_no_";
constexpr std::string_view scene_prefix = "qrscene_";

event_body read_subscribe(const flat_xml& xml) {
    const auto key = xml.text("EventKey");
    const bool by_code = key.starts_with(scene_prefix);
    return follow_event{by_code ? key.substr(scene_prefix.size()) : std::string_view(),
                        xml.text("Ticket"), false};
}

event_body read_scan(const flat_xml& xml) {
    const auto key = xml.text("EventKey");
    return follow_event{key.starts_with(payment_prefix) ? std::string_view() : key,
                        xml.text("Ticket"), true};
}

event_body read_unsubscribe(const flat_xml&) {
    return unfollow_event{};
}

event_body read_position(const flat_xml& xml) {
    return tencent::read_position(xml);
}

event_body read_click(const flat_xml& xml) {
    return tencent::read_click(xml);
}

event_body read_view(const flat_xml& xml) {
    return view_event{xml.text("EventKey"), xml.text("MenuId"), false};
}

event_body read_view_mini(const flat_xml& xml) {
    return view_event{xml.text("EventKey"), xml.text("MenuId"), true};
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

event_body read_template_sent(const flat_xml& xml) {
    return template_sent_event{xml.text("MsgID"), xml.text("Status")};
}

event_body read_mass_sent(const flat_xml& xml) {
    return mass_sent_event{xml.text("MsgID"),
                           xml.text("Status"),
                           integer_of(xml.text("TotalCount")),
                           integer_of(xml.text("FilterCount")),
                           integer_of(xml.text("SentCount")),
                           integer_of(xml.text("ErrorCount"))};
}

// Calls `read` for each List inside `block`: List is the item, not a wrapper (wechat §3.2).
template <class Read>
void for_each_item(const flat_xml& xml, std::string_view block, const Read& read) {
    const auto* found = xml.field(block);
    if (found == nullptr) return;
    for (const xml_element& each : xml.inside(*found))
        if (each.name == "List") read(each);
}

permission_event permissions(const flat_xml& xml, std::string_view block, bool is_change) {
    permission_event event{{}, is_change};
    for_each_item(xml, block, [&](const xml_element& item) {
        event.items.push_back({xml.text_in(item, "TemplateId"),
                               xml.text_in(item, "SubscribeStatusString"),
                               integer_of(xml.text_in(item, "PopupScene"))});
    });
    return event;
}

event_body read_popup(const flat_xml& xml) {
    return permissions(xml, "SubscribeMsgPopupEvent", false);
}

event_body read_change(const flat_xml& xml) {
    return permissions(xml, "SubscribeMsgChangeEvent", true);
}

event_body read_notice_sent(const flat_xml& xml) {
    notice_sent_event event;
    for_each_item(xml, "SubscribeMsgSentEvent", [&](const xml_element& item) {
        event.items.push_back({xml.text_in(item, "TemplateId"), xml.text_in(item, "MsgID"),
                               xml.text_in(item, "ErrorStatus"),
                               integer_of(xml.text_in(item, "ErrorCode"))});
    });
    return event;
}

event_body read_agent_created(const flat_xml& xml) {
    return agent_event{agent_event::change::created, xml.text("KfAccount"), {}, {}};
}

event_body read_agent_closed(const flat_xml& xml) {
    return agent_event{agent_event::change::closed, xml.text("KfAccount"), {}, {}};
}

event_body read_agent_switched(const flat_xml& xml) {
    return agent_event{
        agent_event::change::switched, {}, xml.text("FromKfAccount"), xml.text("ToKfAccount")};
}

event_body read_temporary_session(const flat_xml& xml) {
    return temporary_session_event{xml.text("SessionFrom")};
}

event_body read_verification(const flat_xml& xml) {
    return verification_event{integer_of(xml.text("ExpiredTime")), integer_of(xml.text("FailTime")),
                              xml.text("FailReason")};
}

authorization_event authorization(const flat_xml& xml, bool must_erase) {
    return {xml.text("OpenID"),  xml.text("AppID"),    xml.text("RevokeInfo"),
            xml.text("UnionID"), xml.text("PluginID"), xml.text("OpenPID"),
            must_erase};
}

event_body read_modified(const flat_xml& xml) {
    return authorization(xml, false);
}

event_body read_revoked(const flat_xml& xml) {
    return authorization(xml, true);
}

event_body read_debug(const flat_xml& xml) {
    return debug_event{xml.text("debug_str")};
}

struct row {
    std::string_view name;  // lower case
    event_body (*read)(const flat_xml&);
};

constexpr std::array table{
    row{"click", read_click},
    row{"subscribe", read_subscribe},
    row{"unsubscribe", read_unsubscribe},
    row{"scan", read_scan},
    row{"location", read_position},
    row{"view", read_view},
    row{"view_miniprogram", read_view_mini},
    row{"scancode_push", read_scan_push},
    row{"scancode_waitmsg", read_scan_wait},
    row{"pic_sysphoto", read_photos},
    row{"pic_photo_or_album", read_photos},
    row{"pic_weixin", read_photos},
    row{"location_select", read_place},
    row{"templatesendjobfinish", read_template_sent},
    row{"masssendjobfinish", read_mass_sent},
    row{"subscribe_msg_popup_event", read_popup},
    row{"subscribe_msg_change_event", read_change},
    row{"subscribe_msg_sent_event", read_notice_sent},
    row{"kf_create_session", read_agent_created},
    row{"kf_close_session", read_agent_closed},
    row{"kf_switch_session", read_agent_switched},
    row{"user_enter_tempsession", read_temporary_session},
    row{"qualification_verify_success", read_verification},
    row{"qualification_verify_fail", read_verification},
    row{"naming_verify_success", read_verification},
    row{"naming_verify_fail", read_verification},
    row{"annual_renew", read_verification},
    row{"verify_expired", read_verification},
    row{"user_info_modified", read_modified},
    row{"user_authorization_revoke", read_revoked},
    row{"user_authorization_cancellation", read_revoked},
    row{"debug_demo", read_debug},
};

}  // namespace

wechat_event read_event(const flat_xml& xml) {
    wechat_event event{xml.text("Event"), xml.text("EventKey"), {}};
    for (const row& each : table) {
        if (!tencent::is_event_named(event.name, each.name)) continue;
        event.body = each.read(xml);
        break;
    }
    return event;
}

}  // namespace adapters::wechat
