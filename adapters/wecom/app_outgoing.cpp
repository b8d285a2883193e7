#include "adapters/wecom/app_outgoing.h"

#include "adapters/tencent/access_token.h"
#include "adapters/tencent/api_verdict.h"
#include "adapters/tencent/json_writer.h"
#include "adapters/tencent/text_markup.h"
#include "adapters/tencent/text_pages.h"
#include "adapters/wecom/desk_robot.h"
#include "adapters/wecom/plain_text.h"
#include "bot/core/text.h"

namespace adapters::wecom {
namespace {

using namespace std::chrono_literals;

// The platform compares whole requests, so that two messages of the same words would be one: the
// interval, which nobody sees, tells them apart.
constexpr std::chrono::seconds shortest_check = 600s;
constexpr std::uint64_t check_variants = 600;

std::string notice_text(const desk_notice& notice) {
    std::string text;
    if (notice.interrupt.empty())
        text.append("【转人工】").append(notice.queue);
    else
        text.append("【危险信号】").append(notice.interrupt).append("，请立即查看会话");
    text.append("\n用户：").append(notice.user);
    if (!notice.summary.empty()) text.append("\n").append(tencent::as_text(notice.summary));
    text.resize(core::utf8_prefix(text, text_limit));
    return text;
}

}  // namespace

core::opening app_outgoing::opens(const core::inbound& /*message*/) const {
    return core::opening::message;
}

const core::send_rules& app_outgoing::rules() const {
    // What is over is dropped silently, so a little is left: seconds of the platform are not ours.
    static const core::send_rules rules{{}, {{62s, 30}, {1h + 1min, 1000}}};
    return rules;
}

std::chrono::milliseconds app_outgoing::repeatable_for() const {
    return shortest_check - 30s;
}

std::vector<std::vector<core::block>> app_outgoing::pages(
    std::span<const core::block> blocks) const {
    return tencent::split_pages(blocks, text_limit, plain_text,
                                [](const core::block&) { return false; });
}

std::optional<api_call> app_outgoing::say(std::string_view user, std::span<const core::block> page,
                                          std::uint64_t number, std::string_view token) const {
    const auto text = tencent::lay_out(page, text_limit, plain_text).text;
    if (text.empty()) return {};
    return text_to(user, text, number, token);
}

api_call app_outgoing::text_to(std::string_view users, std::string_view text, std::uint64_t number,
                               std::string_view token) const {
    api_call call{
        net::method::post,
        settings_.api_base + "/cgi-bin/message/send?access_token=" + net::percent_encode(token),
        {}};
    tencent::json_writer json(call.body);
    json.begin();
    json.text("touser", users);
    json.text("msgtype", "text");
    json.number("agentid", settings_.agent_id);
    json.begin("text");
    json.text("content", text);
    json.end();
    json.number("enable_duplicate_check", 1);
    json.number("duplicate_check_interval",
                shortest_check.count() + static_cast<std::int64_t>(number % check_variants));
    json.end();
    return call;
}

verdict app_outgoing::judge(const api_answer& answer, core::wall_time /*now*/) const {
    const auto code = tencent::code_of(answer);
    return code ? verdict_of_call(*code) : tencent::without_code(answer);
}

std::optional<api_call> app_outgoing::tell_desk(const desk_notice& notice, std::uint64_t number,
                                                std::string_view token) const {
    if (settings_.duty.empty())
        return write_desk_alert(settings_.alert_robot, settings_.id, notice);
    return text_to(settings_.duty, notice_text(notice), number, token);
}

verdict app_outgoing::judge_desk(const api_answer& answer, core::wall_time now) const {
    return settings_.duty.empty() ? judge_robot(answer) : judge(answer, now);
}

// gettoken knows no force: a token that was refused is simply asked for again (wecom §6.1).
api_call app_outgoing::ask_token(bool /*force*/) const {
    return {net::method::get,
            settings_.api_base + tencent::gettoken_target(settings_.corp_id, settings_.secret),
            {}};
}

fresh_token app_outgoing::read_token(const api_answer& answer, core::wall_time now) const {
    return tencent::as_token(answer, now, verdict_of_token);
}

}  // namespace adapters::wecom
