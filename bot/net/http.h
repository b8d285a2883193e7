// HTTP as plain values: what the rest of the house sees of a request and a response. No Beast here.
#pragma once

#include "bot/runtime/task.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace net {

using steady_time = std::chrono::steady_clock::time_point;

enum class method { get, head, post, put, del, options, other };

struct http_request {
    method verb = method::get;
    unsigned version = 11;  // 10 or 11
    std::string path;       // percent-encoded as received, without the query
    std::string query;      // raw, without '?'
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string body;
    std::string peer;           // address of the client, no port
    steady_time received_at{};  // first byte of this request

    // First header of that (lower-case) name, empty if absent.
    std::string_view header(std::string_view name) const noexcept;
    // Percent-decoded value of a query parameter ('+' is a blank); empty if absent or not
    // decodable.
    std::string query_value(std::string_view name) const;
};

// Percent-decodes; '+' becomes a blank. False when a '%' is not followed by two hex digits.
bool percent_decode(std::string_view text, std::string& out);
std::string percent_encode(std::string_view text);
void append_percent_encoded(std::string& out, std::string_view text);

struct http_response {
    unsigned status = 200;
    std::string content_type;  // empty: no such header
    std::string body;          // always sent with Content-Length, never chunked
    std::vector<std::pair<std::string, std::string>> headers;
    bool drop =
        false;  // close the connection without a byte: the platform's next attempt is wanted
    bool close = false;  // close the connection after this response
};

// Answers one request. The request outlives the task. Runs on the connection's loop. An exception
// becomes a 500 without detail and a log line.
using http_handler = std::function<runtime::task<http_response>(const http_request&)>;

}  // namespace net
