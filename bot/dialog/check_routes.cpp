#include "bot/dialog/check.h"

#include <algorithm>

namespace dialog {
namespace {

bool holds(const std::vector<std::string>& list, const std::string& id) {
    return std::find(list.begin(), list.end(), id) != list.end();
}

class route_checker {
public:
    route_checker(const check_input& input, const flow& of)
        : input_(input), of_(of), document_(input.document(of)) {}

    void check(const node& one) {
        here_ = "/nodes/" + one.id;
        if (const auto* call = std::get_if<call_node>(&one.what)) check_call(*call);
        if (const auto* action = std::get_if<action_node>(&one.what)) check_action(*action);
        if (const auto* handoff = std::get_if<handoff_node>(&one.what)) check_handoff(*handoff);
        if (const auto* ask = std::get_if<ask_node>(&one.what)) check_ladder(one, *ask);
    }

private:
    void check_call(const call_node& call) {
        const flow* callee = input_.script.find_flow(call.flow);
        if (callee == nullptr) return;
        for (const assignment& argument : call.with)
            if (!holds(callee->params, argument.slot))
                input_.found.add_at_key(
                    401, document_, pointer_to(here_ + "/with", argument.slot),
                    {"流程 “" + call.flow + "” 没有可带入的变量 “" + argument.slot + "”。",
                     "flow “" + call.flow + "” has no parameter “" + argument.slot + "”"});
        if (!call.replace)
            for (const std::string& outcome : callee->outcomes)
                if (!call.on.contains(outcome))
                    report_missing_route(204, outcome, "被调流程的结果", "the callee's outcome");
        for (const auto& [outcome, target] : call.on) {
            if (!call.replace && holds(callee->outcomes, outcome)) continue;
            const std::string pointer = pointer_to(here_ + "/on", outcome);
            input_.found.add_at_key(
                204, document_, pointer,
                {"流程 “" + call.flow + "” 不会给出结果 “" + outcome + "”，请删去这一条。",
                 "flow “" + call.flow + "” never gives the outcome “" + outcome +
                     "”; remove the route"},
                {"删去这一条", {deletion(document_, pointer)}});
        }
    }

    void report_missing_route(int code, const std::string& outcome, const std::string& zh,
                              const std::string& en) {
        const json_value& whole = *find_place(document_.root, here_).value;
        const json_value* on = whole.find("on");
        proposal fix;
        if (!of_.nodes.empty()) {
            const std::string& target = of_.nodes.back().id;
            fix.title = "补上 “" + outcome + "”，先接到 “" + target + "”";
            if (on != nullptr)
                fix.edits = {insertion(*on, outcome, json_string(target))};
            else
                fix.edits = {insertion(
                    whole, "on", "{" + json_string(outcome) + ": " + json_string(target) + "}")};
        }
        input_.found.add(code, document_, here_ + "/on",
                         {zh + " “" + outcome + "” 没有去向，请补上。",
                          en + " “" + outcome + "” has no route; add it"},
                         std::move(fix));
    }

    // A JSON value can fill any slot but a choice of several and a sum.
    void check_outputs(const action_node& node) {
        for (const auto& [slot_id, from] : node.out) {
            const slot* target = of_.find_slot(slot_id);
            const bool fits = target == nullptr || (target->type != slot_type::multi &&
                                                    target->type != slot_type::score);
            if (fits && from.starts_with('/')) continue;
            input_.found.add(805, document_, pointer_to(here_ + "/out", slot_id),
                             {fits ? "取回的位置要以 “/” 开头，如 “/count”。"
                                   : "多选和计分的变量不能由动作填写。",
                              fits ? "an output is a JSON pointer such as “/count”"
                                   : "an action cannot fill a multi or a score"});
        }
    }

    void check_action(const action_node& node) {
        if (!node.on.contains("failed"))
            report_missing_route(804, "failed", "动作失败时", "the action's outcome");
        check_outputs(node);
        const auto found = input_.script.actions.find(node.action);
        if (found == input_.script.actions.end()) return;
        for (const auto& [outcome, target] : node.on)
            if (outcome != "ok" && outcome != "failed" && outcome != "timeout" &&
                !holds(found->second.outcomes, outcome))
                input_.found.add_at_key(
                    204, document_, pointer_to(here_ + "/on", outcome),
                    {"动作 “" + node.action + "” 不会给出结果 “" + outcome + "”，请删去这一条。",
                     "action “" + node.action + "” never gives the outcome “" + outcome +
                         "”; remove the route"},
                    {"删去这一条", {deletion(document_, pointer_to(here_ + "/on", outcome))}});
    }

