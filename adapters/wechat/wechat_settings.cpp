#include "adapters/wechat/wechat_settings.h"

#include "adapters/tencent/account_checks.h"

#include <optional>
#include <string_view>

namespace adapters::wechat {
namespace {

std::optional<security_mode> mode_of(std::string_view name) {
    if (name == "plaintext") return security_mode::plaintext;
    if (name == "compatible") return security_mode::compatible;
    if (name == "secure") return security_mode::secure;
    return std::nullopt;
}

}  // namespace

std::variant<wechat_settings, std::vector<problem>> check_settings(const account_settings& given) {
    std::vector<problem> problems;
    const auto mode = mode_of(given.mode);
    tencent::check_place(given, problems);
    if (!tencent::is_hex_id(given.original_id, "gh_", 12))
        problems.push_back({"/original_id", "must be \"gh_\" and 12 hexadecimal digits"});
    if (!tencent::is_hex_id(given.app_id, "wx", 16))
        problems.push_back({"/app_id", "must be \"wx\" and 16 lower-case hexadecimal digits"});
    tencent::check_token(given, problems);
    if (!mode) problems.push_back({"/mode", "must be \"plaintext\", \"compatible\" or \"secure\""});
    tencent::check_keys(given, given.mode != "plaintext", problems);
    tencent::check_skew(given, problems);
    if (!problems.empty()) return problems;

    return wechat_settings{
        given.id,
        given.original_id,
        given.app_id,
        given.token,
        given.encoding_aes_key,
        given.previous_encoding_aes_key,
        *mode,
        std::chrono::seconds(given.max_clock_skew_s),
        given.customer_service,
        given.customer_service && !given.secret.empty(),
        {given.pictures.begin(), given.pictures.end()},
    };
}

}  // namespace adapters::wechat
