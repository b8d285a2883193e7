#include "tests/platform/envelope.h"

#include "adapters/tencent/signature.h"
#include "bot/net/http.h"

namespace platform {
namespace tencent = adapters::tencent;

core::result<sealer> sealer::make(const account& from) {
    sealer made(from);
    if (from.security == mode::plaintext) return made;
    const auto& receiver = from.kind == channel::official ? from.app_id : from.corp_id;
    auto keys =
        tencent::envelope::make(receiver, from.encoding_aes_key, from.previous_encoding_aes_key);
    if (!keys) return core::errc::misconfigured;
    made.keys_.emplace(std::move(*keys));
    return made;
}

std::string sealer::signed_query(const sealing& how) const {
    return "signature=" + tencent::sign(from_.token, {how.timestamp, how.nonce, {}}) +
           "&timestamp=" + how.timestamp + "&nonce=" + how.nonce;
}

std::string sealer::check_query(const sealing& how, std::string_view echo) const {
    return signed_query(how) + "&echostr=" + net::percent_encode(echo);
}

core::result<sealer::letter> sealer::seal(const sealing& how, std::string_view user,
                                          std::string_view plaintext) const {
    letter made{signed_query(how) + "&openid=" + net::percent_encode(user), std::string(plaintext)};
    if (!keys_) return made;
    if (from_.kind != channel::official) return seal_for_corp(how, plaintext);
    if (how.previous_key && from_.previous_encoding_aes_key.empty())
        return core::errc::misconfigured;
    std::string encrypted;
    if (!keys_->seal(how.previous_key ? 1 : 0, plaintext, encrypted))
        return core::errc::unavailable;
    made.query += "&encrypt_type=aes&msg_signature=" +
                  tencent::sign(from_.token, {how.timestamp, how.nonce, encrypted});
    const std::string element = "<Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>";
    if (from_.security == mode::secure) {
        made.body = "<xml><ToUserName><![CDATA[" + from_.original_id + "]]></ToUserName>" + element;
    } else {  // the plaintext copy stays, the ciphertext follows it (wechat V5)
        made.body.resize(made.body.size() - std::string_view("</xml>").size());
        made.body += element;
    }
    return made;
}

core::result<sealer::letter> sealer::seal_for_corp(const sealing& how,
                                                   std::string_view plaintext) const {
    if (how.previous_key && from_.previous_encoding_aes_key.empty())
        return core::errc::misconfigured;
    std::string encrypted;
    if (!keys_->seal(how.previous_key ? 1 : 0, plaintext, encrypted))
        return core::errc::unavailable;
    letter made;
    made.query =
        "msg_signature=" + tencent::sign(from_.token, {how.timestamp, how.nonce, encrypted}) +
        "&timestamp=" + how.timestamp + "&nonce=" + how.nonce;
    made.body = "<xml><ToUserName><![CDATA[" + from_.corp_id +
                "]]></ToUserName><AgentID><![CDATA[" + std::to_string(from_.agent_id) +
                "]]></AgentID><Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>";
    return made;
}

core::result<std::string> sealer::open(const sealing& how, const reply_envelope& answer) const {
    if (!keys_) return core::errc::undecipherable;
    if (!tencent::verify(from_.token, {answer.timestamp, answer.nonce, answer.encrypted},
                         answer.signature))
        return core::errc::bad_signature;
    std::string buffer;
    const auto opened = keys_->open(answer.encrypted, buffer);
    if (!opened)
        return opened.error() == tencent::fault::receiver_mismatch ? core::errc::wrong_receiver
                                                                   : core::errc::undecipherable;
    if (opened->key != (how.previous_key ? 1U : 0U)) return core::errc::undecipherable;
    return std::string(opened->message.data(), opened->message.size());
}

}  // namespace platform
