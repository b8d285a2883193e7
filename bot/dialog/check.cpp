#include "bot/dialog/check.h"

namespace dialog {

void check_bundle(const check_input& input) {
    check_duplicate_ids(input);
    auto lost = check_references(input);
    lost.merge(check_condition_circles(input));
    std::vector<flow_graph> graphs;
    for (const auto& [id, of] : input.script.flows)
        if (!lost.contains(of.file)) graphs.emplace_back(of);
    for (const flow_graph& graph : graphs) {
        check_flow_graph(input, graph);
        check_repeats(input, graph);
        check_unset(input, graph);
        check_cases(input, graph);
        check_levels(input, graph);
    }
    check_calls(input, graphs);
    check_routes(input);
    check_silence(input);
    check_slots(input);
    check_privacy(input);
    check_texts(input);
    check_blocks(input);
    check_sizes(input);
    check_options(input);
    check_concepts(input);
    check_words(input);
    check_emergencies(input);
    check_digressions(input, graphs);
    check_turns(input, graphs);
    check_education(input);
    check_reviews(input);
}

}  // namespace dialog
