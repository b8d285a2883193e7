// The platforms' APIs under /cgi-bin/: where accounts' `api_base` points to. Tokens, quotas, and
// what a test lets go wrong; each call stands in the exchange log. One loop.
#pragma once

#include "bot/net/http.h"
#include "tests/platform/api/call_quota.h"
#include "tests/platform/api/corp_api.h"
#include "tests/platform/api/kf_api.h"
#include "tests/platform/api/media_shelf.h"
#include "tests/platform/api/misfortune.h"
#include "tests/platform/api/official_api.h"
#include "tests/platform/api/token_desk.h"

namespace platform::api {

class open_api {
public:
    // `house` outlives it.
    open_api(emulator& house, std::uint64_t seed);

    static bool serves(const net::http_request& request) {
        return request.path.starts_with("/cgi-bin/");
    }
    runtime::task<net::http_response> operator()(const net::http_request& request);

    token_desk& tokens() { return tokens_; }
    call_quota& quota() { return quota_; }
    misfortunes& mischief() { return mischief_; }

private:
    served serve(call made);
    // The three end points that hand out tokens. Nothing: another one.
    std::optional<served> token_for(const call& made);
    served official_token(const call& made, bool stable);
    served corp_token(const call& made);
    served media(const call& made);
    void note(const net::http_request& request, const call& made, const served& done,
              std::string_view outcome);

    emulator& house_;
    token_desk tokens_;
    call_quota quota_;
    misfortunes mischief_;
    media_shelf shelf_;
    official_api official_;
    corp_api corp_;
    kf_api kf_;
};

}  // namespace platform::api
