#include "bot/net/framing.h"

#include "bot/net/characters.h"
#include "bot/net/host.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace net {
namespace {

constexpr std::size_t line_end = 2;  // CR LF

refusal bad(std::string_view detail) {
    return {400, detail};
}

// The next line without its CRLF; the scanner has proven that every LF follows a CR.
std::string_view take_line(std::string_view& rest) {
    const auto end = rest.find("\r\n");
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end + line_end);
    return line;
}

method method_of(std::string_view word) {
    static constexpr std::array<std::pair<std::string_view, method>, 6> known{{
        {"POST", method::post},
        {"GET", method::get},
        {"HEAD", method::head},
        {"PUT", method::put},
        {"DELETE", method::del},
        {"OPTIONS", method::options},
    }};
    for (const auto& [name, verb] : known)
        if (name == word) return verb;
    return method::other;
}

std::optional<refusal> parse_request_line(std::string_view line, http_request& out) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return bad("request-line");
    const auto verb = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    const auto version = line.substr(last + 1);

    if (!is_token(verb)) return bad("method");
    if (version == "HTTP/1.1") {
        out.version = 11;
    } else if (version == "HTTP/1.0") {
        out.version = 10;
    } else {
        const bool well_formed = version.size() == 8 && version.starts_with("HTTP/") &&
                                 is_digit(version[5]) && version[6] == '.' && is_digit(version[7]);
        return refusal{well_formed ? 505U : 400U, "version"};
    }
    if (verb == "TRACE" || verb == "CONNECT") return refusal{405, "method"};
    out.verb = method_of(verb);

    // Origin form only: other forms let a proxy and us disagree on which host is meant.
    if (target.empty() || target.front() != '/') return bad("target");
    if (!is_target(target)) return bad("target");
    const auto question = target.find('?');
    out.path = target.substr(0, question);
    out.query = question == std::string_view::npos ? "" : target.substr(question + 1);
    return std::nullopt;
}

// Facts gathered over all fields, judged when the last one is read.
struct findings {
    unsigned hosts = 0;
    std::optional<std::uint64_t> content_length;
    bool transfer_encoding = false;
    bool close = false;
    bool keep_alive = false;
    bool expects_continue = false;
};

std::optional<refusal> read_content_length(std::string_view value, findings& found) {
    // A list ("5, 5") is not digits; eighteen digits cannot overflow.
    if (found.content_length || value.empty() || value.size() > 18 ||
        !std::all_of(value.begin(), value.end(), is_digit))
        return bad("content-length");
    std::uint64_t length = 0;
    for (const char c : value) length = length * 10 + static_cast<std::uint64_t>(c - '0');
    found.content_length = length;
    return std::nullopt;
}

std::optional<refusal> read_transfer_encoding(std::string_view value, findings& found) {
    if (found.transfer_encoding || value.empty()) return bad("transfer-encoding");
    if (!equals_ignoring_case(value, "chunked")) return refusal{501, "transfer-encoding"};
    found.transfer_encoding = true;
    return std::nullopt;
}

void read_connection(std::string_view value, findings& found) {
    while (!value.empty()) {
        const auto comma = value.find(',');
        const auto option = without_blanks(value.substr(0, comma));
        if (equals_ignoring_case(option, "close")) found.close = true;
        if (equals_ignoring_case(option, "keep-alive")) found.keep_alive = true;
        value.remove_prefix(comma == std::string_view::npos ? value.size() : comma + 1);
    }
}

std::optional<refusal> read_field(std::string_view name, std::string_view value, findings& found) {
    // By length first: nearly every field is none of these.
    switch (name.size()) {
        case 4:
            if (name == "host" && (++found.hosts > 1 || !is_host(value))) return bad("host");
            break;
        case 6:
            if (name == "expect") {
                if (!equals_ignoring_case(value, "100-continue")) return refusal{417, "expect"};
                found.expects_continue = true;
            }
            break;
        case 7:
            if (name == "upgrade") return bad("upgrade");
            break;
        case 10:
            if (name == "connection") read_connection(value, found);
            break;
        case 14:
            if (name == "content-length") return read_content_length(value, found);
            break;
        case 17:
            if (name == "transfer-encoding") return read_transfer_encoding(value, found);
            break;
        default:
            break;
    }
    return std::nullopt;
}

framed<body_framing> judge(const findings& found, const http_request& request) {
    if (request.version == 11 && found.hosts == 0) return bad("host");
    if (found.transfer_encoding && (found.content_length || request.version == 10))
        return bad("transfer-encoding");
    body_framing framing;
    framing.length = found.content_length.value_or(0);
    framing.chunked = found.transfer_encoding;
    framing.keep_alive = !found.close && (request.version == 11 || found.keep_alive);
    framing.expects_continue = found.expects_continue && request.version == 11;
    return framing;
}

}  // namespace

framed<std::size_t> head_scanner::find(std::string_view bytes) {
    const auto window = bytes.substr(0, bounds_.head_bytes);
    for (;;) {
        const auto feed = window.find('\n', scanned_);
        if (feed == std::string_view::npos) {
            scanned_ = window.size();
            if (window.size() < bounds_.head_bytes) return std::size_t{0};
            return started_ ? refusal{431, "head-size"} : refusal{414, "head-size"};
        }
        if (feed == 0 || window[feed - 1] != '\r') return bad("bare-line-feed");
        const bool blank = feed - 1 == line_;
        scanned_ = line_ = feed + 1;
        if (blank && started_) return line_;
        // RFC 9112 §2.2: one blank line before the request line is the end of a body gone before.
        if (blank && line_ > line_end) return bad("blank-lines");
        if (!blank) started_ = true;
    }
}

framed<field_line> parse_field(std::string_view line) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return bad("field-without-colon");
    // Also refuses folding and a blank before the colon: a blank is no token character.
    if (!is_token(line.substr(0, colon))) return bad("field-name");
    const auto value = without_blanks(line.substr(colon + 1));
    if (!is_field_value(value)) return bad("field-value");
    return field_line{line.substr(0, colon), value};
}

framed<body_framing> parse_head(std::string_view head, const limits& bounds, http_request& out) {
    if (head.starts_with("\r\n")) head.remove_prefix(line_end);
    if (const auto refused = parse_request_line(take_line(head), out)) return *refused;

    findings found;
    out.headers.clear();
    out.headers.reserve(16);
    while (head.size() > line_end) {
        const auto field = parse_field(take_line(head));
        if (!field) return field.error();
        if (out.headers.size() == bounds.head_fields) return refusal{431, "head-fields"};
        auto& [name, value] = out.headers.emplace_back(field->name, field->value);
        to_lower(name);
        if (const auto refused = read_field(name, field->value, found)) return *refused;
    }
    return judge(found, out);
}

}  // namespace net
