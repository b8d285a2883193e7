#include "bot/dialog/check.h"

#include <algorithm>

namespace dialog {
namespace {

std::string node_pointer(const node& one) {
    return "/nodes/" + one.id;
}

bool leaves_the_flow(const node& one) {
    const auto* call = std::get_if<call_node>(&one.what);
    return std::holds_alternative<end_node>(one.what) || (call != nullptr && call->replace);
}

// 302. The likeliest way on is to the node the author wrote next.
void report_dead_ends(const check_input& input, const flow_graph& graph) {
    const flow& of = *graph.of;
    const json_document& document = input.document(of);
    for (std::size_t i = 0; i < graph.size(); ++i)
        for (const way& one : ways_of(graph.at(i))) {
            if (!one.target.empty()) continue;
            const std::string pointer = node_pointer(graph.at(i));
            const std::string key = pointer_of(one).substr(1);
            proposal fix;
            if (i + 1 < graph.size()) {
                const std::string& follower = graph.at(i + 1).id;
                fix = {"接到 “" + follower + "”",
                       {insertion(*find_place(document.root, pointer).value, key,
                                  json_string(follower))}};
            }
            input.found.add_at_key(
                302, document, pointer,
                {"节点 “" + graph.at(i).id + "” 没有去向，请补上 “" + key + "”。",
                 "node “" + graph.at(i).id + "” has no way on; add “" + key + "”"},
                std::move(fix));
        }
}

std::vector<bool> reachable(const flow_graph& graph) {
    std::vector<bool> seen = graph.reachable_from(graph.start);
    const auto add = [&](const std::string& id) {
        const auto found = graph.of->node_index.find(id);
        if (found == graph.of->node_index.end()) return;
        const std::vector<bool> more = graph.reachable_from(found->second);
        for (std::size_t i = 0; i < seen.size(); ++i) seen[i] = seen[i] || more[i];
    };
    add(graph.of->on_upgrade);
    for (const auto& [old, current] : graph.of->renamed) add(current);
    return seen;
}

void report_unreachable(const check_input& input, const flow_graph& graph,
                        const std::vector<bool>& seen) {
    const json_document& document = input.document(*graph.of);
    for (std::size_t i = 0; i < graph.size(); ++i)
        if (!seen[i])
            input.found.add_at_key(301, document, node_pointer(graph.at(i)),
                                   {"从起点走不到节点 “" + graph.at(i).id + "”，请接上或删去。",
                                    "node “" + graph.at(i).id + "” cannot be reached from “" +
                                        graph.of->start + "”; connect or delete it"},
                                   {"删去节点", {deletion(document, node_pointer(graph.at(i)))}});
}

// 303: nodes from which no path leaves the flow. Nodes with a missing way on have their own code.
void report_no_exit(const check_input& input, const flow_graph& graph,
                    const std::vector<bool>& seen) {
    std::vector<bool> leaves(graph.size(), false);
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < graph.size(); ++i) {
            if (leaves[i]) continue;
            const bool unfinished = graph.from[i].empty();
            const bool now = unfinished || leaves_the_flow(graph.at(i)) ||
                             std::any_of(graph.from[i].begin(), graph.from[i].end(),
                                         [&](const edge& one) { return leaves[one.to]; });
            leaves[i] = now;
            changed = changed || now;
        }
    }
    for (std::size_t i = 0; i < graph.size(); ++i) {
        if (leaves[i] || !seen[i]) continue;
        input.found.add_at_key(
            303, input.document(*graph.of), node_pointer(graph.at(i)),
            {"从节点 “" + graph.at(i).id + "” 起，怎么走都到不了结束，请加 end。",
             "no path from node “" + graph.at(i).id +
                 "” ends the flow; add an "
                 "end"});
        return;  // the others of the same trap would say the same
    }
}

}  // namespace

void check_flow_graph(const check_input& input, const flow_graph& graph) {
    const std::vector<bool> seen = reachable(graph);
    report_dead_ends(input, graph);
    report_unreachable(input, graph, seen);
    report_no_exit(input, graph, seen);
}

}  // namespace dialog
