#include "adapters/wecom/app_render.h"

#include "adapters/tencent/handoffs.h"
#include "adapters/wecom/app_inbound.h"
#include "adapters/wecom/app_reply.h"
#include "adapters/wecom/plain_text.h"

namespace adapters::wecom {
namespace {

constexpr std::string_view button_done = "已选择";

std::string acknowledge_tap(const tencent::reply_head& head, const core::inbound& message) {
    return tencent::is_event_named(message.event, "taskcard_click")
               ? write_update_task_card(head, button_done)
               : write_update_button(head, button_done);
}

}  // namespace

rendered render_app_reply(std::string_view corp_id, const core::inbound& message,
                          std::span<const core::block> blocks, core::wall_time now,
                          app_powers powers) {
    if (blocks.empty()) return {};
    const tencent::reply_head head{message.user, corp_id, now};
    const auto form = reply_to(message);
    if (form == reply_form::none) return {{}, {blocks.begin(), blocks.end()}};
    if (form == reply_form::card)
        return {acknowledge_tap(head, message), {blocks.begin(), blocks.end()}};

    const auto said = tencent::without_handoffs(blocks, powers.has_desk);
    auto laid = tencent::lay_out_page(said, text_limit, plain_text, powers.sends);
    if (laid.text.empty()) return {{}, std::move(laid.rest)};
    return {tencent::write_text(head, laid.text), std::move(laid.rest)};
}

}  // namespace adapters::wecom
