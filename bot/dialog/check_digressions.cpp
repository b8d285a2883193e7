// 705: who asks something in between comes back soon.
#include "bot/dialog/check.h"

#include <algorithm>

namespace dialog {
namespace {

constexpr int most_questions = 2;

// Most questions on any path of a flow; a circle through a question counts as too many.
class question_counter {
public:
    explicit question_counter(const flow_graph& graph)
        : graph_(graph), most_(graph.size(), unknown) {}

    int count() { return graph_.start < graph_.size() ? from(graph_.start) : 0; }

private:
    static constexpr int unknown = -1, open = -2;

    int from(std::size_t here) {
        if (most_[here] == open) return questions_since(here) > 0 ? most_questions + 1 : 0;
        if (most_[here] != unknown) return most_[here];
        most_[here] = open;
        path_.push_back(here);
        int most = 0;
        for (const edge& one : graph_.from[here]) most = std::max(most, from(one.to));
        path_.pop_back();
        return most_[here] = most + (is_question(here) ? 1 : 0);
    }

    bool is_question(std::size_t here) const {
        return std::holds_alternative<ask_node>(graph_.at(here).what);
    }

    std::ptrdiff_t questions_since(std::size_t here) const {
        return std::count_if(std::find(path_.begin(), path_.end(), here), path_.end(),
                             [this](std::size_t one) { return is_question(one); });
    }

    const flow_graph& graph_;
    std::vector<int> most_;
    std::vector<std::size_t> path_;
};

void check_digression(const check_input& input, const std::vector<flow_graph>& graphs,
                      const std::string& flow_id, const json_document& document,
                      const std::string& pointer) {
    for (const flow_graph& graph : graphs) {
        if (graph.of->id != flow_id) continue;
        const bool leaves =
            std::any_of(graph.of->nodes.begin(), graph.of->nodes.end(), [](const node& one) {
                const auto* call = std::get_if<call_node>(&one.what);
                return call != nullptr && call->replace;
            });
        if (!leaves && question_counter(graph).count() <= most_questions) continue;
        input.found.add(705, document, pointer,
                        {leaves ? "插话流程 “" + flow_id + "” 会转走，回不到原来的问题。"
                                : "插话流程 “" + flow_id + "” 会问两个以上的问题，请缩短。",
                         leaves ? "digression “" + flow_id + "” cannot return"
                                : "digression “" + flow_id + "” may ask more than 2 questions"});
    }
}

}  // namespace

void check_digressions(const check_input& input, const std::vector<flow_graph>& graphs) {
    for (const auto& [id, of] : input.script.flows)
        for (std::size_t i = 0; i < of.digressions.size(); ++i)
            check_digression(input, graphs, of.digressions[i].flow, input.document(of),
                             "/digressions/" + std::to_string(i) + "/flow");
    for (const interrupt& one : input.script.interrupts)
        if (one.what == interrupt_class::digression) {
            const json_document& document = *input.document("shared/interrupts.json");
            check_digression(input, graphs, one.flow, document,
                             find_place(document.root, one.at).pointer + "/flow");
        }
}

}  // namespace dialog
