// What a channel adds if it can send by itself, beside answering: pages of blocks become calls of
// the platform's API, answers of the API become verdicts. Knows no HTTP client, store or clock.
// Const and thread-safe, like the adapter.
#pragma once

#include "bot/core/block.h"
#include "bot/core/inbound.h"
#include "bot/core/sending.h"
#include "bot/net/http.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace adapters {

// A call of the platform's API. The address holds a secret: never to be logged.
struct api_call {
    net::method verb = net::method::post;
    std::string url;
    std::string body;
};

// What came back: a status and a body, or nothing.
struct api_answer {
    bool reached = true;  // false: not a byte of the call left this machine
    unsigned status = 0;  // 0: no answer
    std::string_view body;
};

using core::desk_notice;
using core::fresh_token;
using core::verdict;
using core::verdict_kind;

class outgoing_channel {
public:
    virtual ~outgoing_channel() = default;

    virtual core::opening opens(const core::inbound& message) const = 0;
    virtual const core::send_rules& rules() const = 0;

    // How long a call may be repeated without the patient seeing it twice; zero: not at all.
    virtual std::chrono::milliseconds repeatable_for() const = 0;

    // The blocks in pages, each of which fits into one message. Handoffs have no page.
    virtual std::vector<std::vector<core::block>> pages(
        std::span<const core::block> blocks) const = 0;

    // One page for one patient. `number`: of the message, the same at every attempt. None: it
    // cannot be said.
    virtual std::optional<api_call> say(std::string_view user, std::span<const core::block> page,
                                        std::uint64_t number, std::string_view token) const = 0;
    virtual verdict judge(const api_answer& answer, core::wall_time now) const = 0;

    // Whether anybody would read a notice.
    virtual bool has_desk() const = 0;
    virtual std::optional<api_call> tell_desk(const desk_notice& notice, std::uint64_t number,
                                              std::string_view token) const = 0;
    virtual verdict judge_desk(const api_answer& answer, core::wall_time now) const = 0;

    virtual api_call ask_token(bool force) const = 0;
    virtual fresh_token read_token(const api_answer& answer, core::wall_time now) const = 0;
};

}  // namespace adapters
