#include "adapters/wecom/app_inbound.h"

#include "adapters/tencent/delivery_key.h"

#include <chrono>

namespace adapters::wecom {
namespace {

using core::inbound;
using core::inbound_kind;

// Fills in what an event means for the conversation; what it does not name is a notice.
struct event_reader {
    inbound& out;

    void operator()(const arrive_event&) const { out.kind = inbound_kind::follow; }
    void operator()(const leave_event&) const { out.kind = inbound_kind::leave; }
    void operator()(const click_event& event) const {
        out.kind = inbound_kind::menu;
        out.pick = event.key;
    }
    void operator()(const scan_code_event& event) const {
        out.kind = inbound_kind::menu;
        out.pick = event.key;
    }
    void operator()(const card_event& event) const {
        out.kind = inbound_kind::pick;
        // Of a selection the chosen option says more than the button that submitted it.
        const bool one_chosen =
            event.selections.size() == 1 && event.selections.front().option_ids.size() == 1;
        out.pick = one_chosen ? event.selections.front().option_ids.front() : event.key;
    }
    template <class Event>
    void operator()(const Event&) const {}
};

struct body_reader {
    inbound& out;
    const app_message& message;

    void operator()(const text_message& text) const {
        out.kind = inbound_kind::text;
        out.text = text.content;
    }
    void operator()(const image_message&) const { media("image"); }
    void operator()(const voice_message&) const { media("voice"); }
    void operator()(const video_message&) const { media("video"); }
    void operator()(const location_message&) const { media("location"); }
    void operator()(const link_message&) const { media("link"); }
    void operator()(const unknown_message&) const {
        if (!message.id.empty()) media("other");  // somebody sent it and waits
    }
    void operator()(const app_event& event) const {
        out.event = event.name;
        std::visit(event_reader{out}, event.body);
    }

private:
    void media(std::string_view name) const {
        out.kind = inbound_kind::media;
        out.media = name;
    }
};

}  // namespace

inbound to_inbound(const app_message& message, std::string_view account,
                   std::string_view plaintext) {
    inbound out;
    out.account = account;
    out.user = message.from_user;
    out.kind = inbound_kind::notice;
    out.sent_at = core::wall_time(std::chrono::seconds(message.create_time));
    std::visit(body_reader{out, message}, message.body);
    // Nobody to talk to: the corp's own events.
    if (out.user.empty()) out.kind = inbound_kind::notice;
    if (out.kind != inbound_kind::notice) {
        const bool is_event = std::holds_alternative<app_event>(message.body);
        out.delivery_key = tencent::delivery_key(out.user, is_event ? "" : message.id,
                                                 message.create_time, plaintext);
    }
    return out;
}

reply_form reply_to(const inbound& message) {
    switch (message.kind) {
        case inbound_kind::leave:
        case inbound_kind::notice:
            return reply_form::none;
        case inbound_kind::menu:
            return tencent::is_event_named(message.event, "scancode_push") ? reply_form::none
                                                                           : reply_form::any;
        case inbound_kind::pick:
            return tencent::is_event_named(message.event, "template_card_menu_event")
                       ? reply_form::any
                       : reply_form::card;
        default:
            return reply_form::any;
    }
}

}  // namespace adapters::wecom
