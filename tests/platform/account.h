// One account as its platform knows it: what its owner entered in the console (wechat §0, wecom
// §1.1).
#pragma once

#include <cstdint>
#include <string>

namespace platform {

enum class mode { plaintext, compatible, secure };
enum class channel { official, wecom_app, customer_service };

struct account {
    std::string id;           // in the configuration; also its name on the page
    std::string original_id;  // gh_...
    std::string app_id;
    std::string token;
    std::string encoding_aes_key;
    std::string previous_encoding_aes_key;  // empty: none
    mode security = mode::secure;
    std::string url;  // where the platform posts
    channel kind = channel::official;
    std::string corp_id = {};     // WeCom: receives what is sealed
    std::int64_t agent_id = 0;    // of a self-built app
    std::string secret = {};      // for access tokens
    std::string open_kf_id = {};  // of an account of WeChat customer service
};

// To whom a token belongs: an Official Account, or one app of a corp.
inline std::string owner_of(const account& one) {
    return one.kind == channel::official ? one.app_id : one.corp_id + "/" + one.secret;
}

}  // namespace platform
