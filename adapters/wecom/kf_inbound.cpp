#include "adapters/wecom/kf_inbound.h"

#include <algorithm>
#include <chrono>

namespace adapters::wecom {
namespace {

using core::inbound;
using core::inbound_kind;

struct body_reader {
    inbound& out;
    const kf_message& message;

    void operator()(const kf_text& text) const {
        out.kind = text.menu_id.empty() ? inbound_kind::text : inbound_kind::pick;
        out.text = text.content;
        out.pick = text.menu_id;
    }
    // Without a code nothing may be said before the customer writes.
    void operator()(const kf_enter_session& event) const {
        if (event.welcome_code.empty()) return;
        out.kind = inbound_kind::follow;
        out.pick = event.scene;
        out.card = event.welcome_code;
    }
    template <class Body>
    void operator()(const Body&) const {
        if (message.origin != kf_origin::customer) return;
        out.kind = inbound_kind::media;
        out.media = message.type;
    }
};

}  // namespace

inbound to_inbound(const kf_message& message, std::string_view account) {
    inbound out;
    out.account = account;
    if (!message.customer.empty()) out.user = kf_user(message.open_kf_id, message.customer);
    out.kind = inbound_kind::notice;
    out.event = message.event;
    out.sent_at = core::wall_time(std::chrono::seconds(message.sent_at));
    // A servicer's words are no patient's: answering them would be talking to a colleague.
    const bool concerns_dialog =
        message.origin == kf_origin::customer || message.origin == kf_origin::system;
    if (out.user.empty() || !concerns_dialog) return out;
    const bool is_event = message.type == "event";
    if (is_event != (message.origin == kf_origin::system)) return out;
    std::visit(body_reader{out, message}, message.body);
    if (out.kind == inbound_kind::notice) return out;
    // Patients of two accounts of one corp bear the same id.
    out.delivery_key.append("k:").append(message.open_kf_id).append(":").append(message.id);
    return out;
}

std::string kf_user(std::string_view open_kf_id, std::string_view customer) {
    return std::string(open_kf_id).append("/").append(customer);
}

std::string_view kf_customer(std::string_view user) {
    return user.substr(user.find('/') + 1);
}

kf_key read_kf_key(std::string_view key) {
    key.remove_prefix(std::min<std::size_t>(2, key.size()));  // "k:"
    const auto end = std::min(key.find(':'), key.size());
    return {key.substr(0, end), key.substr(std::min(end + 1, key.size()))};
}

}  // namespace adapters::wecom
