#include "bot/dialog/stories/coverage.h"

#include "bot/dialog/flow_graph.h"
#include "bot/dialog/severity.h"

#include <algorithm>

namespace dialog::stories {
namespace {

using place = std::pair<std::string, std::string>;  // flow, node

const node* find(const bundle& script, const place& at) {
    const flow* in = script.find_flow(at.first);
    return in == nullptr ? nullptr : in->find_node(at.second);
}

bool leads_to(const node& from, const std::string& target) {
    const std::vector<way> ways = ways_of(from);
    return std::any_of(ways.begin(), ways.end(),
                       [&target](const way& one) { return one.target == target; });
}

std::string name_of(const option& one) {
    return one.none ? "none" : one.pick;
}

}  // namespace

covered_parts parts_of(const flow& of) {
    covered_parts all;
    for (const node& one : of.nodes) {
        all.nodes.insert(one.id);
        for (const way& each : ways_of(one))
            if (!each.target.empty()) all.edges.insert({one.id, each.target});
        const auto* ask = std::get_if<ask_node>(&one.what);
        if (ask == nullptr) continue;
        for (const option& each : ask->options) all.options.insert({one.id, name_of(each)});
        if (ask->skip) all.options.insert({one.id, "skip"});
    }
    return all;
}

void coverage::add(const std::vector<turn_trace>& traces) {
    for (const turn_trace& one : traces) add(one);
}

// Follows a turn with a stack of its own: a node entered is where a way of the top frame leads, the
// first of a flow just called, or, after an end, where the caller goes on.
void coverage::add(const turn_trace& turn) {
    std::vector<place> stack = turn.stack;
    const bool answers =
        turn.why.reading == "answer" || turn.why.reading == "value" || turn.why.reading == "which";
    if (answers && !stack.empty())
        if (const node* asked = find(script_, stack.back()))
            if (const auto* ask = std::get_if<ask_node>(&asked->what))
                for (const option& one : ask->options)
                    if (one.pick == turn.why.detail)
                        seen_[stack.back().first].options.insert(
                            {stack.back().second, name_of(one)});
    if (answers && turn.why.detail == "skip" && !stack.empty())
        seen_[stack.back().first].options.insert({stack.back().second, "skip"});
    for (const std::string& entered : turn.why.visited) {
        const auto slash = entered.find('/');
        const place to{entered.substr(0, slash), entered.substr(slash + 1)};
        seen_[to.first].nodes.insert(to.second);
        const node* at = stack.empty() ? nullptr : find(script_, stack.back());
        while (at != nullptr && std::holds_alternative<end_node>(at->what)) {
            stack.pop_back();
            at = stack.empty() ? nullptr : find(script_, stack.back());
        }
        if (at != nullptr && stack.back().first == to.first && leads_to(*at, to.second)) {
            seen_[to.first].edges.insert({stack.back().second, to.second});
            stack.back() = to;
            continue;
        }
        const auto* call = at == nullptr ? nullptr : std::get_if<call_node>(&at->what);
        if (call != nullptr && call->replace) stack.pop_back();
        stack.push_back(to);
    }
}

const covered_parts& coverage::of(const std::string& flow) const {
    static const covered_parts nothing;
    const auto found = seen_.find(flow);
    return found == seen_.end() ? nothing : found->second;
}

covered_parts coverage::missing(const flow& whole) const {
    covered_parts left = parts_of(whole);
    const covered_parts& seen = of(whole.id);
    std::erase_if(left.nodes, [&](const auto& one) { return seen.nodes.contains(one); });
    std::erase_if(left.edges, [&](const auto& one) { return seen.edges.contains(one); });
    std::erase_if(left.options, [&](const auto& one) { return seen.options.contains(one); });
    return left;
}

bool is_emergency_edge(const bundle& script, const flow& of, const place& edge) {
    if (is_emergency_flow(script, of.id)) return true;
    const node* target = of.find_node(edge.second);
    const auto* call = target == nullptr ? nullptr : std::get_if<call_node>(&target->what);
    return call != nullptr && is_emergency_flow(script, call->flow);
}

}  // namespace dialog::stories
