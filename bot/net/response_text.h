// A response as it goes over the wire: one contiguous run of bytes, so that it leaves in one write.
#pragma once

#include "bot/net/http.h"

#include <string>
#include <string_view>

namespace net {

// What the connection adds to what the handler said.
struct delivery_terms {
    unsigned version = 11;   // of the request
    bool keep_alive = true;  // the connection stays open
    bool head_only = false;  // answer to HEAD: the length, not the body
};

// Appends status line, headers and body to `out`. Always with Content-Length where the status
// allows one, never chunked, never a Server header. A header with a character that could end its
// line is left out: whoever made it wanted to write headers of his own.
void append_response(std::string& out, const http_response& response, const delivery_terms& terms);

std::string_view reason_of(unsigned status) noexcept;

}  // namespace net
