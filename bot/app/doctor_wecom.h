// What WeCom would send to an account of ours: a URL check and a harmless event, sealed with the
// configured keys (wecom §1.4, §1.5).
#pragma once

#include "bot/app/settings.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace app {

bool is_wecom(const account_config& account);

// A request's path with its query, and its body.
struct knock {
    std::string target;
    std::string body;
};

// Nothing if the configured key is unusable. `forged`: signed with another token.
std::optional<knock> wecom_url_check(const account_config& account, std::int64_t now,
                                     std::string_view challenge, bool forged);
std::optional<knock> wecom_event(const account_config& account, std::int64_t now);

}  // namespace app
