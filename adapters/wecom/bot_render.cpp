#include "adapters/wecom/bot_render.h"

#include "adapters/tencent/handoffs.h"
#include "adapters/tencent/text_markup.h"
#include "adapters/wecom/bot_reply.h"
#include "adapters/wecom/plain_text.h"

#include <array>

namespace adapters::wecom {
namespace {

using core::inbound_kind;

constexpr std::size_t card_text_limit = 330;  // the page advises 112 characters
constexpr std::string_view card_title = "导诊";
constexpr std::string_view go_on = "继续";

// Words never become a link, a picture or a "<think>": their brackets are full-width.
std::string as_markdown(std::string_view words) {
    std::string out;
    for (const char c : tencent::as_text(words)) {
        if (c == '[' || c == ']')
            out.append(c == '[' ? "［" : "］");
        else
            out.push_back(c);
    }
    return out;
}

std::string as_markdown_link(const core::link_block& link) {
    constexpr std::string_view ends_address = " ()<>\n\"";
    const bool opens = tencent::is_web_address(link.url) &&
                       link.url.find_first_of(ends_address) == std::string::npos;
    if (!opens) return as_markdown(tencent::without_link(link.title, link.alt));
    std::string out = "[";
    out.append(as_markdown(tencent::one_line(link.title.empty() ? link.url : link.title).words()));
    return out.append("](").append(link.url).append(")");
}

struct shower {
    std::string operator()(const core::text_block& block) const { return as_markdown(block.text); }
    std::string operator()(const core::image_block& block) const { return as_markdown(block.alt); }
    std::string operator()(const core::link_block& block) const { return as_markdown_link(block); }
    std::string operator()(const core::mini_block& block) const {
        return as_markdown(tencent::without_link(block.title, block.alt));
    }
    std::string operator()(const core::menu_block& block) const {
        return as_markdown(
            tencent::as_lines(block, tencent::append_numbered_line, tencent::type_a_number));
    }
    std::string operator()(const core::handoff_block&) const { return {}; }
};

std::string show(const core::block& block) {
    return std::visit(shower(), block);
}

constexpr std::array<tencent::show_block, 1> shows{show};
constexpr tencent::text_shape markdown{stream_limit, shows};

rendered render_card(const core::inbound& message, std::span<const core::block> blocks) {
    const auto* menu = std::get_if<core::menu_block>(&blocks.back());
    const bool has_buttons =
        menu != nullptr && !menu->items.empty() && menu->items.size() <= most_buttons;
    std::vector<core::block> said(blocks.begin(), blocks.end() - (has_buttons ? 1 : 0));
    if (has_buttons && !menu->head.empty()) said.emplace_back(core::text_block{menu->head});
    auto laid = tencent::lay_out_page(said, card_text_limit, plain_text);
    const std::array<core::menu_item, 1> only{
        core::menu_item{std::string(go_on), std::string(go_on)}};
    std::span<const core::menu_item> buttons(only);
    if (has_buttons && laid.rest.empty())
        buttons = menu->items;
    else if (has_buttons)
        laid.rest.emplace_back(*menu);
    return {write_card_update({message.card, card_title, laid.text, buttons}),
            std::move(laid.rest)};
}

}  // namespace

rendered render_bot_reply(const core::inbound& message, std::span<const core::block> blocks) {
    const auto said = tencent::without_handoffs(blocks);
    if (said.empty()) return {};
    if (message.kind == inbound_kind::pick) return render_card(message, said);
    const bool is_welcome = message.kind == inbound_kind::follow;
    auto laid = is_welcome ? tencent::lay_out_page(said, text_limit, plain_text)
                           : tencent::lay_out_page(said, stream_limit, markdown);
    if (laid.text.empty()) return {{}, std::move(laid.rest)};
    return {is_welcome ? write_welcome(laid.text)
                       : write_stream({stream_id_of(message.delivery_key), true, laid.text, {}}),
            std::move(laid.rest)};
}

}  // namespace adapters::wecom
