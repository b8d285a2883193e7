// A self-built WeCom app as the tests configure it, and WeCom's side of it: pushes that are sealed
// and signed.
#pragma once

#include "adapters/registry.h"
#include "adapters/tencent/envelope.h"
#include "adapters/tencent/signature.h"
#include "adapters/tencent/xml_writer.h"
#include "bot/net/http.h"
#include "tests/adapters/support/vectors.h"

#include <memory>
#include <string>
#include <string_view>

namespace wecom_account {

constexpr core::wall_time now{std::chrono::seconds(1760000000)};
constexpr std::string_view token = "QDG6eK";
constexpr std::string_view key = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
constexpr std::string_view corp_id = "wx5823bf96d3bd56c7";
constexpr std::int64_t agent_id = 218;
constexpr std::string_view member = "mycreate";
constexpr std::string_view nonce = "1372623149";

inline adapters::account_settings settings(std::string channel = "wecom-app") {
    adapters::account_settings account;
    account.id = "staff";
    account.channel = std::move(channel);
    account.path = "/wecom/staff";
    account.corp_id = corp_id;
    account.agent_id = agent_id;
    account.token = token;
    account.encoding_aes_key = key;
    account.previous_encoding_aes_key = vectors::key_2;
    return account;
}

inline std::unique_ptr<adapters::adapter> make(const adapters::account_settings& account) {
    auto made = adapters::make_adapter(account);
    return std::move(std::get<std::unique_ptr<adapters::adapter>>(made));
}

inline std::unique_ptr<adapters::adapter> make(std::string channel = "wecom-app") {
    return make(settings(std::move(channel)));
}

inline net::http_request request(net::method verb, std::string query, std::string body) {
    net::http_request made;
    made.verb = verb;
    made.path = "/wecom/staff";
    made.query = std::move(query);
    made.body = std::move(body);
    return made;
}

inline std::string signed_query(std::string_view encrypted, core::wall_time at = now,
                                std::string_view with_nonce = nonce,
                                std::string_view with_token = token) {
    const auto stamp = std::to_string(core::unix_seconds(at));
    return "msg_signature=" + adapters::tencent::sign(with_token, {stamp, with_nonce, encrypted}) +
           "&timestamp=" + stamp + "&nonce=" + std::string(with_nonce);
}

// As WeCom writes the outer body of an app's push.
inline std::string outer_xml(std::string_view encrypted) {
    std::string body = "<xml>";
    adapters::tencent::append_element(body, "ToUserName", corp_id);
    adapters::tencent::append_element(body, "AgentID", "218");
    adapters::tencent::append_element(body, "Encrypt", encrypted);
    return body.append("</xml>");
}

inline std::string outer_json(std::string_view encrypted) {
    return R"({"encrypt":")" + std::string(encrypted) + "\"}";
}

// Sealed for `receiver`; `which` 0 with the current key, 1 with the previous one.
inline std::string seal(std::string_view message, std::string_view receiver = corp_id,
                        std::size_t which = 0) {
    const auto closed =
        *adapters::tencent::envelope::make(std::string(receiver), key, vectors::key_2);
    std::string encrypted;
    return closed.seal(which, message, encrypted) ? encrypted : std::string();
}

// A push around an `encrypted` that may be anything, correctly signed.
inline net::http_request push_of(std::string_view encrypted, core::wall_time at = now) {
    return request(net::method::post, signed_query(encrypted, at), outer_xml(encrypted));
}

inline net::http_request push(std::string_view xml, core::wall_time at = now) {
    return push_of(seal(xml), at);
}

// <xml>, the four common elements, `fields`, AgentID, </xml>
inline std::string push_xml(std::string_view type, std::string_view fields,
                            std::string_view from = member, std::string_view agent = "218") {
    std::string xml = "<xml>";
    adapters::tencent::append_element(xml, "ToUserName", corp_id);
    adapters::tencent::append_element(xml, "FromUserName", from);
    adapters::tencent::append_element(xml, "CreateTime", core::unix_seconds(now));
    adapters::tencent::append_element(xml, "MsgType", type);
    xml.append(fields);
    if (!agent.empty()) xml.append("<AgentID>").append(agent).append("</AgentID>");
    return xml.append("</xml>");
}

inline std::string text_xml(std::string_view content, std::string_view id = "4561255354251345929") {
    std::string fields;
    adapters::tencent::append_element(fields, "Content", content);
    return push_xml("text", fields.append("<MsgId>").append(id).append("</MsgId>"));
}

inline std::string event_xml(std::string_view name, std::string_view fields = {}) {
    std::string all;
    adapters::tencent::append_element(all, "Event", name);
    return push_xml("event", all.append(fields));
}

}  // namespace wecom_account
