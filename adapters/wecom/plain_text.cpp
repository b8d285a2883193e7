#include "adapters/wecom/plain_text.h"

#include "adapters/tencent/text_markup.h"

#include <array>
#include <variant>

namespace adapters::wecom {
namespace {

using tencent::as_text;

struct shower {
    std::string operator()(const core::text_block& block) const { return as_text(block.text); }
    std::string operator()(const core::image_block& block) const { return as_text(block.alt); }
    std::string operator()(const core::link_block& block) const {
        const bool opens = tencent::is_web_address(block.url);
        return tencent::without_link(block.title, opens ? block.url : block.alt);
    }
    std::string operator()(const core::mini_block& block) const {
        return tencent::without_link(block.title, block.alt);
    }
    std::string operator()(const core::menu_block& block) const {
        return tencent::as_lines(block, tencent::append_numbered_line, tencent::type_a_number);
    }
    std::string operator()(const core::handoff_block&) const { return {}; }
};

std::string show(const core::block& block) {
    return std::visit(shower(), block);
}

constexpr std::array<tencent::show_block, 1> shows{show};

}  // namespace

constinit const tencent::text_shape plain_text{text_limit, shows};

}  // namespace adapters::wecom
