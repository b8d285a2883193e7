#include "adapters/wechat/wechat_settings.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace adapters::wechat {
namespace {

constexpr int longest_skew_s = 86400;

bool is_alnum(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_lower_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

bool is_token(std::string_view text) {
    return text.size() >= 3 && text.size() <= 32 && std::ranges::all_of(text, is_alnum);
}

bool is_aes_key(std::string_view text) {
    return text.size() == 43 && std::ranges::all_of(text, is_alnum);
}

bool is_hex_id(std::string_view text, std::string_view prefix, std::size_t digits) {
    return text.starts_with(prefix) && text.size() == prefix.size() + digits &&
           std::ranges::all_of(text.substr(prefix.size()), is_lower_hex);
}

std::optional<security_mode> mode_of(std::string_view name) {
    if (name == "plaintext") return security_mode::plaintext;
    if (name == "compatible") return security_mode::compatible;
    if (name == "secure") return security_mode::secure;
    return std::nullopt;
}

void check_keys(const account_settings& given, std::vector<problem>& problems) {
    const bool needed = given.mode != "plaintext";
    if ((needed || !given.encoding_aes_key.empty()) && !is_aes_key(given.encoding_aes_key))
        problems.push_back({"/encoding_aes_key",
                            "must be the 43 letters and digits of the console's EncodingAESKey"});
    if (given.previous_encoding_aes_key.empty()) return;
    if (!is_aes_key(given.previous_encoding_aes_key))
        problems.push_back({"/previous_encoding_aes_key",
                            "must be null or the 43 letters and digits of the key used before"});
    else if (given.previous_encoding_aes_key == given.encoding_aes_key)
        problems.push_back({"/previous_encoding_aes_key",
                            "is the same as encoding_aes_key; write the key used before, or null"});
}

}  // namespace

std::variant<wechat_settings, std::vector<problem>> check_settings(const account_settings& given) {
    std::vector<problem> problems;
    const auto mode = mode_of(given.mode);
    if (given.id.empty()) problems.push_back({"/id", "an account needs a name of its own"});
    if (!given.path.starts_with('/'))
        problems.push_back({"/path", "must begin with \"/\", as in \"/wechat/nanjiao\""});
    if (!is_hex_id(given.original_id, "gh_", 12))
        problems.push_back({"/original_id", "must be \"gh_\" and 12 hexadecimal digits"});
    if (!is_hex_id(given.app_id, "wx", 16))
        problems.push_back({"/app_id", "must be \"wx\" and 16 lower-case hexadecimal digits"});
    // An empty token makes every signature predictable (wechat §6, 19).
    if (!is_token(given.token))
        problems.push_back({"/token", "must be the console's token of 3 to 32 letters and digits"});
    if (!mode) problems.push_back({"/mode", "must be \"plaintext\", \"compatible\" or \"secure\""});
    check_keys(given, problems);
    if (given.max_clock_skew_s < 1 || given.max_clock_skew_s > longest_skew_s)
        problems.push_back({"/max_clock_skew_s", "must be between 1 and 86400 seconds"});
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
        {given.pictures.begin(), given.pictures.end()},
    };
}

}  // namespace adapters::wechat
