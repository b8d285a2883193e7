// Is an answer one that the platform would show (wechat §4, §7.1.4)? Strict on purpose: on the real
// platform an answer that fails here becomes the failure notice on a patient's phone. Pure.
#pragma once

#include "bot/net/http_client.h"
#include "tests/platform/account.h"
#include "tests/platform/envelope.h"
#include "tests/platform/links.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace platform {

struct article {
    std::string title;
    std::string description;
    std::string picture;
    std::string url;
};

// What the patient gets to see.
struct reply {
    std::string type;
    std::string text;   // of a text reply
    std::string media;  // media id of a picture, voice, video or piece of music
    std::vector<article> articles;
    std::string desk;  // of transfer_customer_service: the named agent, may be empty
    std::vector<segment> pieces = {};  // where the type itself knows what is tapped: menus, cards
};

enum class ruling { acknowledged, replied, illegal };

struct verdict {
    ruling outcome = ruling::illegal;
    std::string_view reason;  // static word, why it is illegal; empty otherwise
    std::string plaintext;    // the opened body; equal for equal answers
    reply message;
};

// What was asked, as far as the answer has to fit it.
struct question {
    const account& to;
    const sealer& keys;
    std::string user;
    sealing how;         // as the push was sealed
    bool event = false;  // an event takes up to 8 articles, a message 1
    const std::set<std::string, std::less<>>& media;  // ids the platform has in store
};

verdict judge(const question& asked, const net::client_response& answer);

}  // namespace platform
