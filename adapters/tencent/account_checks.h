// What the accounts of all Tencent channels have in common in their settings (wechat §0, wecom
// §1.1). Each check adds what it finds; messages never repeat a secret.
#pragma once

#include "adapters/registry.h"

#include <string_view>
#include <vector>

namespace adapters::tencent {

// `prefix` and so many lower-case hexadecimal digits.
bool is_hex_id(std::string_view text, std::string_view prefix, std::size_t digits);

void check_place(const account_settings& given, std::vector<problem>& problems);
void check_token(const account_settings& given, std::vector<problem>& problems);
// Without `needed` the keys may be empty.
void check_keys(const account_settings& given, bool needed, std::vector<problem>& problems);
void check_skew(const account_settings& given, std::vector<problem>& problems);

}  // namespace adapters::tencent
