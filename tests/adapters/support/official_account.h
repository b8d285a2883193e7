// An Official Account as the tests configure it, and the platform's side of it: pushes that are
// signed, and sealed where the mode asks for it.
#pragma once

#include "adapters/tencent/envelope.h"
#include "adapters/tencent/signature.h"
#include "adapters/tencent/xml_writer.h"
#include "adapters/wechat/wechat_adapter.h"
#include "tests/adapters/support/vectors.h"

#include <memory>
#include <string>
#include <string_view>

namespace official_account {

constexpr core::wall_time now{std::chrono::seconds(1735689600)};
constexpr std::string_view original_id = "gh_0123456789ab";
constexpr std::string_view patient = "oABCDEFGHIJKLMNOPQRSTUVWXYZ1";

inline adapters::account_settings settings(std::string mode = "secure") {
    adapters::account_settings account;
    account.id = "nanjiao";
    account.channel = "wechat-oa";
    account.path = "/wechat/nanjiao";
    account.original_id = original_id;
    account.app_id = vectors::own_app_id;
    account.token = vectors::own_token;
    account.encoding_aes_key = vectors::key_1;
    account.previous_encoding_aes_key = vectors::key_2;
    account.mode = std::move(mode);
    return account;
}

inline std::unique_ptr<adapters::adapter> make(const adapters::account_settings& account) {
    auto made = adapters::make_adapter(account);
    return std::move(std::get<std::unique_ptr<adapters::adapter>>(made));
}

inline std::unique_ptr<adapters::adapter> make(std::string mode = "secure") {
    return make(settings(std::move(mode)));
}

// <xml>, the four common elements, `fields`, </xml>
inline std::string push_xml(std::string_view type, std::string_view fields,
                            std::string_view to = original_id) {
    std::string xml = "<xml>";
    adapters::tencent::append_element(xml, "ToUserName", to);
    adapters::tencent::append_element(xml, "FromUserName", patient);
    adapters::tencent::append_element(xml, "CreateTime", core::unix_seconds(now));
    adapters::tencent::append_element(xml, "MsgType", type);
    return xml.append(fields).append("</xml>");
}

inline std::string text_xml(std::string_view content, std::string_view id = "24000000000000001") {
    std::string fields;
    adapters::tencent::append_element(fields, "Content", content);
    return push_xml("text", fields.append("<MsgId>").append(id).append("</MsgId>"));
}

inline std::string stamp_of(core::wall_time time) {
    return std::to_string(core::unix_seconds(time));
}

inline net::http_request request(net::method verb, std::string query, std::string body) {
    net::http_request made;
    made.verb = verb;
    made.path = "/wechat/nanjiao";
    made.query = std::move(query);
    made.body = std::move(body);
    return made;
}

inline std::string signed_query(std::string_view timestamp, std::string_view nonce = "1928374650",
                                std::string_view token = vectors::own_token) {
    std::string query = "signature=";
    query.append(adapters::tencent::sign(token, {timestamp, nonce, {}}));
    return query.append("&timestamp=")
        .append(timestamp)
        .append("&nonce=")
        .append(nonce)
        .append("&openid=")
        .append(patient);
}

inline net::http_request url_check(std::string_view echo, core::wall_time at = now) {
    return request(net::method::get, signed_query(stamp_of(at)) + "&echostr=" + std::string(echo),
                   {});
}

inline net::http_request plain_push(std::string_view xml, core::wall_time at = now) {
    return request(net::method::post, signed_query(stamp_of(at)), std::string(xml));
}

// A push around an `encrypted` that may be anything, correctly signed.
inline net::http_request push_of(std::string_view encrypted, core::wall_time at = now,
                                 std::string_view beside = {}) {
    const auto stamp = stamp_of(at);
    auto query = signed_query(stamp);
    query.append("&encrypt_type=aes&msg_signature=");
    query.append(adapters::tencent::sign(vectors::own_token, {stamp, "1928374650", encrypted}));
    std::string body = "<xml>";
    if (beside.empty())
        adapters::tencent::append_element(body, "ToUserName", original_id);
    else
        body.append(beside);
    adapters::tencent::append_element(body, "Encrypt", encrypted);
    return request(net::method::post, std::move(query), body.append("</xml>"));
}

inline const adapters::tencent::envelope& envelope() {
    static const auto made = *adapters::tencent::envelope::make(std::string(vectors::own_app_id),
                                                                vectors::key_1, vectors::key_2);
    return made;
}

// `key` 0 is the account's current one, 1 its previous one.
inline net::http_request sealed_push(std::string_view xml, core::wall_time at = now,
                                     std::size_t key = 0) {
    std::string encrypted;
    if (!envelope().seal(key, xml, encrypted)) return {};
    return push_of(encrypted, at);
}

// The push of that mode.
inline net::http_request push(std::string_view mode, std::string_view xml) {
    if (mode == "plaintext") return plain_push(xml);
    if (mode == "secure") return sealed_push(xml);
    std::string encrypted;
    if (!envelope().seal(0, xml, encrypted)) return {};
    // The plaintext copy without its frame.
    return push_of(encrypted, now, xml.substr(5, xml.size() - 11));
}

}  // namespace official_account
