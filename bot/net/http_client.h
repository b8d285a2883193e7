// Asking another machine over HTTP, as plain values and one interface. https_client is the real
// one; tests hand in scripted ones.
#pragma once

#include "bot/core/error.h"
#include "bot/net/http.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace net {

struct client_request {
    method verb = method::get;
    std::string url;
    std::string body;
    // Host, Content-Length and Connection are the client's own business and must not be here.
    std::vector<std::pair<std::string, std::string>> headers;
    unsigned version = 11;                    // 10 or 11
    std::chrono::milliseconds limit{10'000};  // from the call to the last byte of the answer
    std::size_t max_body = 1 << 20;           // bytes of the answer's body
    bool fresh_connection = false;            // do not reuse an open one
    bool public_only = false;  // never connect to a private address, whatever the name says
};

struct client_response {
    unsigned status = 0;
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string body;

    // First header of that (lower-case) name, empty if absent.
    std::string_view header(std::string_view name) const noexcept;
};

// Why there is no answer, in the order of an exchange.
enum class client_errc {
    bad_request = 1,  // not an address we can ask, or a header that would split the request
    unresolved,       // the name has no address
    forbidden,        // the name leads to an address that `public_only` excludes
    unreachable,      // refused, reset or no route while connecting
    untrusted,        // the TLS handshake failed: chain, name or protocol
    not_sent_in_time,
    timed_out,  // from here on the request, or part of it, may have reached the peer
    cut_off,
    malformed,
    too_large,
};

boost::system::error_code make_error_code(client_errc code) noexcept;

// False only when not one byte of the request was sent, so that repeating it cannot do a thing
// twice.
bool may_have_reached_peer(const boost::system::error_code& error) noexcept;

class http_client {
public:
    virtual ~http_client() = default;

    // Never follows redirects. The client outlives the task.
    virtual runtime::task<core::result<client_response>> send(client_request request) = 0;
};

}  // namespace net

template <>
struct boost::system::is_error_code_enum<net::client_errc> : std::true_type {};
