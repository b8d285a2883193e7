#include "adapters/wecom/app_adapter.h"

#include "adapters/tencent/flat_xml.h"
#include "adapters/wecom/app_inbound.h"
#include "adapters/wecom/app_message.h"
#include "adapters/wecom/app_render.h"
#include "adapters/wecom/url_check.h"
#include "bot/core/log.h"

namespace adapters::wecom {
namespace {

using tencent::proven;
using tencent::refuse;
using tencent::unproven;

// "Nothing to say" is an empty body (wecom §1.6).
net::http_response acknowledgement() {
    return tencent::answer("", "");
}

// WeCom is about to suspend the app, or has: no patient's matter, but somebody has to be told.
void report_activity(const wecom_settings& settings, const app_message& message) {
    const auto* event = std::get_if<app_event>(&message.body);
    if (event == nullptr || !std::holds_alternative<activity_event>(event->body)) return;
    core::log(core::severity::warning, "wecom-app-activity",
              {{"account", settings.account}, {"event", event->name}});
}

}  // namespace

decoded app_adapter::decode(const net::http_request& request, core::wall_time now) const {
    const tencent::callback_query query(request.query);
    if (!query.is_sound()) return refuse(tencent::fault::query_shape, unproven);
    if (request.verb == net::method::get) return check_url(settings_.door, query, now);
    if (request.verb != net::method::post) return refusal{core::errc::unsupported, "method"};

    // What else stands outside, ToUserName and AgentID, nobody has signed (wecom §1.5).
    thread_local std::string outer, plaintext;
    const auto encrypted = tencent::encrypted_in_xml(request.body, outer);
    if (!encrypted) return refuse(encrypted.error(), unproven);
    auto taken = settings_.door.open(query, *encrypted, now, plaintext);
    if (const auto* refused = std::get_if<refusal>(&taken)) return *refused;
    auto& opened = std::get<tencent::sealed_door::opened>(taken);
    return read(opened.message, std::move(opened.context));
}

decoded app_adapter::read(std::string_view plaintext, reply_context context) const {
    thread_local std::string buffer;
    buffer = plaintext;  // reading spoils it, and the delivery key may need it whole
    const auto xml = tencent::flat_xml::read(buffer);
    if (!xml) return refuse(xml.error(), proven);
    const auto message = read_message(*xml);
    if (!message) return refuse(message.error(), proven);
    if (message->to_user != settings_.corp_id)
        return refusal{core::errc::wrong_receiver, "corp-id", proven};
    // Some events name no app; 0 is how the platform writes none.
    if (message->agent_id.value_or(0) != 0 && message->agent_id != settings_.agent_id)
        return refusal{core::errc::wrong_receiver, "agent-id", proven};
    report_activity(settings_, *message);
    auto inbound = to_inbound(*message, settings_.account, plaintext);
    if (inbound.kind == core::inbound_kind::notice) return direct{acknowledgement(), "notice"};
    return delivery{std::move(inbound), std::move(context)};
}

rendered app_adapter::render(const core::inbound& message, std::span<const core::block> blocks,
                             core::wall_time now) const {
    return render_app_reply(settings_.corp_id, message, blocks, now,
                            {settings_.sends, settings_.has_desk});
}

net::http_response app_adapter::seal(const reply_context& context, std::string_view body,
                                     core::wall_time now) const {
    if (body.empty()) return acknowledgement();
    auto response = tencent::answer_sealed(settings_.door.seal_xml(context, body, now),
                                           "text/xml; charset=utf-8", settings_.account);
    return response ? std::move(*response) : acknowledgement();
}

built make_app_adapter(const account_settings& given) {
    auto checked = check_settings(given, door_kind::app);
    if (auto* problems = std::get_if<std::vector<problem>>(&checked)) return std::move(*problems);
    return std::make_unique<app_adapter>(std::move(std::get<wecom_settings>(checked)));
}

}  // namespace adapters::wecom
