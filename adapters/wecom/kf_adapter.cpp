#include "adapters/wecom/kf_adapter.h"

#include "adapters/tencent/flat_xml.h"
#include "adapters/wecom/kf_render.h"
#include "adapters/wecom/url_check.h"

namespace adapters::wecom {
namespace {

using tencent::proven;
using tencent::refuse;
using tencent::unproven;

net::http_response acknowledgement() {
    return tencent::answer("", "");
}

}  // namespace

decoded kf_adapter::decode(const net::http_request& request, core::wall_time now) const {
    const tencent::callback_query query(request.query);
    if (!query.is_sound()) return refuse(tencent::fault::query_shape, unproven);
    if (request.verb == net::method::get) return check_url(settings_.door, query, now);
    if (request.verb != net::method::post) return refusal{core::errc::unsupported, "method"};
    thread_local std::string outer, plaintext;
    const auto encrypted = tencent::encrypted_in_xml(request.body, outer);
    if (!encrypted) return refuse(encrypted.error(), unproven);
    auto taken = settings_.door.open(query, *encrypted, now, plaintext);
    if (const auto* refused = std::get_if<refusal>(&taken)) return *refused;
    return read(std::get<tencent::sealed_door::opened>(taken).message);
}

// Never told apart from an earlier push, however alike: each may be the only one that tells of
// something (wecom §1.6).
decoded kf_adapter::read(std::string_view plaintext) const {
    std::string buffer(plaintext);
    const auto xml = tencent::flat_xml::read(buffer);
    if (!xml) return refuse(xml.error(), proven);
    const auto event = xml->text("Event");
    if (xml->text("ToUserName") != settings_.corp_id)
        return refusal{core::errc::wrong_receiver, "corp-id", proven};
    if (event != "kf_msg_or_event") return direct{acknowledgement(), "notice"};
    return wake_up{std::string(xml->text("OpenKfId")), std::string(xml->text("Token")),
                   acknowledgement()};
}

rendered kf_adapter::render(const core::inbound& message, std::span<const core::block> blocks,
                            core::wall_time) const {
    return render_kf_reply(message, blocks);
}

net::http_response kf_adapter::seal(const reply_context&, std::string_view, core::wall_time) const {
    return acknowledgement();
}

built make_kf_adapter(const account_settings& given) {
    auto checked = check_settings(given, door_kind::customer_service);
    if (auto* problems = std::get_if<std::vector<problem>>(&checked)) return std::move(*problems);
    return std::make_unique<kf_adapter>(std::move(std::get<wecom_settings>(checked)));
}

}  // namespace adapters::wecom
