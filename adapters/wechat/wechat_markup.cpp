#include "adapters/wechat/wechat_markup.h"

#include "bot/net/http.h"

#include <algorithm>

namespace adapters::wechat {
namespace {

bool is_web_address(std::string_view url) {
    return url.starts_with("https://") || url.starts_with("http://");
}

// An attribute's value: what could end it or its tag is percent-encoded.
std::string as_attribute(std::string_view value) {
    std::string out;
    out.reserve(value.size());
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= ' ' || byte == 0x7F || c == '"' || c == '<' || c == '>')
            out.append(net::percent_encode({&c, 1}));
        else
            out.push_back(c);
    }
    return out;
}

// A label stays on its line.
std::string on_one_line(std::string_view words) {
    std::string out(words);
    std::ranges::replace_if(
        out, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return out;
}

void append_as_text(std::string& out, std::string_view words) {
    for (auto at = words.find('<'); at != std::string_view::npos; at = words.find('<')) {
        out.append(words.substr(0, at)).append("＜");
        words.remove_prefix(at + 1);
    }
    out.append(words);
}

std::string anchor(std::string_view attributes, std::string_view words) {
    std::string out = "<a";
    out.append(attributes).append(">").append(as_text(on_one_line(words))).append("</a>");
    return out;
}

std::string attribute(std::string_view name, std::string_view value) {
    return std::string(" ").append(name).append("=\"").append(as_attribute(value)).append("\"");
}

std::string without_link(std::string_view title, std::string_view alt) {
    std::string out = as_text(title);
    if (!alt.empty() && alt != title) out.append(out.empty() ? "" : "\n").append(as_text(alt));
    return out;
}

}  // namespace

std::string as_text(std::string_view words) {
    std::string out;
    append_as_text(out, words);
    return out;
}

std::string as_link(const core::link_block& link) {
    if (!is_web_address(link.url)) return without_link(link.title, link.alt);
    auto shown = anchor(attribute("href", link.url), link.title.empty() ? link.url : link.title);
    return shown.size() <= link_limit ? shown : without_link(link.title, link.alt);
}

std::string as_mini_link(const core::mini_block& mini) {
    if (mini.app_id.empty() || mini.title.empty()) return without_link(mini.title, mini.alt);
    std::string attributes;
    if (is_web_address(mini.alt)) attributes.append(attribute("href", mini.alt));
    attributes.append(attribute("data-miniprogram-appid", mini.app_id));
    attributes.append(attribute("data-miniprogram-path", mini.path));
    auto shown = anchor(attributes, mini.title);
    return shown.size() <= link_limit ? shown : without_link(mini.title, mini.alt);
}

std::string as_tap_line(std::size_t number, const core::menu_item& item) {
    // The client refuses a link without both parameters.
    if (item.pick.empty() || item.label.empty()) return as_numbered_line(number, item);
    const std::string label = on_one_line(item.label);
    std::string shown;
    shown.reserve(96 + 4 * label.size() + 3 * item.pick.size());
    // Percent-encoding leaves nothing that could end the attribute.
    shown.append("<a href=\"weixin://bizmsgmenu?msgmenucontent=");
    net::append_percent_encoded(shown, label);
    shown.append("&msgmenuid=");
    net::append_percent_encoded(shown, item.pick);
    shown.append("\">").append(std::to_string(number)).append(". ");
    append_as_text(shown, label);
    shown.append("</a>");
    return shown.size() <= link_limit ? shown : as_numbered_line(number, item);
}

std::string as_numbered_line(std::size_t number, const core::menu_item& item) {
    return std::to_string(number) + ". " + as_text(on_one_line(item.label));
}

}  // namespace adapters::wechat
