// What the platform sends: every message and event of wechat §3, written as the platform writes it.
// Pure.
#pragma once

#include "bot/core/error.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace platform {

struct field {
    enum class form { text, bare, nested };  // in CDATA, as it is, or XML of its own
    std::string name;
    std::string value;
    form how = form::text;
};

struct push {
    std::string user;          // openid
    std::int64_t created = 0;  // seconds since 1970
    std::string type;          // MsgType
    std::string msg_id;        // events have none (wechat §3.2)
    std::vector<field> fields;

    bool is_event() const { return type == "event"; }
};

// Values a patient or a script chose, by the names of tests/platform/README.md: "text", "key" ...
using details = std::map<std::string, std::string, std::less<>>;

// The push of that kind with the usual values where `given` has none. `kind` is a message type,
// "sticker", "follow", "unfollow", "scan", "menu", "view", "position", or "event" with `given`
// naming any event of the platform. User, time and id are the caller's to fill in.
// errc::unsupported for an unknown kind, errc::malformed when a value is missing.
core::result<push> compose(std::string_view kind, const details& given);

// The plaintext body. `to` is the account's original id.
std::string to_xml(const push& what, std::string_view to);

// What the patient's own side of the chat shows of it, e.g. "[图片]"; empty for what a patient does
// not see.
std::string shown_as(std::string_view kind, const details& given);

}  // namespace platform
