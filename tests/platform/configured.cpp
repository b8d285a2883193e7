#include "tests/platform/configured.h"

#include <optional>

namespace platform {
namespace {

mode mode_of(const std::string& name) {
    if (name == "plaintext") return mode::plaintext;
    return name == "compatible" ? mode::compatible : mode::secure;
}

std::optional<channel> channel_of(const std::string& name) {
    if (name == "wechat-oa") return channel::official;
    if (name == "wecom-app") return channel::wecom_app;
    if (name == "wecom-kf") return channel::customer_service;
    return std::nullopt;
}

// Behind one callback stand several accounts of customer service.
void split_by_kf_account(std::vector<account>& accounts, const std::vector<std::string>& ids) {
    const auto whole = std::move(accounts.back());
    accounts.pop_back();
    for (const auto& id : ids) {
        auto& one = accounts.emplace_back(whole);
        one.open_kf_id = id;
        if (ids.size() > 1) one.id += "." + id;
    }
}

}  // namespace

std::string local_target(const app::server_settings& server) {
    const auto port = server.listen.substr(server.listen.rfind(':') + 1);
    return (server.tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + port;
}

std::vector<account> configured_accounts(const app::settings& settings, const std::string& target) {
    std::vector<account> found;
    for (const auto& configured : settings.accounts) {
        const auto& one = configured.channel;
        const auto kind = channel_of(one.channel);
        if (!kind) continue;
        found.push_back({one.id, one.original_id, one.app_id, one.token, one.encoding_aes_key,
                         one.previous_encoding_aes_key, mode_of(one.mode), target + one.path, *kind,
                         one.corp_id, one.agent_id, one.secret});
        if (*kind == channel::customer_service) split_by_kf_account(found, one.open_kf_ids);
    }
    return found;
}

}  // namespace platform
