#include "bot/dialog/flow_graph.h"

#include <algorithm>

namespace dialog {
namespace {

struct way_collector {
    std::vector<way> ways;

    void add(way_kind kind, const std::string& target, std::size_t place = 0,
             std::string name = {}) {
        ways.push_back({kind, target, place, std::move(name)});
    }

    void operator()(const say_node& what) { add(way_kind::next, what.next); }
    void operator()(const ask_node& what) {
        bool needs_next = what.options.empty() || what.kind == slot_type::multi;
        for (std::size_t i = 0; i < what.options.size(); ++i) {
            if (what.options[i].go.empty())
                needs_next = true;
            else
                add(way_kind::option, what.options[i].go, i);
        }
        if (what.skip) add(way_kind::skip, what.skip->next);
        if (what.fallback && !what.fallback->then.empty())
            add(way_kind::fallback, what.fallback->then);
        for (std::size_t i = 0; i < what.silence.size(); ++i)
            if (!what.silence[i].go.empty()) add(way_kind::silence, what.silence[i].go, i);
        if (needs_next || !what.next.empty()) add(way_kind::next, what.next);
    }
    void operator()(const branch_node& what) {
        for (std::size_t i = 0; i < what.cases.size(); ++i)
            add(way_kind::branch, what.cases[i].go, i);
        add(way_kind::otherwise, what.otherwise);
    }
    void operator()(const call_node& what) {
        for (const auto& [outcome, target] : what.on) add(way_kind::route, target, 0, outcome);
    }
    void operator()(const action_node& what) {
        for (const auto& [outcome, target] : what.on) add(way_kind::route, target, 0, outcome);
    }
    void operator()(const book_node& what) {
        add(way_kind::next, what.next);
        add(way_kind::unavailable, what.unavailable);
    }
    void operator()(const handoff_node& what) {
        add(way_kind::next, what.next);
        if (!what.closed.empty()) add(way_kind::closed, what.closed);
        if (!what.timeout_go.empty()) add(way_kind::timeout, what.timeout_go);
    }
    void operator()(const end_node&) {}
};

}  // namespace

std::vector<way> ways_of(const node& from) {
    way_collector collector;
    std::visit(collector, from.what);
    return std::move(collector.ways);
}

std::string pointer_of(const way& taken) {
    const std::string place = std::to_string(taken.place);
    switch (taken.kind) {
        case way_kind::next:
            return "/next";
        case way_kind::option:
            return "/options/" + place + "/go";
        case way_kind::skip:
            return "/skip/next";
        case way_kind::fallback:
            return "/fallback/then";
        case way_kind::silence:
            return "/silence/" + place + "/go";
        case way_kind::branch:
            return "/cases/" + place + "/go";
        case way_kind::otherwise:
            return "/else";
        case way_kind::route:
            return "/on/" + taken.name;
        case way_kind::unavailable:
            return "/unavailable";
        case way_kind::closed:
            return "/closed";
        case way_kind::timeout:
            return "/timeout/go";
    }
    return {};
}

flow_graph::flow_graph(const flow& described)
    : of(&described), from(described.nodes.size()), start(described.nodes.size()) {
    const auto index_of = [&described](const std::string& id) {
        const auto found = described.node_index.find(id);
        return found == described.node_index.end() ? described.nodes.size() : found->second;
    };
    start = index_of(described.start);
    for (std::size_t i = 0; i < from.size(); ++i)
        for (way& one : ways_of(described.nodes[i])) {
            const std::size_t to = index_of(one.target);
            if (to < from.size()) from[i].push_back({to, std::move(one)});
        }
}

std::vector<bool> flow_graph::reachable_from(std::size_t first) const {
    std::vector<bool> seen(size(), false);
    std::vector<std::size_t> open;
    if (first < size()) {
        seen[first] = true;
        open.push_back(first);
    }
    while (!open.empty()) {
        const std::size_t here = open.back();
        open.pop_back();
        for (const edge& one : from[here])
            if (!seen[one.to]) {
                seen[one.to] = true;
                open.push_back(one.to);
            }
    }
    return seen;
}

bool waits(const node& one) {
    return std::holds_alternative<ask_node>(one.what) ||
           std::holds_alternative<action_node>(one.what) ||
           std::holds_alternative<handoff_node>(one.what);
}

std::string path_text(const flow& of, const std::vector<std::size_t>& path) {
    std::string text;
    for (const std::size_t index : path) text += (text.empty() ? "" : " → ") + of.nodes[index].id;
    return text;
}

}  // namespace dialog
