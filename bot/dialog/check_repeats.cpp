// 305: questions that follow each other for ever, whatever the patient answers. Silence or the end
// of a fallback ladder may lead out; he should not have to be misunderstood for it.
#include "bot/dialog/check.h"

#include <algorithm>
#include <deque>

namespace dialog {
namespace {

bool is_answer(const edge& one) {
    return one.taken.kind != way_kind::fallback && one.taken.kind != way_kind::silence;
}

// Nodes from which answers alone lead to an end, or to a flow that takes over.
std::vector<bool> answered_out_of(const flow_graph& graph) {
    std::vector<bool> leaves(graph.size(), false);
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < graph.size(); ++i) {
            if (leaves[i]) continue;
            leaves[i] =
                graph.from[i].empty() ||
                std::any_of(graph.from[i].begin(), graph.from[i].end(),
                            [&](const edge& one) { return is_answer(one) && leaves[one.to]; });
            changed = changed || leaves[i];
        }
    }
    return leaves;
}

// The shortest way by answers from a node back to itself; empty if there is none.
std::vector<std::size_t> circle_from(const flow_graph& graph, std::size_t first) {
    const std::size_t none = graph.size();
    std::vector<std::size_t> before(graph.size(), none);
    std::deque<std::size_t> open{first};
    while (!open.empty()) {
        const std::size_t here = open.front();
        open.pop_front();
        for (const edge& one : graph.from[here]) {
            if (!is_answer(one)) continue;
            if (one.to == first) {
                std::vector<std::size_t> circle{first};
                for (std::size_t at = here; at != first; at = before[at])
                    circle.insert(circle.begin(), at);
                circle.insert(circle.begin(), first);
                return circle;
            }
            if (before[one.to] != none) continue;
            before[one.to] = here;
            open.push_back(one.to);
        }
    }
    return {};
}

// 303 has a word for those that nothing leads out of.
bool is_left_otherwise(const flow_graph& graph, std::size_t first) {
    const std::vector<bool> seen = graph.reachable_from(first);
    for (std::size_t i = 0; i < graph.size(); ++i)
        if (seen[i] && graph.from[i].empty()) return true;
    return false;
}

}  // namespace

void check_repeats(const check_input& input, const flow_graph& graph) {
    std::vector<bool> known = answered_out_of(graph);
    for (std::size_t i = 0; i < graph.size(); ++i) {
        if (known[i] || !std::holds_alternative<ask_node>(graph.at(i).what)) continue;
        const std::vector<std::size_t> circle = circle_from(graph, i);
        if (circle.empty() || !is_left_otherwise(graph, i)) continue;
        for (const std::size_t at : circle) known[at] = true;
        const std::string path = path_text(*graph.of, circle);
        input.found.add_at_key(
            305, input.document(*graph.of), "/nodes/" + graph.at(i).id,
            {"怎么回答都会一直重复：" + path + "，请给一个能离开的回答。",
             "questions repeat whatever is answered: " + path + "; add an exit"});
    }
}

}  // namespace dialog
