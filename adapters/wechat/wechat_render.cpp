#include "adapters/wechat/wechat_render.h"

#include "adapters/tencent/handoffs.h"
#include "adapters/wechat/wechat_inbound.h"
#include "adapters/wechat/wechat_layout.h"
#include "adapters/wechat/wechat_reply.h"

#include <algorithm>
#include <string_view>

namespace adapters::wechat {
namespace {

using core::inbound_kind;
using tencent::is_handoff;

constexpr std::string_view handoff_follows = "（请再发一条消息，即可转接人工客服）";

// transfer_customer_service answers messages only (wechat §3.2).
bool can_be_handed_over(const core::inbound& message) {
    return message.kind == inbound_kind::text || message.kind == inbound_kind::pick ||
           message.kind == inbound_kind::media;
}

std::vector<core::block> copy_of(std::span<const core::block> blocks) {
    return {blocks.begin(), blocks.end()};
}

const std::string* media_id_of(const wechat_settings& settings, const core::block& block) {
    const auto* image = std::get_if<core::image_block>(&block);
    if (image == nullptr) return nullptr;
    const auto found = settings.pictures.find(image->image);
    return found == settings.pictures.end() ? nullptr : &found->second;
}

// What of `blocks` is said before a handoff takes over, and where the handoff stands.
struct order {
    std::span<const core::block> said;
    std::span<const core::block> later;
};

order before_handoff(std::span<const core::block> blocks) {
    const auto at =
        static_cast<std::size_t>(std::ranges::find_if(blocks, is_handoff) - blocks.begin());
    return {blocks.first(at), blocks.subspan(at)};
}

rendered render_text(const tencent::reply_head& head, const order& given, bool rest_is_sent) {
    // Room is kept for the hint that may have to follow.
    std::size_t room = text_design_limit;
    if (!given.later.empty()) room -= tencent::hint_gap.size() + handoff_follows.size();
    auto laid = tencent::lay_out_page(given.said, room, text_shape, rest_is_sent);
    if (laid.rest.empty() && !given.later.empty())
        tencent::append_hint(laid.text, handoff_follows, text_shape);
    laid.rest.insert(laid.rest.end(), given.later.begin(), given.later.end());
    if (laid.text.empty()) return {{}, std::move(laid.rest)};
    return {tencent::write_text(head, laid.text), std::move(laid.rest)};
}

}  // namespace

rendered render_reply(const wechat_settings& settings, const core::inbound& message,
                      std::span<const core::block> blocks, core::wall_time now) {
    if (blocks.empty()) return {};
    if (!accepts_reply(message)) return {{}, copy_of(blocks)};

    const tencent::reply_head head{message.user, settings.original_id, now};
    if (blocks.size() == 1)
        if (const auto* media_id = media_id_of(settings, blocks.front()))
            return {tencent::write_image(head, *media_id), {}};

    std::vector<core::block> kept;
    if (!settings.customer_service && std::ranges::any_of(blocks, is_handoff)) {
        kept = tencent::without_handoffs(blocks);
        blocks = kept;
    }
    if (is_handoff(blocks.front())) {
        if (can_be_handed_over(message)) return {write_transfer(head), copy_of(blocks.subspan(1))};
        // Said first instead, so that an event is not left without an answer.
        kept = copy_of(blocks);
        std::stable_partition(kept.begin(), kept.end(),
                              [](const core::block& each) { return !is_handoff(each); });
        blocks = kept;
    }
    // The account sends the rest itself: this message has opened a window for it.
    return render_text(head, before_handoff(blocks), settings.sends);
}

}  // namespace adapters::wechat
