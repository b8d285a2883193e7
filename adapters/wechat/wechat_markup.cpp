#include "adapters/wechat/wechat_markup.h"

#include "adapters/tencent/text_markup.h"
#include "bot/net/http.h"

namespace adapters::wechat {
namespace {

using tencent::append_as_text;
using tencent::append_number;
using tencent::append_numbered_line;
using tencent::as_text;
using tencent::is_web_address;
using tencent::one_line;
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
    out.append(attributes).append(">").append(as_text(one_line(words).words())).append("</a>");
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

void append_tap_line(std::string& out, std::size_t number, const core::menu_item& item) {
    // The client refuses a link without both parameters.
    if (item.pick.empty() || item.label.empty()) return append_numbered_line(out, number, item);
    const std::size_t before = out.size();
    const one_line label(item.label);
    // Percent-encoding leaves nothing that could end the attribute.
    out.append("<a href=\"weixin://bizmsgmenu?msgmenucontent=");
    net::append_percent_encoded(out, label.words());
    out.append("&msgmenuid=");
    net::append_percent_encoded(out, item.pick);
    out.append("\">");
    append_number(out, number);
    append_as_text(out, label.words());
    out.append("</a>");
    if (out.size() - before <= link_limit) return;
    out.resize(before);
    append_numbered_line(out, number, item);
}

}  // namespace adapters::wechat
