// A flow as a graph: which node can follow which, and why. Edges to nodes that do not exist are
// left out.
#pragma once

#include "bot/dialog/script.h"

#include <string>
#include <vector>

namespace dialog {

enum class way_kind {
    next,
    option,  // place: which
    skip,
    fallback,   // the end of the ladder
    silence,    // place: which
    branch,     // place: which case
    otherwise,  // `else`
    route,      // `on`; name: the outcome
    unavailable,
    closed,
    timeout,
};

// A way on as it is written; `target` may be empty or unknown.
struct way {
    way_kind kind = way_kind::next;
    std::string target;
    std::size_t place = 0;
    std::string name;
};

// Every way on of a node, in the order of the file. A way that the node must have but does not is
// there with an empty target.
std::vector<way> ways_of(const node& from);

// Where the target of a way is written, below `/nodes/<id>`.
std::string pointer_of(const way& taken);

struct edge {
    std::size_t to = 0;
    way taken;
};

struct flow_graph {
    explicit flow_graph(const flow& of);

    const flow* of;
    std::vector<std::vector<edge>> from;  // by node index
    std::size_t size() const { return from.size(); }
    const node& at(std::size_t index) const { return of->nodes[index]; }
    // Index of the first node; size() if there is none of that name.
    std::size_t start;
    std::vector<bool> reachable_from(std::size_t first) const;
};

// Nodes at which a turn ends and the patient, a desk or a system is waited for.
bool waits(const node& one);

// "a → b → c"
std::string path_text(const flow& of, const std::vector<std::size_t>& path);

}  // namespace dialog
