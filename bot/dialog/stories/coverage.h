// Which nodes, ways and options of the flows the stories have gone through.
#pragma once

#include "bot/dialog/stories/player.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dialog::stories {

// Parts of a flow that can be covered: a node; a way from a node to a node; an option of a question
// (its value, `none` or `skip`).
struct covered_parts {
    std::set<std::string> nodes;
    std::set<std::pair<std::string, std::string>> edges, options;
};

// Everything there is.
covered_parts parts_of(const flow& of);

class coverage {
public:
    explicit coverage(const bundle& script) : script_(script) {}

    void add(const std::vector<turn_trace>& traces);
    void add(const turn_trace& turn);

    const covered_parts& of(const std::string& flow) const;
    // What parts_of() names and no story has taken.
    covered_parts missing(const flow& of) const;

private:
    const bundle& script_;
    std::map<std::string, covered_parts> seen_;
};

// A way into an emergency flow, or of one: all of these must be covered (904).
bool is_emergency_edge(const bundle& script, const flow& of,
                       const std::pair<std::string, std::string>& edge);

}  // namespace dialog::stories
