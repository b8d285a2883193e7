// An absolute http or https address, taken apart. Pure.
#pragma once

#include "bot/core/error.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace net {

struct url {
    bool tls = true;
    std::string host;  // a name or an address, without the brackets of IPv6
    std::uint16_t port = 443;
    std::string target;  // path and query as they go on the wire, at least "/"

    std::string origin() const;     // "https://host:port": equal for what may share a connection
    std::string authority() const;  // for the Host header; the scheme's own port is left out
};

// No user name, no fragment, no blanks or control characters; errc::malformed otherwise.
core::result<url> parse_url(std::string_view text);

}  // namespace net
