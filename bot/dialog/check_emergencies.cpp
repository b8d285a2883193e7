// 701 702 708: nothing a script says can switch an emergency off, outrank it or delay its advice.
#include "bot/core/text.h"
#include "bot/dialog/check.h"
#include "bot/dialog/ranks.h"

#include <algorithm>
#include <deque>

namespace dialog {
namespace {

bool is_emergency_class(const interrupt& one) {
    return one.what == interrupt_class::emergency;
}

// 701 in shared/interrupts.json.
class interrupt_checker {
public:
    explicit interrupt_checker(const check_input& input)
        : input_(input), document_(*input.document("shared/interrupts.json")) {}

    void check() {
        std::optional<int> lowest;
        for (const interrupt& one : input_.script.interrupts)
            if (is_emergency_class(one) && (!lowest || one.priority < *lowest))
                lowest = one.priority;
        for (const interrupt& one : input_.script.interrupts) {
            here_ = find_place(document_.root, one.at).pointer;
            if (is_emergency_class(one))
                check_emergency(one);
            else if (lowest && one.priority >= *lowest)
                report("/priority",
                       {"优先级不低于急症（最低 " + std::to_string(*lowest) + "），请调低。",
                        "outranks an emergency (lowest " + std::to_string(*lowest) +
                            "); lower "
                            "it"});
        }
    }

private:
    void check_emergency(const interrupt& one) {
        if (one.once)
            report("/once",
                   {"急症提示不能只说一次，请去掉 “once”。",
                    "an emergency must not be limited to once"},
                   {"删去 “once”", {deletion(document_, here_ + "/once")}});
        if (one.level.empty())
            report("", {"急症没有 “level”，请写明分级。", "emergency without a level; set one"});
        else if (is_emergency(input_.script.project, one.level) && one.flow.empty())
            report("", {"急症没有 “flow”，请指定转入的流程。",
                        "emergency without a flow to take over; set one"});
        if (one.concepts.empty())
            report("", {"急症没有 “concepts”，永远不会触发。",
                        "emergency without concepts never fires"});
    }

    void report(const std::string& below, advice words, proposal fix = {}) {
        input_.found.add(701, document_, here_ + below, std::move(words), std::move(fix));
    }

    const check_input& input_;
    const json_document& document_;
    std::string here_;
};

void check_switched_off(const check_input& input, const flow& of) {
    for (std::size_t i = 0; i < of.digressions_off.size(); ++i)
        for (const interrupt& one : input.script.interrupts)
            if (one.id == of.digressions_off[i] && is_emergency_class(one)) {
                const std::string at = "/off/" + std::to_string(i);
                input.found.add(701, input.document(of), at,
                                {"急症 “" + one.id + "” 不能关闭。",
                                 "emergency “" + one.id + "” cannot be switched off"},
                                {"恢复", {deletion(input.document(of), at)}});
            }
}

bool gives_advice(const node& one) {
    return std::any_of(one.say.begin(), one.say.end(), [](const say_block& block) {
        const auto* text = std::get_if<say_text>(&block);
        return text != nullptr && !core::trimmed(text->text).empty();
    });
}

// 702: nothing but words may come before the first advice.
void check_first_advice(const check_input& input, const flow_graph& graph) {
    if (graph.start >= graph.size()) return;
    std::vector<bool> seen(graph.size(), false);
    std::deque<std::size_t> open{graph.start};
    seen[graph.start] = true;
    while (!open.empty()) {
        const std::size_t here = open.front();
        open.pop_front();
        const node& one = graph.at(here);
        const bool speaks = std::holds_alternative<say_node>(one.what) ||
                            std::holds_alternative<end_node>(one.what);
        if (speaks && gives_advice(one)) continue;
        if (!speaks && !std::holds_alternative<branch_node>(one.what)) {
            input.found.add_at_key(702, input.document(*graph.of), "/nodes/" + one.id,
                                   {"急症流程在给出建议之前就到了 “" + one.id + "”，请先说建议。",
                                    "the emergency flow reaches “" + one.id +
                                        "” before its first advice; say it "
                                        "first"});
            return;
        }
        for (const edge& way_on : graph.from[here])
            if (!seen[way_on.to]) {
                seen[way_on.to] = true;
                open.push_back(way_on.to);
            }
    }
}

void check_ends(const check_input& input, const flow_graph& graph, const std::string& level) {
    const int rank = *rank_of(input.script.project, level);
    for (std::size_t i = 0; i < graph.size(); ++i) {
        const auto exit = lowest_exit(input.script, graph.at(i));
        if (!exit || *exit >= rank) continue;
        input.found.add(
            702, input.document(*graph.of), "/nodes/" + graph.at(i).id + "/disposition",
            {"急症流程在 “" + graph.at(i).id + "” 结束得比 “" + level + "” 低，请改。",
             "the emergency flow ends at “" + graph.at(i).id + "” below “" + level + "”"});
    }
}

void check_emergency_flows(const check_input& input) {
    std::map<std::string, std::string> levels;  // flow -> its highest level
    for (const interrupt& one : input.script.interrupts) {
        if (!is_emergency_class(one) || one.flow.empty()) continue;
        if (!is_emergency(input.script.project, one.level)) continue;
        std::string& level = levels[one.flow];
        if (level.empty() ||
            *rank_of(input.script.project, level) < *rank_of(input.script.project, one.level))
            level = one.level;
    }
    for (const auto& [id, level] : levels)
        if (const flow* of = input.script.find_flow(id)) {
            const flow_graph graph(*of);
            check_first_advice(input, graph);
            check_ends(input, graph, level);
        }
}

void check_saving_texts(const check_input& input) {
    const json_document& document = *input.document("project.json");
    const auto needs_120 = [&](const std::string& text, const std::string& pointer) {
        if (text.find("120") == std::string::npos)
            input.found.add(708, document, pointer,
                            {"这段话里必须有 120。", "this text must name 120"});
    };
    needs_120(input.script.project.emergency_builtin, "/emergencyBuiltin");
    needs_120(input.script.project.error_line, "/errorLine");
    for (std::size_t i = 0; i < input.script.project.dispositions.size(); ++i) {
        const disposition& one = input.script.project.dispositions[i];
        if (one.how_soon == urgency::none || !core::trimmed(one.advice).empty()) continue;
        input.found.add(708, document, "/dispositions/" + std::to_string(i),
                        {"紧急的分级 “" + one.id + "” 没有固定建议，请补上 “advice”。",
                         "urgent disposition “" + one.id + "” has no standing advice"});
    }
}

}  // namespace

void check_emergencies(const check_input& input) {
    if (input.document("shared/interrupts.json") != nullptr) interrupt_checker(input).check();
    for (const auto& [id, of] : input.script.flows) check_switched_off(input, of);
    check_emergency_flows(input);
    check_saving_texts(input);
}

}  // namespace dialog
