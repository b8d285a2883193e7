#include "adapters/registry.h"

#include "adapters/loopback/loopback_adapter.h"
#include "adapters/wechat/wechat_adapter.h"
#include "adapters/wechat/wechat_outgoing.h"
#include "adapters/wecom/app_adapter.h"
#include "adapters/wecom/app_outgoing.h"
#include "adapters/wecom/bot_adapter.h"
#include "adapters/wecom/kf_adapter.h"

#include <array>

namespace adapters {
namespace {

struct row {
    std::string_view channel;
    built (*make)(const account_settings&);
};

constexpr std::array table{
    row{"loopback", loopback::make_loopback_adapter}, row{"wechat-oa", wechat::make_wechat_adapter},
    row{"wecom-aibot", wecom::make_bot_adapter},      row{"wecom-app", wecom::make_app_adapter},
    row{"wecom-kf", wecom::make_kf_adapter},
};

}  // namespace

built make_adapter(const account_settings& settings) {
    for (const row& each : table)
        if (each.channel == settings.channel) return each.make(settings);
    std::string known;
    for (const row& each : table) known.append(known.empty() ? "" : ", ").append(each.channel);
    return std::vector<problem>{
        {"/channel", "no channel is called \"" + settings.channel + "\"; known: " + known}};
}

std::unique_ptr<outgoing_channel> make_outgoing(const account_settings& settings) {
    if (settings.secret.empty()) return nullptr;
    if (settings.channel == "wechat-oa" && settings.customer_service)
        return std::make_unique<wechat::wechat_outgoing>(settings);
    if (settings.channel == "wecom-app") return std::make_unique<wecom::app_outgoing>(settings);
    return nullptr;
}

std::vector<std::string_view> channels() {
    std::vector<std::string_view> names;
    names.reserve(table.size());
    for (const row& each : table) names.push_back(each.channel);
    return names;
}

}  // namespace adapters
