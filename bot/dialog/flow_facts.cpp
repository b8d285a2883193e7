#include "bot/dialog/flow_facts.h"

#include <algorithm>
#include <set>
#include <string>

namespace dialog {
namespace {

bool asks(const bundle& script, std::string_view flow_id, std::set<std::string_view>& seen) {
    const flow* one = script.find_flow(flow_id);
    if (one == nullptr || !seen.insert(one->id).second) return false;
    return std::any_of(one->nodes.begin(), one->nodes.end(), [&](const node& at) {
        if (std::holds_alternative<ask_node>(at.what)) return true;
        const auto* call = std::get_if<call_node>(&at.what);
        return call != nullptr && asks(script, call->flow, seen);
    });
}

bool is_plain_node(const node& at) {
    const bool quiet = std::holds_alternative<say_node>(at.what) ||
                       std::holds_alternative<branch_node>(at.what) ||
                       std::holds_alternative<end_node>(at.what);
    return quiet && std::none_of(at.say.begin(), at.say.end(), [](const say_block& block) {
               return std::holds_alternative<snippet_use>(block);
           });
}

}  // namespace

bool asks_something(const bundle& script, std::string_view flow_id) {
    std::set<std::string_view> seen;
    return asks(script, flow_id, seen);
}

bool is_plain(const bundle& script, std::string_view flow_id) {
    const flow* one = script.find_flow(flow_id);
    return one != nullptr && std::all_of(one->nodes.begin(), one->nodes.end(), is_plain_node);
}

}  // namespace dialog
