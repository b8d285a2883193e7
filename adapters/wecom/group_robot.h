// Alerts to operators through a group robot (wecom §5): bodies of webhook/send. Pure. Never with
// patients' words, and the robot's key never in a log.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace adapters::wecom {

constexpr std::size_t robot_text_limit = 2048;  // bytes of UTF-8
constexpr std::size_t robot_markdown_limit = 4096;
constexpr std::size_t robot_messages_per_minute = 20;

// `mentioned`: userids, or "@all". What is longer than the limit ends with "…" between characters:
// an alert that is cut is better than one that is refused.
std::string write_robot_text(std::string_view content, std::span<const std::string_view> mentioned);

// Lines of markdown under a title; `level` colours it.
enum class alert_level { info, warning };
std::string write_robot_alert(alert_level level, std::string_view title,
                              std::span<const std::string_view> lines);

}  // namespace adapters::wecom
