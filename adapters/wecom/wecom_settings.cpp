#include "adapters/wecom/wecom_settings.h"

#include "adapters/tencent/account_checks.h"

#include <algorithm>
#include <chrono>

namespace adapters::wecom {
namespace {

constexpr std::chrono::minutes narrowest_window{10};

void check_corp(const account_settings& given, std::vector<problem>& problems) {
    if (!tencent::is_hex_id(given.corp_id, "ww", 16) &&
        !tencent::is_hex_id(given.corp_id, "wx", 16))
        problems.push_back(
            {"/corp_id", "must be \"ww\" (or \"wx\") and 16 lower-case hexadecimal digits"});
}

void check_app(const account_settings& given, std::vector<problem>& problems) {
    check_corp(given, problems);
    if (given.agent_id == 0)
        problems.push_back({"/agent_id", "must be the app's AgentId, a number as in 1000002"});
}

void check_customer_service(const account_settings& given, std::vector<problem>& problems) {
    check_corp(given, problems);
    if (given.open_kf_ids.empty())
        problems.push_back({"/open_kf_ids", "must list the open_kfid of each account, \"wk...\""});
    for (const auto& id : given.open_kf_ids)
        if (!id.starts_with("wk") || id.size() > 64 || id.find_first_of(":/ \"") != id.npos)
            problems.push_back({"/open_kf_ids", "\"" + id + "\" is no open_kfid: \"wk...\""});
}

}  // namespace

std::variant<wecom_settings, std::vector<problem>> check_settings(const account_settings& given,
                                                                  door_kind kind) {
    std::vector<problem> problems;
    tencent::check_place(given, problems);
    if (kind == door_kind::app) check_app(given, problems);
    if (kind == door_kind::customer_service) check_customer_service(given, problems);
    tencent::check_token(given, problems);
    tencent::check_keys(given, true, problems);
    tencent::check_skew(given, problems);
    if (given.mode != "secure")
        problems.push_back({"/mode", "leave it out: WeCom always encrypts"});
    if (!problems.empty()) return problems;

    const std::string receiver = kind == door_kind::bot ? std::string() : given.corp_id;
    auto keys =
        tencent::envelope::make(receiver, given.encoding_aes_key, given.previous_encoding_aes_key);
    if (!keys) return std::vector<problem>{{"/encoding_aes_key", "is no usable key"}};
    const auto window = std::max<std::chrono::seconds>(std::chrono::seconds(given.max_clock_skew_s),
                                                       narrowest_window);
    return wecom_settings{
        given.id,
        receiver,
        given.agent_id,
        tencent::sealed_door(given.token, std::move(*keys), window),
        !given.secret.empty(),
        !given.secret.empty() && !(given.duty.empty() && given.alert_robot.empty())};
}

}  // namespace adapters::wecom
