#include "adapters/wechat/wechat_outgoing.h"

#include "adapters/tencent/access_token.h"
#include "adapters/tencent/api_verdict.h"
#include "adapters/tencent/text_pages.h"
#include "adapters/wechat/customer_message.h"
#include "adapters/wechat/remedy.h"
#include "adapters/wechat/wechat_layout.h"
#include "adapters/wecom/desk_robot.h"

namespace adapters::wechat {
namespace {

using namespace std::chrono_literals;
using core::inbound_kind;
using tencent::as;
using tencent::as_dead;
using tencent::as_rest;
using tencent::as_retry;

constexpr std::uint32_t most_attempts = 4;  // a first one, and after 1, 2 and 4 s

// The platform's days begin at midnight of Beijing.
std::chrono::milliseconds until_midnight(core::wall_time now) {
    const auto there = now + 8h;
    return std::chrono::ceil<std::chrono::days>(there + 1ms) - there;
}

verdict verdict_of(int code, api where, core::wall_time now) {
    switch (remedy_of(code, where)) {
        case remedy::none:
        case remedy::ignore:
            return tencent::as_sent();
        case remedy::retry:
            return as_retry(1s, code, most_attempts);
        case remedy::refresh_token:
            return as(verdict_kind::refresh_token, code);
        case remedy::slow_down:
            return as_rest(60s, code);
        case remedy::wait_for_day:
            return as_rest(until_midnight(now), code, true);
        case remedy::await_user:
            return as(verdict_kind::await_user, code);
        case remedy::stop:
            return as_rest(10min, code, true);
        case remedy::await_admin:
            return as_rest(1h, code, true);
        case remedy::forget_user:
        case remedy::drop:
            return as_dead(code);
        case remedy::renew_media:  // pictures are permanent here: one that is gone is a mistake
        case remedy::shorten:
        case remedy::our_mistake:
            return as_dead(code, true);
        case remedy::unknown_outcome:
            break;
    }
    return as(verdict_kind::unknown, code);
}

}  // namespace

core::opening opening_of(const core::inbound& message) {
    switch (message.kind) {
        case inbound_kind::text:
        case inbound_kind::media:
            return core::opening::message;
        case inbound_kind::pick:
        case inbound_kind::menu:
        case inbound_kind::follow:
            return core::opening::tap;
        case inbound_kind::leave:
        case inbound_kind::notice:
            break;
    }
    return core::opening::none;
}

const core::send_rules& wechat_outgoing::rules() const {
    // Less than the platform's own minute and days: its clock is not ours.
    static const core::send_rules rules{
        {{core::opening::message, 48h - 1min, 5}, {core::opening::tap, 55s, 3}}, {}};
    return rules;
}

std::vector<std::vector<core::block>> wechat_outgoing::pages(
    std::span<const core::block> blocks) const {
    return tencent::split_pages(
        blocks, text_design_limit, text_shape, [this](const core::block& block) {
            const auto* image = std::get_if<core::image_block>(&block);
            return image != nullptr && settings_.pictures.contains(image->image);
        });
}

std::optional<api_call> wechat_outgoing::say(std::string_view user,
                                             std::span<const core::block> page,
                                             std::uint64_t /*number*/,
                                             std::string_view token) const {
    const customer_address to{user, {}};
    const auto* image = page.size() == 1 ? std::get_if<core::image_block>(&page.front()) : nullptr;
    const auto picture =
        image == nullptr ? settings_.pictures.end() : settings_.pictures.find(image->image);
    const auto body =
        picture != settings_.pictures.end()
            ? write_customer_media(to, "image", picture->second)
            : write_customer_text(to, tencent::lay_out(page, text_design_limit, text_shape).text);
    if (!body) return {};
    return api_call{net::method::post,
                    settings_.api_base +
                        "/cgi-bin/message/custom/send?access_token=" + net::percent_encode(token),
                    *body};
}

verdict wechat_outgoing::judge(const api_answer& answer, core::wall_time now) const {
    const auto code = tencent::code_of(answer);
    return code ? verdict_of(*code, api::call, now) : tencent::without_code(answer);
}

std::optional<api_call> wechat_outgoing::tell_desk(const desk_notice& notice,
                                                   std::uint64_t /*number*/,
                                                   std::string_view /*token*/) const {
    return wecom::write_desk_alert(settings_.alert_robot, settings_.id, notice);
}

verdict wechat_outgoing::judge_desk(const api_answer& answer, core::wall_time /*now*/) const {
    return wecom::judge_robot(answer);
}

api_call wechat_outgoing::ask_token(bool force) const {
    return {net::method::post, settings_.api_base + "/cgi-bin/stable_token",
            tencent::write_stable_token(settings_.app_id, settings_.secret, force)};
}

fresh_token wechat_outgoing::read_token(const api_answer& answer, core::wall_time now) const {
    return tencent::as_token(answer, now,
                             [now](int code) { return verdict_of(code, api::token, now); });
}

}  // namespace adapters::wechat
