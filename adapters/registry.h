// Channel name in the configuration -> adapter. A plain table: a new channel is one folder, one row
// here, one block in the configuration.
#pragma once

#include "adapters/adapter.h"
#include "adapters/outgoing.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace adapters {

// One account as configured: `env:` and `file:` values are already resolved. Each channel reads the
// fields it knows.
struct account_settings {
    std::string id;
    std::string channel;
    std::string path;
    std::string original_id;
    std::string app_id;
    std::string corp_id;                   // WeCom
    std::int64_t agent_id = 0;             // of a self-built WeCom app; 0: none
    std::vector<std::string> open_kf_ids;  // accounts of WeChat customer service
    std::string token;
    std::string encoding_aes_key;
    std::string previous_encoding_aes_key;  // empty: none
    std::string mode = "secure";            // "plaintext", "compatible" or "secure"
    int max_clock_skew_s = 300;
    bool customer_service = false;                // the account may use the customer-service API
    std::map<std::string, std::string> pictures;  // name in the bundle -> permanent media id
    // For sending by itself; without the secret a channel only answers.
    std::string secret;       // app_secret or secret
    std::string api_base;     // "https://api.weixin.qq.com", no slash at the end
    std::string duty;         // WeCom: the members at the desk, as in "zhang|li"
    std::string alert_robot;  // address of a group robot; holds its key
};

struct problem {
    std::string pointer;  // JSON pointer inside the account, e.g. "/token"
    std::string message;  // what is wrong and what to write; never the value of a secret
};

// An adapter, or everything that is wrong with its settings.
using built = std::variant<std::unique_ptr<adapter>, std::vector<problem>>;

built make_adapter(const account_settings& settings);

// What the account can send by itself; null if its channel cannot or it has no right to. The
// settings are those of an adapter that could be made.
std::unique_ptr<outgoing_channel> make_outgoing(const account_settings& settings);

// Names that `channel` may have, sorted.
std::vector<std::string_view> channels();

}  // namespace adapters
