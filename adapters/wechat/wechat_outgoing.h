// The channel `wechat-oa` sends by itself: customer-service messages (wechat §5.1, §5.2, §5.4).
#pragma once

#include "adapters/registry.h"

#include <utility>

namespace adapters::wechat {

// What an inbound message opens: typed words and media five messages, a tap three. A menu that was
// tapped in a message counts as a tap, though it comes as a text.
core::opening opening_of(const core::inbound& message);

class wechat_outgoing final : public outgoing_channel {
public:
    explicit wechat_outgoing(account_settings settings) : settings_(std::move(settings)) {}

    core::opening opens(const core::inbound& message) const override { return opening_of(message); }
    const core::send_rules& rules() const override;
    // There is no key by which the platform would know a message again.
    std::chrono::milliseconds repeatable_for() const override { return {}; }
    std::vector<std::vector<core::block>> pages(std::span<const core::block> blocks) const override;
    std::optional<api_call> say(std::string_view user, std::span<const core::block> page,
                                std::uint64_t number, std::string_view token) const override;
    verdict judge(const api_answer& answer, core::wall_time now) const override;
    // Agents sit in the platform's own desk; only the group robot reaches them.
    bool has_desk() const override { return !settings_.alert_robot.empty(); }
    std::optional<api_call> tell_desk(const desk_notice& notice, std::uint64_t number,
                                      std::string_view token) const override;
    verdict judge_desk(const api_answer& answer, core::wall_time now) const override;
    api_call ask_token(bool force) const override;
    fresh_token read_token(const api_answer& answer, core::wall_time now) const override;

private:
    account_settings settings_;
};

}  // namespace adapters::wechat
