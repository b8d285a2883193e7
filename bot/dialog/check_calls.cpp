#include "bot/dialog/check.h"

#include <algorithm>
#include <optional>

namespace dialog {
namespace {

constexpr std::size_t max_run = 64, max_stack = 8;

// The first circle found by a depth-first search, as the indexes on it; empty if there is none.
class circle_search {
public:
    explicit circle_search(const std::vector<std::vector<std::size_t>>& next)
        : next_(next), colour_(next.size(), fresh) {}

    std::vector<std::size_t> run() {
        for (std::size_t i = 0; i < next_.size(); ++i)
            if (colour_[i] == fresh && visit(i)) return circle_;
        return {};
    }

private:
    enum colour { fresh, open, done };

    bool visit(std::size_t here) {
        colour_[here] = open;
        path_.push_back(here);
        for (const std::size_t to : next_[here]) {
            if (colour_[to] == open) {
                circle_.assign(std::find(path_.begin(), path_.end(), to), path_.end());
                circle_.push_back(to);
                return true;
            }
            if (colour_[to] == fresh && visit(to)) return true;
        }
        path_.pop_back();
        colour_[here] = done;
        return false;
    }

    const std::vector<std::vector<std::size_t>>& next_;
    std::vector<colour> colour_;
    std::vector<std::size_t> path_, circle_;
};

std::string arrows(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : " → ") + name;
    return text;
}

// True if there is one.
bool report_condition_circle(const check_input& input, const flow& of) {
    std::vector<std::vector<std::size_t>> next(of.conditions.size());
    const auto collect = [&of](auto&& self, const condition& from,
                               std::vector<std::size_t>& named) -> void {
        if (from.what == condition::kind::named)
            if (const auto found = of.condition_index.find(from.name);
                found != of.condition_index.end())
                named.push_back(found->second);
        for (const condition& part : from.parts) self(self, part, named);
    };
    for (std::size_t i = 0; i < next.size(); ++i) collect(collect, of.conditions[i].when, next[i]);
    const std::vector<std::size_t> circle = circle_search(next).run();
    if (circle.empty()) return false;
    std::vector<std::string> names;
    names.reserve(circle.size());
    for (const std::size_t i : circle) names.push_back(of.conditions[i].id);
    input.found.add_at_key(205, input.document(of), "/conditions/" + names.front(),
                           {"条件互相引用成圈：" + arrows(names) + "，请断开一处。",
                            "conditions form a circle: " + arrows(names) + "; cut one"});
    return true;
}

// Flows by number, their returning calls, and how long they run without waiting.
class call_checker {
public:
    call_checker(const check_input& input, const std::vector<flow_graph>& graphs)
        : input_(input), graphs_(graphs), runs_(graphs.size()) {}

    void check() {
        std::vector<std::vector<std::size_t>> calls(graphs_.size());
        for (std::size_t i = 0; i < graphs_.size(); ++i)
            for (const node& one : graphs_[i].of->nodes)
                if (const auto callee = returning_callee(one)) calls[i].push_back(*callee);
        if (const auto circle = circle_search(calls).run(); !circle.empty()) {
            report_call_circle(circle);
            return;
        }
        for (std::size_t i = 0; i < graphs_.size(); ++i) check_depth(i, calls);
        for (std::size_t i = 0; i < graphs_.size(); ++i) check_runs(i);
    }

private:
    // Longest runs of node entries without a wait: from the start to a wait or an end, from the
    // start to an end, and from anywhere to an end. No way to an end without a wait: nothing.
    struct flow_runs {
        std::size_t from_start = 0;
        std::optional<std::size_t> through, to_end;
        bool known = false;
    };
    struct node_runs {
        std::size_t longest = 0;
        std::optional<std::size_t> to_end;
        std::optional<std::size_t> follower;
        int state = 0;  // 1: on the way, 2: known
    };

    std::optional<std::size_t> flow_named(std::string_view id) const {
        for (std::size_t i = 0; i < graphs_.size(); ++i)
            if (graphs_[i].of->id == id) return i;
        return std::nullopt;
    }

    std::optional<std::size_t> returning_callee(const node& one) const {
        const auto* call = std::get_if<call_node>(&one.what);
        if (call == nullptr || call->replace) return std::nullopt;
        return flow_named(call->flow);
    }

    std::string pointer_to_call(std::size_t from, std::size_t to) const {
        for (const node& one : graphs_[from].of->nodes)
            if (returning_callee(one) == to) return "/nodes/" + one.id + "/flow";
        return {};
    }

    void report_call_circle(const std::vector<std::size_t>& circle) {
        std::vector<std::string> names;
        names.reserve(circle.size());
        for (const std::size_t i : circle) names.push_back(graphs_[i].of->id);
        input_.found.add(205, input_.document(*graphs_[circle[0]].of),
                         pointer_to_call(circle[0], circle[1]),
                         {"流程互相调用成圈：" + arrows(names) + "，请断开一处。",
                          "returning calls form a circle: " + arrows(names) + "; cut one"});
    }

    void check_depth(std::size_t first, const std::vector<std::vector<std::size_t>>& calls) {
        const std::vector<std::size_t> chain = longest_chain(first, calls);
        if (chain.size() != max_stack + 1) return;  // longer chains hold one of this length
        std::vector<std::string> names;
        names.reserve(chain.size());
        for (const std::size_t i : chain) names.push_back(graphs_[i].of->id);
        input_.found.add(307, input_.document(*graphs_[first].of),
                         pointer_to_call(chain[0], chain[1]),
                         {"调用超过 8 层：" + arrows(names) + "，请拆开。",
                          "calls nest deeper than 8: " + arrows(names) + "; split"});
    }

