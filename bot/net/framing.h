// The gate that decides where a request ends, by RFC 9112 read strictly: whatever two parsers could
// read in two ways is refused, and after a refusal the connection closes. Pure functions of bytes.
#pragma once

#include "bot/net/http.h"
#include "bot/net/limits.h"

#include <boost/system/result.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace net {

// Why a request is not let in. `detail` is a static word for the log, never for the stranger.
struct refusal {
    constexpr refusal() = default;
    constexpr refusal(unsigned answer, std::string_view why) : status(answer), detail(why) {}
    unsigned status = 400;  // 0: close without a word
    std::string_view detail;
};

template <class T>
using framed = boost::system::result<T, refusal>;

// How the body of a request is delimited and what follows it.
struct body_framing {
    std::uint64_t length = 0;  // when not chunked
    bool chunked = false;
    bool keep_alive = true;
    bool expects_continue = false;
};

// Finds the blank line that ends a head, over as many calls as its bytes need to arrive.
class head_scanner {
public:
    explicit head_scanner(const limits& bounds) : bounds_(bounds) {}

    // Size of the head with its blank line; 0 while more bytes are needed. `bytes` begins at the
    // head's first byte in every call.
    framed<std::size_t> find(std::string_view bytes);

private:
    const limits& bounds_;
    std::size_t line_ = 0;     // where the current line begins
    std::size_t scanned_ = 0;  // bytes looked at
    bool started_ = false;     // a line that is not blank was seen
};

// Reads a head that head_scanner found complete into `out` (verb, version, target, headers).
framed<body_framing> parse_head(std::string_view head, const limits& bounds, http_request& out);

// Reads one field line without its CRLF; shared with the trailers of a chunked body.
struct field_line {
    std::string_view name;
    std::string_view value;  // without blanks at its ends
};
framed<field_line> parse_field(std::string_view line);

}  // namespace net
