#include "adapters/wechat/wechat_markup.h"

#include "adapters/tencent/text_markup.h"
#include "bot/net/http.h"

namespace adapters::wechat {
namespace {

using tencent::append_as_text;
using tencent::as_numbered_line;
using tencent::as_text;
using tencent::is_web_address;
using tencent::on_one_line;
using tencent::without_link;

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

std::string anchor(std::string_view attributes, std::string_view words) {
    std::string out = "<a";
    out.append(attributes).append(">").append(as_text(on_one_line(words))).append("</a>");
    return out;
}

std::string attribute(std::string_view name, std::string_view value) {
    return std::string(" ").append(name).append("=\"").append(as_attribute(value)).append("\"");
}

}  // namespace

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

}  // namespace adapters::wechat
