#include "adapters/wecom/bot_adapter.h"

#include "adapters/tencent/json_value.h"
#include "adapters/tencent/json_writer.h"
#include "adapters/wecom/bot_inbound.h"
#include "adapters/wecom/bot_render.h"
#include "adapters/wecom/bot_reply.h"
#include "adapters/wecom/url_check.h"

namespace adapters::wecom {
namespace {

using tencent::fault;
using tencent::proven;
using tencent::refuse;
using tencent::unproven;

net::http_response acknowledgement() {
    return tencent::answer("", "");
}

// The field's case is not certain (wecom §1.5).
tencent::outcome<std::string> encrypted_in_json(std::string_view body) {
    const auto json = tencent::json_document::read(body);
    if (!json) return json.error();
    const auto lower = (*json)["encrypt"].text();
    const auto encrypted = lower.empty() ? (*json)["Encrypt"].text() : lower;
    if (encrypted.empty()) return fault::json_field;
    return std::string(encrypted);
}

}  // namespace

decoded bot_adapter::decode(const net::http_request& request, core::wall_time now) const {
    const tencent::callback_query query(request.query);
    if (!query.is_sound()) return refuse(fault::query_shape, unproven);
    if (request.verb == net::method::get) return check_url(settings_.door, query, now);
    if (request.verb != net::method::post) return refusal{core::errc::unsupported, "method"};

    const auto encrypted = encrypted_in_json(request.body);
    if (!encrypted) return refuse(encrypted.error(), unproven);
    thread_local std::string plaintext;
    auto taken = settings_.door.open(query, *encrypted, now, plaintext);
    if (const auto* refused = std::get_if<refusal>(&taken)) return *refused;
    auto& opened = std::get<tencent::sealed_door::opened>(taken);
    return read(opened.message, std::move(opened.context), now);
}

decoded bot_adapter::read(std::string_view plaintext, reply_context context,
                          core::wall_time now) const {
    const auto json = tencent::json_document::read(plaintext);
    if (!json) return refuse(json.error(), proven);
    const auto message = read_bot_message(*json);
    if (!message) return refuse(message.error(), proven);
    // Our streams are finished at once; whatever this one was, the platform may stop asking.
    if (const auto* refresh = std::get_if<bot_refresh>(&message->body))
        return direct{seal(context, write_stream({refresh->stream_id, true, {}, {}}), now),
                      "refresh"};
    auto inbound = to_inbound(*message, settings_.account, plaintext, now);
    if (inbound.kind == core::inbound_kind::notice) return direct{acknowledgement(), "notice"};
    return delivery{std::move(inbound), std::move(context)};
}

rendered bot_adapter::render(const core::inbound& message, std::span<const core::block> blocks,
                             core::wall_time) const {
    return render_bot_reply(message, blocks);
}

net::http_response bot_adapter::seal(const reply_context& context, std::string_view body,
                                     core::wall_time now) const {
    if (body.empty()) return acknowledgement();
    // WeCom's own program sends this JSON so.
    auto response = tencent::answer_sealed(seal_json(context, body, now),
                                           "text/plain; charset=utf-8", settings_.account);
    return response ? std::move(*response) : acknowledgement();
}

// The nonce must be the callback's, and msgsignature is written small (wecom §1.7).
tencent::outcome<std::string> bot_adapter::seal_json(const reply_context& context,
                                                     std::string_view body,
                                                     core::wall_time now) const {
    const auto stamp = core::unix_seconds(now);
    std::string encrypted;
    const auto signature = settings_.door.seal(context, body, std::to_string(stamp), encrypted);
    if (!signature) return signature.error();
    std::string out;
    out.reserve(encrypted.size() + 256);
    tencent::json_writer json(out);
    json.begin();
    json.text("encrypt", encrypted);
    json.text("msgsignature", *signature);
    json.number("timestamp", stamp);
    json.text("nonce", context.nonce);
    json.end();
    return out;
}

built make_bot_adapter(const account_settings& given) {
    auto checked = check_settings(given, door_kind::bot);
    if (auto* problems = std::get_if<std::vector<problem>>(&checked)) return std::move(*problems);
    return std::make_unique<bot_adapter>(std::move(std::get<wecom_settings>(checked)));
}

}  // namespace adapters::wecom
