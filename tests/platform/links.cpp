#include "tests/platform/links.h"

#include "bot/net/http.h"

#include <optional>

namespace platform {
namespace {

constexpr std::string_view tap_prefix = "weixin://bizmsgmenu?";

// The value of href in the inside of an <a ...> tag; nothing without quotes or without href.
std::optional<std::string_view> href_of(std::string_view tag) {
    const auto name = tag.find("href=");
    if (name == std::string_view::npos || name + 5 >= tag.size()) return std::nullopt;
    const char quote = tag[name + 5];
    if (quote != '"' && quote != '\'') return std::nullopt;
    const auto value = tag.substr(name + 6);
    const auto end = value.find(quote);
    if (end == std::string_view::npos) return std::nullopt;
    return value.substr(0, end);
}

// A client sends nothing for a line that lacks one of the two parameters, so it is no tap.
std::optional<segment> tap_of(std::string_view href, std::string_view shown) {
    net::http_request query;
    query.query = href.substr(tap_prefix.size());
    segment tap{segment::kind::tap, std::string(shown), std::string(href),
                query.query_value("msgmenucontent"), query.query_value("msgmenuid")};
    if (tap.content.empty() || tap.menu_id.empty()) return std::nullopt;
    return tap;
}

// The link at the front of `text` and its length, or nothing when the phone would show the bytes
// as they are.
std::optional<segment> link_at(std::string_view text, std::size_t& length) {
    const auto closing = text.find('>');
    if (closing == std::string_view::npos) return std::nullopt;
    const auto end = text.find("</a>", closing);
    const auto href = href_of(text.substr(0, closing));
    if (end == std::string_view::npos || !href) return std::nullopt;
    const auto shown = text.substr(closing + 1, end - closing - 1);
    length = end + 4;
    if (href->starts_with(tap_prefix)) return tap_of(*href, shown);
    if (!href->starts_with("http://") && !href->starts_with("https://")) return std::nullopt;
    return segment{segment::kind::link, std::string(shown), std::string(*href), {}, {}};
}

}  // namespace

std::vector<segment> segments_of(std::string_view text) {
    std::vector<segment> pieces;
    std::string plain;
    const auto flush = [&] {
        if (!plain.empty()) pieces.push_back({segment::kind::text, std::move(plain), {}, {}, {}});
        plain.clear();
    };
    while (!text.empty()) {
        std::size_t length = 1;
        if (text.starts_with("<a ")) {
            if (auto link = link_at(text, length)) {
                flush();
                pieces.push_back(std::move(*link));
                text.remove_prefix(length);
                continue;
            }
            length = 1;
        }
        plain.push_back(text.front());
        text.remove_prefix(1);
    }
    flush();
    return pieces;
}

}  // namespace platform
