// A WeCom account's settings, checked (wecom §1.1).
#pragma once

#include "adapters/registry.h"
#include "adapters/tencent/sealed_door.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace adapters::wecom {

struct wecom_settings {
    std::string account;
    std::string corp_id;        // receives what is sealed; empty for AI bots (wecom §1.3)
    std::int64_t agent_id = 0;  // of a self-built app
    tencent::sealed_door door;
    bool sends = false;     // by itself: the secret is there
    bool has_desk = false;  // somebody is told of hand-offs
};

// What the channel's callbacks are sealed for.
enum class door_kind { app, bot, customer_service };

// The settings, or every problem found. WeCom does not ask for a time window and sends late, so it
// is never narrower than ten minutes (wecom §8.1, 24).
std::variant<wecom_settings, std::vector<problem>> check_settings(const account_settings& given,
                                                                  door_kind kind);

}  // namespace adapters::wecom
