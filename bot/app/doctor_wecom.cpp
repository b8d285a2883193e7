#include "bot/app/doctor_wecom.h"

#include "adapters/tencent/envelope.h"
#include "adapters/tencent/signature.h"
#include "bot/net/http.h"

#include <fmt/format.h>

namespace app {
namespace {

namespace tencent = adapters::tencent;

constexpr std::string_view nonce = "1514711492";

// AI bots speak JSON and are sealed for nobody (wecom §1.3).
bool is_bot(const account_config& account) {
    return account.channel.channel == "wecom-aibot";
}

std::optional<std::string> sealed(const account_config& account, std::string_view message) {
    const auto keys =
        tencent::envelope::make(is_bot(account) ? std::string() : account.channel.corp_id,
                                account.channel.encoding_aes_key);
    std::string encrypted;
    if (!keys || !keys->seal(0, message, encrypted)) return {};
    return encrypted;
}

std::string signed_target(const account_config& account, std::string_view token, std::int64_t now,
                          std::string_view encrypted) {
    const auto timestamp = std::to_string(now);
    return fmt::format("{}?msg_signature={}&timestamp={}&nonce={}", account.channel.path,
                       tencent::sign(token, {timestamp, nonce, encrypted}), timestamp, nonce);
}

}  // namespace

bool is_wecom(const account_config& account) {
    return account.channel.channel.starts_with("wecom-");
}

std::optional<knock> wecom_url_check(const account_config& account, std::int64_t now,
                                     std::string_view challenge, bool forged) {
    const auto echo = sealed(account, challenge);
    if (!echo) return {};
    const auto token = forged ? "not" + account.channel.token : account.channel.token;
    return knock{
        signed_target(account, token, now, *echo) + "&echostr=" + net::percent_encode(*echo), ""};
}

std::optional<knock> wecom_event(const account_config& account, std::int64_t now) {
    const auto inner =
        is_bot(account)
            ? std::string(
                  R"({"msgid":"doctor","aibotid":"doctor","chattype":"single","from":{"userid":"doctor"},)"
                  R"("msgtype":"event","event":{"eventtype":"feedback_event"}})")
            : fmt::format(
                  "<xml><ToUserName><![CDATA[{}]]></ToUserName><FromUserName><![CDATA[sys]]>"
                  "</FromUserName><CreateTime>{}</CreateTime><MsgType><![CDATA[event]]></MsgType>"
                  "<Event><![CDATA[share_agent_change]]></Event></xml>",
                  account.channel.corp_id, now);
    const auto encrypted = sealed(account, inner);
    if (!encrypted) return {};
    return knock{
        signed_target(account, account.channel.token, now, *encrypted),
        is_bot(account)
            ? fmt::format(R"({{"encrypt":"{}"}})", *encrypted)
            : fmt::format("<xml><ToUserName><![CDATA[{}]]></ToUserName><AgentID><![CDATA[{}]]>"
                          "</AgentID><Encrypt><![CDATA[{}]]></Encrypt></xml>",
                          account.channel.corp_id, account.channel.agent_id, *encrypted)};
}

}  // namespace app
