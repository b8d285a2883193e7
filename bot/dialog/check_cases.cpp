// 308 309 406: conditions that decide nothing. Decided by trying every combination of the values
// their slots can have, where these are few.
#include "bot/dialog/check.h"
#include "bot/dialog/explore.h"

#include <algorithm>

namespace dialog {
namespace {

std::vector<std::string> slots_of_cases(const flow& of, const branch_node& branch) {
    std::set<std::string> all;
    for (const branch_case& one : branch.cases)
        for (const std::string& slot_id : slots_read(of, one.when)) all.insert(slot_id);
    return {all.begin(), all.end()};
}

void check_branch(const check_input& input, const flow& of, const node& one,
                  const branch_node& branch) {
    const fact_space space(of, slots_of_cases(of, branch));
    if (!space.fits()) return;
    std::vector<bool> fires(branch.cases.size(), false), holds(branch.cases.size(), false);
    bool falls_through = false;
    for (fact_space::facts known = 0; known < space.size(); ++known) {
        bool decided = false;
        for (std::size_t k = 0; k < branch.cases.size(); ++k) {
            if (!space.evaluate(branch.cases[k].when, known).yes) continue;
            holds[k] = true;
            if (!decided) fires[k] = true;
            decided = true;
        }
        falls_through = falls_through || !decided;
    }
    const json_document& document = input.document(of);
    const std::string here = "/nodes/" + one.id;
    for (std::size_t k = 0; k < fires.size(); ++k) {
        if (fires[k]) continue;
        const std::string pointer = here + "/cases/" + std::to_string(k);
        const std::string why_zh = holds[k] ? "被前面的分支挡住" : "永远不成立";
        const std::string why_en = holds[k] ? "hidden by an earlier case" : "never true";
        input.found.add(308, document, pointer,
                        {"这个分支" + why_zh + "，请调整次序或删去。",
                         "this case is " + why_en + "; reorder or delete it"},
                        {"删去这个分支", {deletion(document, pointer)}});
    }
    if (!falls_through)
        input.found.add(309, document, here + "/else",
                        {"前面的分支已经占满，“else” 永远走不到。",
                         "the cases cover everything; `else` can never happen"});
}

void check_condition(const check_input& input, const flow& of, const named_condition& one) {
    const fact_space space(of, slots_read(of, one.when));
    if (!space.fits()) return;
    bool can_hold = false, can_fail = false;
    for (fact_space::facts known = 0; known < space.size(); ++known) {
        const possible result = space.evaluate(one.when, known);
        can_hold = can_hold || result.yes;
        can_fail = can_fail || result.no || result.unknown;
    }
    if (can_hold && can_fail) return;
    const std::string zh = can_hold ? "总是成立" : "永远不成立";
    const std::string en = can_hold ? "always" : "never";
    input.found.add_at_key(406, input.document(of), "/conditions/" + one.id,
                           {"条件 “" + one.id + "” " + zh + "，请改正。",
                            "condition “" + one.id + "” is " + en + " true; correct it"});
}

}  // namespace

void check_cases(const check_input& input, const flow_graph& graph) {
    for (const node& one : graph.of->nodes)
        if (const auto* branch = std::get_if<branch_node>(&one.what))
            check_branch(input, *graph.of, one, *branch);
    for (const named_condition& one : graph.of->conditions) check_condition(input, *graph.of, one);
}

}  // namespace dialog
