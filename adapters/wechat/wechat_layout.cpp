#include "adapters/wechat/wechat_layout.h"

#include "adapters/tencent/text_markup.h"
#include "adapters/wechat/wechat_markup.h"

#include <array>
#include <variant>

namespace adapters::wechat {
namespace {

using tencent::as_text;

// Desktop clients may not follow tap lines (wechat §4.3), so typing is always offered.
struct tappable {
    std::string operator()(const core::text_block& block) const { return as_text(block.text); }
    std::string operator()(const core::image_block& block) const { return as_text(block.alt); }
    std::string operator()(const core::link_block& block) const { return as_link(block); }
    std::string operator()(const core::mini_block& block) const { return as_mini_link(block); }
    std::string operator()(const core::menu_block& block) const {
        return tencent::as_lines(block, append_tap_line, "（可点选，也可回复数字）");
    }
    std::string operator()(const core::handoff_block&) const { return {}; }
};

std::string show_tappable(const core::block& block) {
    return std::visit(tappable(), block);
}

std::string show_numbered(const core::block& block) {
    if (const auto* menu = std::get_if<core::menu_block>(&block))
        return tencent::as_lines(*menu, tencent::append_numbered_line, tencent::type_a_number);
    return show_tappable(block);
}

constexpr std::array<tencent::show_block, 2> shows{show_tappable, show_numbered};

}  // namespace

constinit const tencent::text_shape text_shape{text_hard_limit, shows};

}  // namespace adapters::wechat