    void check_handoff(const handoff_node& node) {
        std::string missing;
        if (node.closed.empty()) missing = "closed";
        if (node.timeout_go.empty()) missing += missing.empty() ? "timeout" : "、timeout";
        if (missing.empty()) return;
        input_.found.add_at_key(806, document_, here_,
                                {"转人工缺少 “" + missing + "”：没人接时患者会一直等，请补上去向。",
                                 "hand-off without “" + missing +
                                     "”: the patient would wait for ever; add the way on"});
    }

    void check_ladder(const node& one, const ask_node& ask) {
        if (!ask.fallback) return;
        if (ask.fallback->then.empty())
            input_.found.add(810, document_, here_ + "/fallback",
                             {"没听懂几次以后没有去向，请补上 “then”（例如转人工）。",
                              "fallback has no “then”; route to a desk"});
        else if (ask.fallback->then == one.id)
            input_.found.add(810, document_, here_ + "/fallback/then",
                             {"没听懂以后又回到同一个问题，患者出不去，请换一个去向。",
                              "fallback leads back to the same question; route to a desk"});
    }

    const check_input& input_;
    const flow& of_;
    const json_document& document_;
    std::string here_;
};

bool has_allowed_host(const check_input& input, std::string_view url) {
    constexpr std::string_view scheme = "https://";
    if (!url.starts_with(scheme)) return false;
    url.remove_prefix(scheme.size());
    const std::string host(url.substr(0, url.find_first_of("/?#")));
    return holds(input.script.project.allowed_hosts, host);
}

void check_actions(const check_input& input) {
    for (const auto& [id, one] : input.script.actions) {
        const json_document& document = *input.document("shared/actions.json");
        if (!has_allowed_host(input, one.url))
            input.found.add(805, document, pointer_to("", id) + "/url",
                            {"动作的网址须是 https，且网站在 project.json 的 allowedHosts 里。",
                             "an action's URL must be https on a host of allowedHosts"});
        if (one.timeout_ms == 0 || one.timeout_ms > 8000)
            input.found.add(805, document, pointer_to("", id) + "/timeoutMs",
                            {"动作的时限须在 1 至 8000 毫秒之间。",
                             "an action's time limit must be 1 to 8000 milliseconds"});
    }
}

void check_queues(const check_input& input) {
    for (const auto& [id, one] : input.script.queues)
        if (one.hours.empty())
            input.found.add_at_key(807, *input.document("shared/queues.json"), pointer_to("", id),
                                   {"服务台 “" + id + "” 没有值班时间，请补上 “hours”。",
                                    "desk “" + id + "” has no hours; add them"});
    const auto needs_desk = [](const interrupt& one) {
        return one.what == interrupt_class::human || one.command == "human";
    };
    const bool needed =
        input.script.project.fallback.then == "human" ||
        std::any_of(input.script.interrupts.begin(), input.script.interrupts.end(), needs_desk);
    if (needed && input.script.project.human_queue.empty())
        input.found.add(807, *input.document("project.json"), "",
                        {"患者可以要求转人工，但没有写 “humanQueue”，请指定服务台。",
                         "patients may ask for a person but “humanQueue” names no desk"});
}

void check_default_ladder(const check_input& input) {
    if (input.script.project.fallback.then.empty())
        input.found.add(810, *input.document("project.json"), "/fallback",
                        {"默认的没听懂没有 “then”，请写 \"human\" 或 \"menu\"。",
                         "the default fallback has no “then”; write \"human\" or \"menu\""},
                        {"转人工",
                         {insertion(*input.document("project.json")->root.find("fallback"), "then",
                                    "\"human\"")}});
}

}  // namespace

void check_routes(const check_input& input) {
    for (const auto& [id, of] : input.script.flows) {
        route_checker checker(input, of);
        for (const node& one : of.nodes) checker.check(one);
    }
    check_actions(input);
    check_queues(input);
    check_default_ladder(input);
}

}  // namespace dialog
