#include "tests/platform/configured.h"

namespace platform {
namespace {

mode mode_of(const std::string& name) {
    if (name == "plaintext") return mode::plaintext;
    return name == "compatible" ? mode::compatible : mode::secure;
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
        if (one.channel != "wechat-oa") continue;
        found.push_back({one.id, one.original_id, one.app_id, one.token, one.encoding_aes_key,
                         one.previous_encoding_aes_key, mode_of(one.mode), target + one.path});
    }
    return found;
}

}  // namespace platform
