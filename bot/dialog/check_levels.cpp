// 703 704: no path may end lower than what an answer or a condition calls for. 706: warning signs
// are asked early. Here each alternative of a condition is walked by itself and as far as a bound;
// `daozhen prove` walks all answers together to the end.
#include "bot/dialog/check.h"
#include "bot/dialog/explore.h"
#include "bot/dialog/ranks.h"

#include <algorithm>
#include <deque>

namespace dialog {
namespace {

// The alternatives of a condition: it holds if one of them holds.
void collect_alternatives(const flow& of, const condition& wanted, int depth,
                          std::vector<const condition*>& found) {
    if (wanted.what == condition::kind::any) {
        for (const condition& part : wanted.parts) collect_alternatives(of, part, depth + 1, found);
    } else if (wanted.what == condition::kind::named && depth < 16) {
        if (const named_condition* named = of.find_condition(wanted.name))
            collect_alternatives(of, named->when, depth + 1, found);
    } else {
        found.push_back(&wanted);
    }
}

class level_checker {
public:
    level_checker(const check_input& input, const flow_graph& graph)
        : input_(input), graph_(graph), of_(*graph.of), document_(input.document(of_)) {}

    void check() {
        report_ends_without_disposition();
        if (graph_.start >= graph_.size()) return;
        for (const named_condition& one : of_.conditions)
            if (const auto rank = rank_of(input_.script.project, one.level))
                check_condition(one, *rank);
        for (std::size_t i = 0; i < graph_.size(); ++i)
            if (const auto* ask = std::get_if<ask_node>(&graph_.at(i).what))
                for (std::size_t k = 0; k < ask->options.size(); ++k) check_option(i, *ask, k);
    }

private:
    void report_ends_without_disposition() {
        for (const node& one : of_.nodes)
            if (const auto* end = std::get_if<end_node>(&one.what); end && end->disposition.empty())
                input_.found.add_at_key(
                    704, document_, "/nodes/" + one.id,
                    {"结束节点 “" + one.id + "” 没有 “disposition”，请写明分级。",
                     "end “" + one.id + "” has no disposition; set one"});
    }

    std::string text(const std::vector<std::size_t>& path) const { return path_text(of_, path); }

    void check_condition(const named_condition& wanted, int rank) {
        std::vector<const condition*> alternatives;
        collect_alternatives(of_, wanted.when, 0, alternatives);
        for (const condition* one : alternatives) {
            const fact_space space(of_, slots_read(of_, *one));
            if (!space.countable()) continue;
            bool good = true;
            const auto visit = [&](const explored& state, const auto& path) {
                const node& here = graph_.at(state.node);
                const auto exit = lowest_exit(input_.script, here);
                if (!exit || *exit >= rank || !space.evaluate(*one, state.known).yes) return true;
                report_low_end(wanted, here, path());
                return good = false;
            };
            explore(graph_, space, {{graph_.start, space.unset()}}, visit);
            if (!good) return;
        }
    }

    void report_low_end(const named_condition& wanted, const node& end,
                        const std::vector<std::size_t>& path) {
        input_.found.add(704, document_, "/nodes/" + end.id + "/disposition",
                         {"条件 “" + wanted.id + "”（" + wanted.level +
                              "）成立时，也能走到更低的结束：" + text(path) + "，请改道。",
                          "while condition “" + wanted.id + "” (" + wanted.level +
                              ") holds, a path ends lower: " + text(path) + "; route it"});
    }

    // The strongest level that a concept alone calls for.
    const interrupt* emergency_of(const std::string& concept_id) const {
        for (const interrupt& one : input_.script.interrupts)
            if (one.what == interrupt_class::emergency && one.with.empty() &&
                is_emergency(input_.script.project, one.level) &&
                std::find(one.concepts.begin(), one.concepts.end(), concept_id) !=
                    one.concepts.end())
                return &one;
        return nullptr;
    }

    void check_option(std::size_t node_index, const ask_node& ask, std::size_t place) {
        const option& one = ask.options[place];
        if (one.none) return;
        for (const std::string& concept_id : one.concepts) {
            const interrupt* rule = emergency_of(concept_id);
            if (rule == nullptr) continue;
            const int rank = *rank_of(input_.script.project, rule->level);
            const fact_space space(of_, {ask.slot});
            if (!space.countable() || !space.tracks(ask.slot)) return;
            std::vector<explored> starts;
            for (const value& answer : space.samples(ask.slot)) {
                const auto* chosen = std::get_if<std::vector<std::string>>(&answer);
                const auto* pick = std::get_if<std::string>(&answer);
                const bool taken = (pick != nullptr && *pick == one.pick) ||
                                   (chosen != nullptr && std::find(chosen->begin(), chosen->end(),
                                                                   one.pick) != chosen->end());
                if (!taken) continue;
                for (const edge& way_on : graph_.from[node_index])
                    if (is_way_of(ask, way_on.taken, place))
                        starts.push_back({way_on.to, space.with(space.unset(), ask.slot, &answer)});
            }
            if (report_low_option(node_index, place, *rule, rank, space, starts)) return;
        }
    }

