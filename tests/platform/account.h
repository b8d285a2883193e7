// One Official Account as the platform knows it: what its owner entered in the console (wechat §0).
#pragma once

#include <string>

namespace platform {

enum class mode { plaintext, compatible, secure };

struct account {
    std::string id;           // in the configuration; also its name on the page
    std::string original_id;  // gh_...
    std::string app_id;
    std::string token;
    std::string encoding_aes_key;
    std::string previous_encoding_aes_key;  // empty: none
    mode security = mode::secure;
    std::string url;  // where the platform posts
};

}  // namespace platform
