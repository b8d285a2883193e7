#include "bot/dialog/check.h"

#include <functional>

namespace dialog {
namespace {

using check = std::function<void(const check_input&)>;

void check_flow(const check_input& input, const flow_graph& graph) {
    check_flow_graph(input, graph);
    check_repeats(input, graph);
    check_unset(input, graph);
    check_cases(input, graph);
    check_levels(input, graph);
}

// Each writes on a sheet of its own, so that the findings stand in the order of the checks however
// they run.
void run_checks(const check_input& input, const std::vector<check>& checks) {
    std::vector<findings> sheets(checks.size());
    input.run(checks.size(), [&](std::size_t i) {
        checks[i]({input.script, input.documents, sheets[i], input.today, one_by_one_runner,
                   input.known_ear});
    });
    for (findings& sheet : sheets) input.found.take(std::move(sheet));
}

}  // namespace

void check_bundle(const check_input& input) {
    check_duplicate_ids(input);
    auto lost = check_references(input);
    lost.merge(check_condition_circles(input));
    std::vector<flow_graph> graphs;
    for (const auto& [id, of] : input.script.flows)
        if (!lost.contains(of.file)) graphs.emplace_back(of);
    const auto with_graphs = [&graphs](auto check_all) {
        return [&graphs, check_all](const check_input& sheet) { check_all(sheet, graphs); };
    };
    std::vector<check> checks;
    checks.reserve(graphs.size() + 16);
    for (const flow_graph& graph : graphs)
        checks.push_back([&graph](const check_input& sheet) { check_flow(sheet, graph); });
    checks.insert(checks.end(),
                  {with_graphs(check_calls), check_routes, check_silence, check_slots,
                   check_privacy, check_texts, check_blocks, check_sizes, check_options,
                   check_concepts, check_words, check_emergencies, with_graphs(check_digressions),
                   with_graphs(check_turns), check_education, check_reviews});
    run_checks(input, checks);
}

}  // namespace dialog
