#include "adapters/wechat/wechat_adapter.h"

#include "adapters/tencent/delivery_key.h"
#include "adapters/tencent/flat_xml.h"
#include "adapters/tencent/signature.h"
#include "adapters/wechat/wechat_inbound.h"
#include "adapters/wechat/wechat_message.h"
#include "adapters/wechat/wechat_render.h"

#include <algorithm>

namespace adapters::wechat {
namespace {

using tencent::answer;
using tencent::fault;
using tencent::proven;
using tencent::refuse;
using tencent::unproven;

constexpr std::size_t echo_limit = 256;  // real ones have 19 digits

net::http_response acknowledgement() {
    return answer("text/xml; charset=utf-8", "success");
}

// The signature does not cover echostr: nothing but a short visible word is sent back.
bool is_echo(std::string_view text) {
    return !text.empty() && text.size() <= echo_limit &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F; });
}

}  // namespace

wechat_adapter::wechat_adapter(wechat_settings settings, std::optional<tencent::sealed_door> door)
    : settings_(std::move(settings)), door_(std::move(door)) {
    if (settings_.mode == security_mode::plaintext) seen_ = std::make_unique<seen_bodies>();
}

decoded wechat_adapter::decode(const net::http_request& request, core::wall_time now) const {
    const tencent::callback_query query(request.query);
    if (!query.is_sound()) return refuse(fault::query_shape, unproven);
    if (request.verb == net::method::get) return check_url(query, now);
    if (request.verb != net::method::post) return refusal{core::errc::unsupported, "method"};

    // The mode lock: an attacker who could choose plaintext would need no key (wechat §1.2).
    const bool is_sealed = query.encrypt_type == "aes";
    if (!is_sealed && !query.encrypt_type.empty() && query.encrypt_type != "raw")
        return refusal{core::errc::unsupported, "encrypt-type"};
    if (is_sealed != (settings_.mode != security_mode::plaintext))
        return refusal{core::errc::wrong_mode, "mode"};
    return is_sealed ? receive_sealed(query, request.body, now)
                     : receive_plaintext(query, request.body, now);
}

// echostr is plain in all three modes (wechat §1.1).
decoded wechat_adapter::check_url(const tencent::callback_query& query, core::wall_time now) const {
    const auto verified =
        tencent::verify(settings_.token, {query.timestamp, query.nonce, {}}, query.signature);
    if (!verified) return refuse(verified.error(), unproven);
    if (!is_fresh(query.timestamp, now)) return refusal{core::errc::stale, "timestamp"};
    if (!is_echo(query.echostr)) return refuse(fault::query_shape, unproven);
    return direct{answer("text/plain; charset=utf-8", query.echostr), "url-check"};
}

decoded wechat_adapter::receive_plaintext(const tencent::callback_query& query,
                                          std::string_view body, core::wall_time now) const {
    const auto verified =
        tencent::verify(settings_.token, {query.timestamp, query.nonce, {}}, query.signature);
    if (!verified) return refuse(verified.error(), unproven);
    if (!is_fresh(query.timestamp, now)) return refusal{core::errc::stale, "timestamp"};
    if (!seen_->admit(query.timestamp, query.nonce, body, now))
        return refusal{core::errc::bad_signature, "another-body", unproven, true};
    return read(body, {});
}

decoded wechat_adapter::receive_sealed(const tencent::callback_query& query, std::string_view body,
                                       core::wall_time now) const {
    thread_local std::string outer, plaintext;
    // In compatible mode plain fields stand beside it; only what is signed counts.
    const auto encrypted = tencent::encrypted_in_xml(body, outer);
    if (!encrypted) return refuse(encrypted.error(), unproven);
    auto taken = door_->open(query, *encrypted, now, plaintext);
    if (const auto* refused = std::get_if<refusal>(&taken)) return *refused;
    auto& opened = std::get<tencent::sealed_door::opened>(taken);
    return read(opened.message, std::move(opened.context));
}

namespace {

// An agent has closed the session, or it ran out: the patient is ours again (wechat §4.2).
direct acknowledge(const wechat_message& message, std::string_view plaintext) {
    direct done{acknowledgement(), "notice", {}, {}};
    const auto* event = std::get_if<wechat_event>(&message.body);
    const auto* agent = event == nullptr ? nullptr : std::get_if<agent_event>(&event->body);
    if (agent == nullptr || agent->what != agent_event::change::closed) return done;
    done.released_user = message.from_user;
    done.delivery_key =
        tencent::delivery_key(message.from_user, {}, message.create_time, plaintext);
    return done;
}

}  // namespace

decoded wechat_adapter::read(std::string_view plaintext, reply_context context) const {
    thread_local std::string buffer;
    buffer = plaintext;  // reading spoils it, and the delivery key may need it whole
    const auto xml = tencent::flat_xml::read(buffer);
    if (!xml) return refuse(xml.error(), proven);
    const auto message = read_message(*xml);
    if (!message) return refuse(message.error(), proven);
    if (message->to_user != settings_.original_id)
        return refusal{core::errc::wrong_receiver, "original-id", proven};
    auto inbound = to_inbound(*message, settings_.account, plaintext);
    if (inbound.kind == core::inbound_kind::notice) return acknowledge(*message, plaintext);
    return delivery{std::move(inbound), std::move(context)};
}

bool wechat_adapter::is_fresh(std::string_view timestamp, core::wall_time now) const {
    return tencent::is_fresh(timestamp, now, settings_.max_clock_skew);
}

rendered wechat_adapter::render(const core::inbound& message, std::span<const core::block> blocks,
                                core::wall_time now) const {
    return render_reply(settings_, message, blocks, now);
}

net::http_response wechat_adapter::seal(const reply_context& context, std::string_view body,
                                        core::wall_time now) const {
    if (body.empty()) return acknowledgement();  // never sealed (wechat §2.2)
    if (!context.encrypted) return answer("text/xml; charset=utf-8", body);
    auto sealed = door_ ? door_->seal_xml(context, body, now)
                        : tencent::outcome<std::string>(fault::encryption_failed);
    auto response =
        tencent::answer_sealed(std::move(sealed), "text/xml; charset=utf-8", settings_.account);
    return response ? std::move(*response) : acknowledgement();
}

built make_wechat_adapter(const account_settings& given) {
    auto checked = check_settings(given);
    if (auto* problems = std::get_if<std::vector<problem>>(&checked)) return std::move(*problems);
    auto& settings = std::get<wechat_settings>(checked);
    std::optional<tencent::sealed_door> door;
    if (settings.mode != security_mode::plaintext) {
        auto made = tencent::envelope::make(settings.app_id, settings.encoding_aes_key,
                                            settings.previous_encoding_aes_key);
        if (!made) return std::vector<problem>{{"/encoding_aes_key", "is no usable key"}};
        door.emplace(settings.token, std::move(*made), settings.max_clock_skew);
    }
    return std::make_unique<wechat_adapter>(std::move(settings), std::move(door));
}

}  // namespace adapters::wechat