    static bool is_way_of(const ask_node& ask, const way& taken, std::size_t place) {
        if (taken.kind == way_kind::option) return taken.place == place;
        return taken.kind == way_kind::next &&
               (ask.options[place].go.empty() || ask.kind == slot_type::multi);
    }

    bool report_low_option(std::size_t node_index, std::size_t place, const interrupt& rule,
                           int rank, const fact_space& space, const std::vector<explored>& starts) {
        bool good = true;
        explore(graph_, space, starts, [&](const explored& state, const auto& path) {
            const auto exit = lowest_exit(input_.script, graph_.at(state.node));
            if (!exit || *exit >= rank) return true;
            std::vector<std::size_t> way_there = path();
            way_there.insert(way_there.begin(), node_index);
            input_.found.add(
                703, document_,
                "/nodes/" + graph_.at(node_index).id + "/options/" + std::to_string(place),
                {"这个选项是急症（" + rule.level + "），却能走到更低的结束：" + text(way_there) +
                     "，请改道。",
                 "this option is an emergency (" + rule.level +
                     ") but can end lower: " + text(way_there) + "; route it"});
            return good = false;
        });
        return !good;
    }

    const check_input& input_;
    const flow_graph& graph_;
    const flow& of_;
    const json_document& document_;
};

// The slots that an emergency level reads.
std::set<std::string, std::less<>> warning_slots(const check_input& input, const flow& of) {
    std::set<std::string, std::less<>> warning;
    for (const named_condition& one : of.conditions)
        if (is_emergency(input.script.project, one.level))
            for (std::string& slot_id : slots_read(of, one.when)) warning.insert(slot_id);
    return warning;
}

// 707: who does not know must be able to say so. Where that leads is for the prover to judge.
void check_unsure(const check_input& input, const flow& of) {
    const auto warning = warning_slots(input, of);
    for (const node& one : of.nodes) {
        const auto* ask = std::get_if<ask_node>(&one.what);
        if (ask == nullptr || !warning.contains(ask->slot) || ask->skip || ask->options.empty())
            continue;
        const bool unsure = std::any_of(ask->options.begin(), ask->options.end(),
                                        [](const option& each) { return each.pick == "unsure"; });
        if (unsure) continue;
        input.found.add_at_key(
            707, input.document(of), "/nodes/" + one.id,
            {"这是危险信号的问题，却没有“说不清”的选项，请加一个值为 “unsure” 的选项。",
             "a warning-sign question without an answer for “unsure”; add an option of that "
             "value"});
    }
}

// 706: questions passed before the first one that an emergency level reads.
void check_order(const check_input& input, const flow_graph& graph) {
    const flow& of = *graph.of;
    const auto warning = warning_slots(input, of);
    if (warning.empty() || graph.start >= graph.size()) return;
    std::vector<int> asked(graph.size(), -1);
    std::deque<std::size_t> open{graph.start};
    asked[graph.start] = 0;
    while (!open.empty()) {  // questions cost 1, everything else 0
        const std::size_t here = open.front();
        open.pop_front();
        const auto* ask = std::get_if<ask_node>(&graph.at(here).what);
        if (ask != nullptr && warning.contains(ask->slot)) {
            if (asked[here] <= 2) return;
            input.found.add_at_key(
                706, input.document(of), "/nodes/" + graph.at(here).id,
                {"问到第一个危险信号前，已经问了 " + std::to_string(asked[here]) +
                     " 个别的问题，请提前。",
                 std::to_string(asked[here]) +
                     " other questions come before the first warning sign; move it up"});
            return;
        }
        for (const edge& one : graph.from[here]) {
            if (asked[one.to] >= 0) continue;
            asked[one.to] = asked[here] + (ask == nullptr ? 0 : 1);
            if (ask == nullptr)
                open.push_front(one.to);
            else
                open.push_back(one.to);
        }
    }
}

}  // namespace

void check_levels(const check_input& input, const flow_graph& graph) {
    level_checker(input, graph).check();
    check_order(input, graph);
    check_unsure(input, *graph.of);
}

}  // namespace dialog
