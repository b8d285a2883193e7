// Answers in WeChat customer service: bodies of API calls, one on a line, each complete, so that
// what is recorded can be sent and sent again as it is (wecom §3.5-§3.7, §3.9). Pure.
#pragma once

#include "adapters/adapter.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace adapters::wecom {

// One customer turn takes three messages of the platform's five at most (wecom §3.5); a welcome is
// one. A handoff ends with the change of the session to the pool of waiting customers.
rendered render_kf_reply(const core::inbound& message, std::span<const core::block> blocks);

// The calls of a rendered body, in order.
struct kf_call {
    std::string_view api;  // behind /cgi-bin/
    std::string_view body;
};
std::vector<kf_call> kf_calls(std::string_view rendered_body);

}  // namespace adapters::wecom
