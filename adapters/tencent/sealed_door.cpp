#include "adapters/tencent/sealed_door.h"

#include "adapters/tencent/flat_xml.h"
#include "adapters/tencent/signature.h"
#include "adapters/tencent/xml_numbers.h"
#include "adapters/tencent/xml_writer.h"
#include "bot/core/log.h"

#include <cstdlib>

namespace adapters::tencent {

refusal refuse(fault why, unsigned status) {
    const auto& facts = facts_of(why);
    return {facts.reason, facts.detail, status};
}

net::http_response answer(std::string_view type, std::string_view body) {
    net::http_response response;
    response.content_type = type;
    response.body = body;
    return response;
}

std::optional<net::http_response> answer_sealed(outcome<std::string> sealed, std::string_view type,
                                                std::string_view account) {
    if (!sealed) {
        core::log(core::severity::error, "seal-failed",
                  {{"account", account}, {"detail", facts_of(sealed.error()).detail}});
        return {};
    }
    net::http_response response;
    response.content_type = type;
    response.body = std::move(*sealed);
    return response;
}

bool is_fresh(std::string_view timestamp, core::wall_time now, std::chrono::seconds skew) {
    const auto stamped = integer_of(timestamp);
    return std::abs(core::unix_seconds(now) - stamped.value_or(0)) <= skew.count();
}

outcome<std::string_view> encrypted_in_xml(std::string_view body, std::string& buffer) {
    buffer = body;
    const auto xml = flat_xml::read(buffer);
    if (!xml) return xml.error();
    const auto encrypted = xml->text("Encrypt");
    if (encrypted.empty()) return fault::xml_field;
    return encrypted;
}

std::variant<sealed_door::opened, refusal> sealed_door::open(const callback_query& query,
                                                             std::string_view encrypted,
                                                             core::wall_time now,
                                                             std::string& buffer) const {
    const auto verified =
        verify(token_, {query.timestamp, query.nonce, encrypted}, query.msg_signature);
    if (!verified) return refuse(verified.error(), unproven);
    if (!is_fresh(query.timestamp, now, skew_)) return refusal{core::errc::stale, "timestamp"};
    const auto inside = keys_.open(encrypted, buffer);
    if (!inside) {
        // Letters outside the alphabet could have moved between the signed strings.
        const bool is_shape = inside.error() == fault::base64_alphabet;
        return refuse(inside.error(), is_shape ? unproven : proven);
    }
    return opened{{inside->message.data(), inside->message.size()},
                  {true, inside->key, std::string(query.nonce)}};
}

outcome<std::string> sealed_door::seal(const reply_context& context, std::string_view body,
                                       std::string_view stamp, std::string& out) const {
    const std::size_t begin = out.size();
    const auto sealed = keys_.seal(context.key, body, out);
    if (!sealed) return sealed.error();
    return sign(token_, {stamp, context.nonce, std::string_view(out).substr(begin)});
}

outcome<std::string> sealed_door::seal_xml(const reply_context& context, std::string_view body,
                                           core::wall_time now) const {
    constexpr std::size_t frame_size = 256;  // tags, signature, nonce
    constexpr std::string_view begin = "<xml><Encrypt><![CDATA[";
    std::string xml;
    xml.reserve(begin.size() + (body.size() + 128) * 4 / 3 + frame_size);
    xml.append(begin);
    const auto stamp = std::to_string(core::unix_seconds(now));
    const auto signature = seal(context, body, stamp, xml);
    if (!signature) return signature.error();
    xml.append("]]></Encrypt>");
    append_element(xml, "MsgSignature", *signature);
    xml.append("<TimeStamp>").append(stamp).append("</TimeStamp>");
    append_element(xml, "Nonce", context.nonce);
    xml.append("</xml>");
    return xml;
}

}  // namespace adapters::tencent
