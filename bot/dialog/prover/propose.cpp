#include "bot/dialog/prover/propose.h"

#include "bot/dialog/findings.h"
#include "bot/dialog/prover/search.h"
#include "bot/dialog/stories/player.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace dialog::prover {
namespace {

using stories::covered_parts;
using part = std::pair<std::string, std::string>;

struct wanted_part {
    std::string flow;
    part what;
    bool option = false;
    bool operator<(const wanted_part& other) const {
        return std::tie(flow, what, option) < std::tie(other.flow, other.what, other.option);
    }
};

std::string name_of(const wanted_part& one) {
    return one.flow + ": " + one.what.first +
           (one.option ? " (" + one.what.second + ")" : " → " + one.what.second);
}

std::set<wanted_part> missing(const bundle& script, const stories::coverage& seen) {
    std::set<wanted_part> all;
    for (const auto& [id, of] : script.flows) {
        const covered_parts left = seen.missing(of);
        for (const part& one : left.edges) all.insert({id, one, false});
        for (const part& one : left.options) all.insert({id, one, true});
    }
    return all;
}

// A name an operator can read: the question's label and what was answered.
std::string story_name(const bundle& script, const wanted_part& one, const move& last) {
    const flow* of = script.find_flow(one.flow);
    const node* from = of == nullptr ? nullptr : of->find_node(one.what.first);
    const auto* ask = from == nullptr ? nullptr : std::get_if<ask_node>(&from->what);
    const slot* asked = ask == nullptr ? nullptr : of->find_slot(ask->slot);
    if (asked == nullptr) return of->title + "：" + one.what.first + " → " + one.what.second;
    return of->title + "，" + asked->label + "：" +
           (last.what == move_kind::miss ? "几次没听懂" : last.said);
}

bool is_tellable(const move& one) {
    return !one.step.empty() && !one.again;
}

class proposer {
public:
    proposer(const bundle& script, stories::coverage seen)
        : script_(script),
          seen_(std::move(seen)),
          merged_(script),
          words_(sentences(script)),
          search_(script, merged_, words_) {}

    std::vector<proposed_story> run() {
        open_ = missing(script_, seen_);
        if (open_.empty()) return {};
        search_.run([this](const turn_seen& seen) { return look(seen); }, {});
        std::stable_sort(found_.begin(), found_.end(), [](const found_way& a, const found_way& b) {
            return a.way.size() > b.way.size();
        });
        std::vector<proposed_story> made;
        for (const found_way& one : found_) {
            if (!missing(script_, seen_).contains(one.what)) continue;  // taken along by another
            made.push_back(story_of(one));
        }
        return made;
    }

private:
    struct found_way {
        wanted_part what;
        std::string flow;
        std::vector<move> way;
    };

    search::verdict look(const turn_seen& seen) {
        stories::coverage turn(script_);
        stories::turn_trace trace;
        for (const frame& place : seen.before.whole.stack)
            trace.stack.emplace_back(place.flow, place.node);
        trace.why = seen.turn.why;
        if (!is_tellable(seen.by)) return search::verdict::go_on;
        turn.add(trace);
        for (auto one = open_.begin(); one != open_.end();) {
            const covered_parts& parts = turn.of(one->flow);
            const bool taken = (one->option ? parts.options : parts.edges).contains(one->what);
            one = taken && keep(*one, seen) ? open_.erase(one) : std::next(one);
        }
        return open_.empty() ? search::verdict::stop : search::verdict::go_on;
    }

    bool keep(const wanted_part& what, const turn_seen& seen) {
        std::size_t root = seen.from;
        while (search_.all()[root].from != nowhere) root = search_.all()[root].from;
        found_way made{what, search_.all()[root].began.flow, {}};
        if (made.flow.empty()) return false;  // a stranger's way is longer
        for (const move* one : search_.way_to(seen.from)) made.way.push_back(*one);
        made.way.push_back(seen.by);
        if (!std::all_of(made.way.begin(), made.way.end(), is_tellable)) return false;
        found_.push_back(std::move(made));
        return true;
    }

    // Told once, so that the story says where it ends.
    proposed_story story_of(const found_way& one) {
        stories::player who(script_, stories::admitted_patient(script_));
        who.press(one.flow);
        std::string steps;
        for (const move& each : one.way) {
            steps += (steps.empty() ? "" : ", ") + each.step;
            if (each.waited.count() > 0) who.wait(each.waited);
            if (each.what == move_kind::desk) {
                who.hear_desk(each.report);
            } else if (each.what != move_kind::silence) {
                who.take(each.event, each.said);
            }
        }
        seen_.add(who.traces());
        std::string at = who.waits_at();
        if (at.empty() && !who.visited().empty()) at = who.visited().back();
        if (!at.empty()) steps += ", {\"at\": " + json_string(at) + "}";
        std::string end;
        if (who.waits_at().empty() && !who.outcome().empty())
            end = "\"outcome\": " + json_string(who.outcome());
        if (!who.gravest().empty())
            end += (end.empty() ? "" : ", ") + ("\"disposition\": " + json_string(who.gravest()));
        return {one.flow,
                "{\"name\": " + json_string(story_name(script_, one.what, one.way.back())) +
                    ", \"steps\": [" + steps + "]" +
                    (end.empty() ? "" : ", \"expect\": {" + end + "}") + "}",
                name_of(one.what)};
    }

    const bundle& script_;
    stories::coverage seen_;
    abstraction merged_;
    spoken words_;
    search search_;
    std::set<wanted_part> open_;
    std::vector<found_way> found_;
};

}  // namespace

std::vector<proposed_story> propose(const bundle& script, stories::coverage seen) {
    return proposer(script, std::move(seen)).run();
}

}  // namespace dialog::prover
