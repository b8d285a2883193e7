// Notices to people at work through a group robot (wecom §5): that somebody waits, or that a
// warning sign has come up. No word of a patient goes this way. Pure.
#pragma once

#include "adapters/outgoing.h"

#include <optional>
#include <string>
#include <string_view>

namespace adapters::wecom {

// `address`: of the robot, with its key.
std::optional<api_call> write_desk_alert(const std::string& address, std::string_view account,
                                         const desk_notice& notice);

verdict judge_robot(const api_answer& answer);

// What an app's call came to (wecom §6.4).
verdict verdict_of_call(int code);
verdict verdict_of_token(int code);

}  // namespace adapters::wecom