    std::vector<std::size_t> longest_chain(std::size_t from,
                                           const std::vector<std::vector<std::size_t>>& calls) {
        std::vector<std::size_t> best;
        for (const std::size_t to : calls[from]) {
            auto& known = chains_[to];
            if (known.empty()) known = longest_chain(to, calls);
            if (known.size() > best.size()) best = known;
        }
        best.insert(best.begin(), from);
        return best;
    }

    const flow_runs& runs_of(std::size_t number) {
        flow_runs& made = runs_[number];
        if (made.known) return made;
        made.known = true;
        const flow_graph& graph = graphs_[number];
        std::vector<node_runs> nodes(graph.size());
        for (std::size_t i = 0; i < graph.size(); ++i) {
            const node_runs& one = run_from(graph, i, nodes);
            if (one.to_end) made.to_end = std::max(made.to_end.value_or(0), *one.to_end);
        }
        if (graph.start < graph.size()) {
            made.from_start = nodes[graph.start].longest;
            made.through = nodes[graph.start].to_end;
        }
        return made;
    }

    const node_runs& run_from(const flow_graph& graph, std::size_t here,
                              std::vector<node_runs>& nodes) {
        node_runs& made = nodes[here];
        if (made.state != 0) return made;  // a loop without a wait has its own code
        made.state = 1;
        made.longest = 1;
        if (std::holds_alternative<end_node>(graph.at(here).what)) made.to_end = 1;
        std::size_t before = 1;
        if (const auto callee = returning_callee(graph.at(here))) {
            const flow_runs& inner = runs_of(*callee);
            made.longest = 1 + inner.from_start;
            // After a wait inside the callee, its end and what follows here are one run.
            const std::optional<std::size_t> last = inner.through ? inner.through : inner.to_end;
            before = (inner.through ? 1 : 0) + last.value_or(0);
        } else if (waits(graph.at(here))) {
            made.state = 2;
            for (const edge& one : graph.from[here]) run_from(graph, one.to, nodes);
            return made;
        }
        for (const edge& one : graph.from[here]) {
            const node_runs& next = run_from(graph, one.to, nodes);
            if (before + next.longest > made.longest) {
                made.longest = before + next.longest;
                made.follower = one.to;
            }
            if (next.to_end) made.to_end = std::max(made.to_end.value_or(0), before + *next.to_end);
        }
        made.state = 2;
        return made;
    }

    void check_runs(std::size_t number) {
        const flow_graph& graph = graphs_[number];
        if (report_silent_loop(graph)) return;
        std::vector<node_runs> nodes(graph.size());
        for (std::size_t i = 0; i < graph.size(); ++i) run_from(graph, i, nodes);
        const auto longest = std::max_element(
            nodes.begin(), nodes.end(),
            [](const node_runs& a, const node_runs& b) { return a.longest < b.longest; });
        if (longest == nodes.end() || longest->longest <= max_run) return;
        std::vector<std::size_t> path{static_cast<std::size_t>(longest - nodes.begin())};
        while (nodes[path.back()].follower && path.size() < 6)
            path.push_back(*nodes[path.back()].follower);
        const std::string count = std::to_string(longest->longest);
        const std::string text = path_text(*graph.of, path) + " → …";
        input_.found.add_at_key(
            306, input_.document(*graph.of), "/nodes/" + graph.at(path.front()).id,
            {"这里连续经过 " + count + " 个节点都不等患者（最多 64 个）：" + text + "，请拆开。",
             "a run of " + count + " nodes without waiting, at most 64: " + text + "; split"});
    }

    // 304. A call counts as a wait if its flow cannot end without one.
    bool report_silent_loop(const flow_graph& graph) {
        std::vector<std::vector<std::size_t>> next(graph.size());
        for (std::size_t i = 0; i < graph.size(); ++i) {
            const auto callee = returning_callee(graph.at(i));
            const bool stops = waits(graph.at(i)) || (callee && !runs_of(*callee).through);
            for (const edge& one : graph.from[i])
                if (!stops) next[i].push_back(one.to);
        }
        const std::vector<std::size_t> circle = circle_search(next).run();
        if (circle.empty()) return false;
        const std::string text = path_text(*graph.of, circle);
        input_.found.add_at_key(304, input_.document(*graph.of),
                                "/nodes/" + graph.at(circle.front()).id,
                                {"没有提问的死循环：" + text + "，请在中间加一个问题。",
                                 "loop without a question: " + text + "; insert an ask"});
        return true;
    }

    const check_input& input_;
    const std::vector<flow_graph>& graphs_;
    std::vector<flow_runs> runs_;
    std::map<std::size_t, std::vector<std::size_t>> chains_;
};

}  // namespace

std::set<std::string, std::less<>> check_condition_circles(const check_input& input) {
    std::set<std::string, std::less<>> circular;
    for (const auto& [id, of] : input.script.flows)
        if (report_condition_circle(input, of)) circular.insert(of.file);
    return circular;
}

void check_calls(const check_input& input, const std::vector<flow_graph>& graphs) {
    call_checker(input, graphs).check();
}

}  // namespace dialog
