#include "adapters/registry.h"

#include "adapters/loopback/loopback_adapter.h"
#include "adapters/wechat/wechat_adapter.h"
#include "adapters/wecom/app_adapter.h"
#include "adapters/wecom/bot_adapter.h"

#include <array>

namespace adapters {
namespace {

struct row {
    std::string_view channel;
    built (*make)(const account_settings&);
};

constexpr std::array table{
    row{"loopback", loopback::make_loopback_adapter},
    row{"wechat-oa", wechat::make_wechat_adapter},
    row{"wecom-aibot", wecom::make_bot_adapter},
    row{"wecom-app", wecom::make_app_adapter},
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

std::vector<std::string_view> channels() {
    std::vector<std::string_view> names;
    names.reserve(table.size());
    for (const row& each : table) names.push_back(each.channel);
    return names;
}

}  // namespace adapters
