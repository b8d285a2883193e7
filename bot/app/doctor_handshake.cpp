#include "bot/app/doctor_handshake.h"

#include "adapters/tencent/envelope.h"
#include "adapters/tencent/signature.h"
#include "bot/app/doctor_wecom.h"
#include "bot/net/https_client.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>

#include <optional>
#include <string>

namespace app {
namespace {

namespace tencent = adapters::tencent;

constexpr std::string_view nonce = "1514711492";
constexpr std::string_view challenge = "4375120948345356249";

using reply = core::result<net::client_response>;

// Asks one question and waits for its answer on this thread.
class knocker {
public:
    static std::optional<knocker> open(const server_settings& server) {
        knocker made;
        made.loop_ = std::make_unique<boost::asio::io_context>(1);
        net::client_trust trust;
        if (server.tls) trust.only_certificate_file = server.tls->certificate;
        auto client = net::https_client::create(*made.loop_, trust);
        if (!client) return std::nullopt;
        made.client_ = std::move(*client);
        const auto port = server.listen.substr(server.listen.rfind(':') + 1);
        made.origin_ = fmt::format("{}://127.0.0.1:{}", server.tls ? "https" : "http", port);
        return made;
    }

    reply ask(net::method verb, const std::string& target, std::string body = {}) {
        net::client_request request;
        request.verb = verb;
        request.url = origin_ + target;
        request.body = std::move(body);
        request.headers.emplace_back("Content-Type", "text/xml");
        request.limit = std::chrono::seconds(5);
        std::optional<reply> got;
        auto work = fetch(std::move(request), got);
        loop_->restart();
        boost::asio::co_spawn(*loop_, std::move(work), boost::asio::detached);
        while (!got && loop_->run_one() > 0) {
        }
        return got ? std::move(*got) : reply(core::make_error_code(core::errc::unavailable));
    }

private:
    runtime::task<> fetch(net::client_request request, std::optional<reply>& into) {
        auto answer = co_await client_->send(std::move(request));
        into.emplace(std::move(answer));
    }

    std::unique_ptr<boost::asio::io_context> loop_;
    std::unique_ptr<net::https_client> client_;
    std::string origin_;
};

finding good(const std::string& account, std::string_view what) {
    return {health::good, fmt::format("{}: {}", account, what), "", ""};
}

finding unreachable(const std::string& account, const reply& got) {
    return {health::bad,
            fmt::format("{}: the server does not answer: {}", account, got.error().message()),
            "start it: daozhen serve --config FILE; compare /server/listen and the firewall",
            "服务器没有应答。"};
}

std::optional<knock> url_check_of(const account_config& account, std::int64_t now, bool forged) {
    if (is_wecom(account)) return wecom_url_check(account, now, challenge, forged);
    const auto& channel = account.channel;
    const auto timestamp = std::to_string(now);
    const auto signature =
        tencent::sign(forged ? "not" + channel.token : channel.token, {timestamp, nonce, {}});
    return knock{fmt::format("{}?signature={}&timestamp={}&nonce={}&echostr={}", channel.path,
                             signature, timestamp, nonce, challenge),
                 ""};
}

finding unusable_key(const std::string& account, std::string_view what) {
    return {health::bad, fmt::format("{}: {} cannot be made", account, what),
            "check encoding_aes_key", "加密密钥有误。"};
}

// The URL check the platform makes when the callback is saved (wechat §1.1, wecom §1.4).
finding check_url(knocker& door, const account_config& account, std::int64_t now, bool forged) {
    const auto& channel = account.channel;
    const auto made = url_check_of(account, now, forged);
    if (!made) return unusable_key(channel.id, "a URL check");
    const auto got = door.ask(net::method::get, made->target);
    if (!got) return unreachable(channel.id, got);
    if (forged) {
        if (got->status == 403) return good(channel.id, "a forged URL check is refused");
        return {health::bad,
                fmt::format("{}: a forged URL check got status {}", channel.id, got->status),
                "another program answers at this path", "伪造的校验没有被拒绝。"};
    }
    if (got->status == 200 && got->body == challenge)
        return good(channel.id, "the URL check is answered");
    return {health::bad, fmt::format("{}: the URL check got status {}", channel.id, got->status),
            "restart the server after changing token or path; check that no proxy strips the query",
            "URL 校验没有通过。"};
}

// A harmless event in the shape of the account's own mode: signed in plaintext, sealed otherwise.
std::optional<knock> make_push(const account_config& account, std::int64_t now, bool sealed) {
    if (is_wecom(account)) return wecom_event(account, now);
    const auto& channel = account.channel;
    const auto timestamp = std::to_string(now);
    const auto inner = fmt::format(
        "<xml><ToUserName><![CDATA[{}]]></ToUserName><FromUserName><![CDATA[oDoctor]]></"
        "FromUserName><CreateTime>{}</CreateTime>"
        "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[debug_demo]]></Event></xml>",
        channel.original_id, now);
    const auto plain_target =
        fmt::format("{}?signature={}&timestamp={}&nonce={}", channel.path,
                    tencent::sign(channel.token, {timestamp, nonce, {}}), timestamp, nonce);
    if (!sealed) return knock{plain_target, inner};
    const auto envelope = tencent::envelope::make(channel.app_id, channel.encoding_aes_key, {});
    std::string encrypted;
    if (!envelope || !envelope->seal(0, inner, encrypted)) return std::nullopt;
    return knock{
        fmt::format("{}&encrypt_type=aes&msg_signature={}", plain_target,
                    tencent::sign(channel.token, {timestamp, nonce, encrypted})),
        fmt::format(
            "<xml><ToUserName><![CDATA[{}]]></ToUserName><Encrypt><![CDATA[{}]]></Encrypt></xml>",
            channel.original_id, encrypted)};
}

finding check_push(knocker& door, const account_config& account, std::int64_t now, bool sealed,
                   bool welcome) {
    const auto& channel = account.channel;
    const std::string_view kind = sealed ? "a sealed message" : "a plaintext message";
    const auto made = make_push(account, now, sealed);
    if (!made) return unusable_key(channel.id, kind);
    const auto got = door.ask(net::method::post, made->target, made->body);
    if (!got) return unreachable(channel.id, got);
    if (welcome && got->status == 200)
        return good(channel.id, fmt::format("{} is acknowledged", kind));
    if (!welcome && got->status == 403)
        return good(channel.id, fmt::format("{} is refused in mode {}", kind, channel.mode));
    return {health::bad, fmt::format("{}: {} got status {}", channel.id, kind, got->status),
            welcome ? "restart the server after changing keys or mode; the log names the reason"
                    : "another program answers at this path",
            "消息收发检查没有通过。"};
}

}  // namespace

findings examine_handshakes(const settings& configured, const core::clock& clock) {
    auto door = knocker::open(configured.server);
    if (!door)
        return {{health::bad, "no connection can be prepared", "check the certificate's path",
                 "无法建立连接。"}};
    findings found;
    for (const auto& account : configured.accounts) {
        if (account.channel.channel != "wechat-oa" && !is_wecom(account)) continue;
        const auto now = core::unix_seconds(clock.now());
        found.push_back(check_url(*door, account, now, false));
        if (found.back().how == health::bad) continue;
        found.push_back(check_url(*door, account, now, true));
        const auto& mode = account.channel.mode;
        found.push_back(check_push(*door, account, now, true, mode != "plaintext"));
        if (is_wecom(account)) continue;  // knows no plaintext
        found.push_back(check_push(*door, account, now, false, mode == "plaintext"));
    }
    return found;
}

}  // namespace app
