// The channel `wecom-app` sends by itself: message/send of a self-built app (wecom §6.1, §6.2).
#pragma once

#include "adapters/registry.h"

#include <utility>

namespace adapters::wecom {

class app_outgoing final : public outgoing_channel {
public:
    explicit app_outgoing(account_settings settings) : settings_(std::move(settings)) {}

    // Members may be written to at any time.
    core::opening opens(const core::inbound& message) const override;
    const core::send_rules& rules() const override;
    // The platform drops what it has seen already, if asked to.
    std::chrono::milliseconds repeatable_for() const override;
    std::vector<std::vector<core::block>> pages(std::span<const core::block> blocks) const override;
    std::optional<api_call> say(std::string_view user, std::span<const core::block> page,
                                std::uint64_t number, std::string_view token) const override;
    verdict judge(const api_answer& answer, core::wall_time now) const override;
    bool has_desk() const override {
        return !settings_.duty.empty() || !settings_.alert_robot.empty();
    }
    // To the members at the desk, with the summary; without any, to the robot.
    std::optional<api_call> tell_desk(const desk_notice& notice, std::uint64_t number,
                                      std::string_view token) const override;
    verdict judge_desk(const api_answer& answer, core::wall_time now) const override;
    api_call ask_token(bool force) const override;
    fresh_token read_token(const api_answer& answer, core::wall_time now) const override;

private:
    api_call text_to(std::string_view users, std::string_view text, std::uint64_t number,
                     std::string_view token) const;

    account_settings settings_;
};

}  // namespace adapters::wecom
