// How weighty an outcome is, by its rank in project.json.
#pragma once

#include "bot/dialog/script.h"

#include <optional>
#include <string_view>

namespace dialog {

inline std::optional<int> rank_of(const project& of, std::string_view disposition_id) {
    const disposition* found = of.find_disposition(disposition_id);
    return found == nullptr ? std::nullopt : std::optional(found->rank);
}

inline bool is_emergency(const project& of, std::string_view disposition_id) {
    const disposition* found = of.find_disposition(disposition_id);
    return found != nullptr && found->how_soon == urgency::emergency;
}

// The lowest rank at which a conversation can leave here: an end, or a flow that takes over.
inline std::optional<int> lowest_exit(const bundle& script, const node& one) {
    if (const auto* end = std::get_if<end_node>(&one.what))
        return rank_of(script.project, end->disposition);
    const auto* call = std::get_if<call_node>(&one.what);
    if (call == nullptr || !call->replace) return std::nullopt;
    const flow* callee = script.find_flow(call->flow);
    std::optional<int> lowest;
    if (callee == nullptr) return lowest;
    for (const node& last : callee->nodes)
        if (const auto* end = std::get_if<end_node>(&last.what))
            if (const auto rank = rank_of(script.project, end->disposition))
                if (!lowest || *rank < *lowest) lowest = rank;
    return lowest;
}

}  // namespace dialog
