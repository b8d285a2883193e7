// An Official Account's settings, checked (wechat §0).
#pragma once

#include "adapters/registry.h"

#include <chrono>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace adapters::wechat {

// What the operator set in the platform's console. It is never guessed from a request (wechat
// §1.2).
enum class security_mode { plaintext, compatible, secure };

struct wechat_settings {
    std::string account;
    std::string original_id;
    std::string app_id;
    std::string token;
    std::string encoding_aes_key;           // may be empty in plaintext mode only
    std::string previous_encoding_aes_key;  // empty: none
    security_mode mode = security_mode::secure;
    std::chrono::seconds max_clock_skew{300};
    bool customer_service = false;
    bool sends = false;  // by itself: the right and the secret are there
    std::map<std::string, std::string, std::less<>> pictures;  // name -> permanent media id
};

// The settings, or every problem found. Messages never repeat a secret.
std::variant<wechat_settings, std::vector<problem>> check_settings(const account_settings& given);

}  // namespace adapters::wechat
