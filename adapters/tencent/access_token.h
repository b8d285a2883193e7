// Access tokens of the platforms' APIs (wechat §5.1, wecom §6.1): what is asked, what comes back,
// and when to ask again. Pure; one holder for an account over all machines is the session's matter.
#pragma once

#include "adapters/tencent/fault.h"
#include "bot/core/clock.h"

#include <chrono>
#include <string>
#include <string_view>

namespace adapters::tencent {

// Body of POST /cgi-bin/stable_token. `force` kills the token in use at once: 20 times a day, 30 s
// apart.
std::string write_stable_token(std::string_view app_id, std::string_view secret, bool force);

// Path and query of GET /cgi-bin/gettoken, percent-encoded. Holds a secret: never to be logged.
std::string gettoken_target(std::string_view corp_id, std::string_view secret);

struct access_token {
    std::string value;
    core::wall_time expires{};
};

// Either a token, or the platform's code. `json_field` if it is neither.
struct token_answer {
    int code = 0;
    access_token token;  // if `code` is 0
};
outcome<token_answer> read_token(std::string_view body, core::wall_time now);

// Old and new tokens overlap for five minutes, so the time to ask is that much earlier, and
// `spread` (0 to 1, random) up to five minutes more, so that not all machines ask at once. A token
// that lives less than ten minutes is renewed at half its time.
core::wall_time renewal_of(const access_token& token, core::wall_time taken, double spread);

}  // namespace adapters::tencent
