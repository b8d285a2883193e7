#include "adapters/wechat/wechat_inbound.h"

#include "adapters/tencent/delivery_key.h"

#include <chrono>

namespace adapters::wechat {
namespace {

using core::inbound;
using core::inbound_kind;

constexpr std::size_t pick_limit = 128;  // ours have at most 60 bytes

// Fills in what an event means for the conversation; what it does not name is a notice.
struct event_reader {
    inbound& out;

    void operator()(const follow_event& event) const {
        out.kind = inbound_kind::follow;
        out.pick = event.scene;
    }
    void operator()(const unfollow_event&) const { out.kind = inbound_kind::leave; }
    void operator()(const click_event& event) const {
        out.kind = inbound_kind::menu;
        out.pick = event.key;
    }
    void operator()(const scan_code_event& event) const {
        out.kind = inbound_kind::menu;
        out.pick = event.key;
    }
    void operator()(const authorization_event& event) const {
        if (!event.must_erase) return;
        out.kind = inbound_kind::leave;
        if (!event.open_id.empty()) out.user = event.open_id;  // the sender may be another
    }
    template <class Event>
    void operator()(const Event&) const {}
};

struct body_reader {
    inbound& out;
    const wechat_message& message;

    void operator()(const text_message& text) const {
        if (is_placeholder(text.content)) {
            media("sticker");
            return;
        }
        out.kind = inbound_kind::text;
        out.text = text.content;
        if (text.menu_id.empty() || text.menu_id.size() > pick_limit) return;
        out.kind = inbound_kind::pick;
        out.pick = text.menu_id;
    }
    void operator()(const image_message&) const { media("image"); }
    void operator()(const voice_message& voice) const {
        media("voice");
        out.text = voice.recognition;
    }
    void operator()(const video_message&) const { media("video"); }
    void operator()(const location_message&) const { media("location"); }
    void operator()(const link_message&) const { media("link"); }
    void operator()(const mini_page_message&) const { media("miniprogrampage"); }
    void operator()(const device_message&) const { out.event = message.type; }
    void operator()(const unknown_message&) const {
        if (!message.id.empty()) media("other");  // somebody sent it and waits
    }
    void operator()(const wechat_event& event) const {
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

inbound to_inbound(const wechat_message& message, std::string_view account,
                   std::string_view plaintext) {
    inbound out;
    out.account = account;
    out.user = message.from_user;
    out.kind = inbound_kind::notice;
    out.sent_at = core::wall_time(std::chrono::seconds(message.create_time));
    std::visit(body_reader{out, message}, message.body);
    if (out.kind != inbound_kind::notice)
        // A MsgId on an event is none of its own.
        out.delivery_key = tencent::delivery_key(
            out.user, std::holds_alternative<wechat_event>(message.body) ? "" : message.id,
            message.create_time, plaintext);
    return out;
}

bool accepts_reply(const inbound& message) {
    switch (message.kind) {
        case inbound_kind::leave:
        case inbound_kind::notice:
            return false;
        case inbound_kind::menu:
            return message.event != "scancode_push";
        default:
            return true;
    }
}

}  // namespace adapters::wechat
