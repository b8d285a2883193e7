// What an adapter made of a request, in one word for expectations.
#pragma once

#include "adapters/adapter.h"

#include <string>

// "delivery", what was answered directly, or the status and reason of a refusal.
inline std::string outcome_of(const adapters::decoded& what) {
    if (std::holds_alternative<adapters::delivery>(what)) return "delivery";
    if (const auto* answered = std::get_if<adapters::direct>(&what))
        return std::string(answered->what);
    const auto& refused = std::get<adapters::refusal>(what);
    return std::to_string(refused.status) + " " + std::string(refused.detail);
}
