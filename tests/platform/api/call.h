// One call of the platforms' APIs, and what is answered: JSON with status 200, whatever went wrong
// (wechat §5, wecom §6).
#pragma once

#include "adapters/tencent/json_value.h"
#include "bot/core/clock.h"
#include "bot/net/http.h"

#include <optional>
#include <string>
#include <string_view>

namespace platform::api {

using json_document = adapters::tencent::json_document;
using json_value = adapters::tencent::json_value;

struct call {
    const net::http_request& request;
    std::string api;  // path after /cgi-bin/
    core::wall_time now{};
    std::string owner = {};  // of the token; empty where none is needed
};

struct served {
    int code = 0;           // errcode
    std::string body{};     // empty: the usual words for the code
    std::string account{};  // whom it concerned, for the log
    std::string user{};
    std::string content_type{};  // empty: JSON
};

// {"errcode":...,"errmsg":...}, as the platforms word it.
std::string result_json(int code);

// A JSON body; or nothing, and in `code` what refuses it: 44002 empty, 40033 escapes for what
// should be raw UTF-8, 47001 no JSON.
std::optional<json_document> read_body(const std::string& body, int& code);

}  // namespace platform::api
