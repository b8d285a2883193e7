#include "adapters/tencent/account_checks.h"

#include <algorithm>

namespace adapters::tencent {
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

}  // namespace

bool is_hex_id(std::string_view text, std::string_view prefix, std::size_t digits) {
    return text.starts_with(prefix) && text.size() == prefix.size() + digits &&
           std::ranges::all_of(text.substr(prefix.size()), is_lower_hex);
}

void check_place(const account_settings& given, std::vector<problem>& problems) {
    if (given.id.empty()) problems.push_back({"/id", "an account needs a name of its own"});
    if (!given.path.starts_with('/'))
        problems.push_back({"/path", "must begin with \"/\", as in \"/wechat/nanjiao\""});
}

// An empty token makes every signature predictable (wechat §6, 19).
void check_token(const account_settings& given, std::vector<problem>& problems) {
    if (!is_token(given.token))
        problems.push_back({"/token", "must be the console's token of 3 to 32 letters and digits"});
}

void check_keys(const account_settings& given, bool needed, std::vector<problem>& problems) {
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

void check_skew(const account_settings& given, std::vector<problem>& problems) {
    if (given.max_clock_skew_s < 1 || given.max_clock_skew_s > longest_skew_s)
        problems.push_back({"/max_clock_skew_s", "must be between 1 and 86400 seconds"});
}

}  // namespace adapters::tencent
