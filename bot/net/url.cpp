#include "bot/net/url.h"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace net {
namespace {

bool take_prefix(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

bool parse_port(std::string_view digits, std::uint16_t& port) {
    const auto* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, port);
    return error == std::errc() && stop == end && port != 0;
}

std::string bracketed(const std::string& host) {
    return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

}  // namespace

std::string url::origin() const {
    return (tls ? "https://" : "http://") + bracketed(host) + ":" + std::to_string(port);
}

std::string url::authority() const {
    const bool usual = port == (tls ? 443 : 80);
    return usual ? bracketed(host) : bracketed(host) + ":" + std::to_string(port);
}

core::result<url> parse_url(std::string_view text) {
    const auto forbidden = [](char c) { return c <= ' ' || c == 0x7f || c == '#' || c == '\\'; };
    if (std::any_of(text.begin(), text.end(), forbidden)) return core::errc::malformed;
    url parsed;
    if (take_prefix(text, "http://")) {
        parsed.tls = false;
        parsed.port = 80;
    } else if (!take_prefix(text, "https://")) {
        return core::errc::malformed;
    }
    const auto authority = text.substr(0, text.find_first_of("/?"));
    const auto target = text.substr(authority.size());
    parsed.target = target.starts_with('/') ? std::string(target) : "/" + std::string(target);

    std::string_view rest = authority;
    if (rest.starts_with('[')) {
        const auto closing = rest.find(']');
        if (closing == std::string_view::npos) return core::errc::malformed;
        parsed.host = rest.substr(1, closing - 1);
        rest.remove_prefix(closing + 1);
    } else {
        parsed.host = rest.substr(0, rest.find(':'));
        rest.remove_prefix(parsed.host.size());
    }
    if (parsed.host.empty() || parsed.host.find('@') != std::string::npos)
        return core::errc::malformed;
    if (!rest.empty() && (rest.front() != ':' || !parse_port(rest.substr(1), parsed.port)))
        return core::errc::malformed;
    return parsed;
}

}  // namespace net
