// Do values, tests, scores and declarations of slots fit each other?
#include "bot/dialog/check.h"
#include "bot/dialog/conditions.h"
#include "bot/dialog/decode_parts.h"
#include "bot/dialog/near_name.h"

#include <algorithm>

namespace dialog {
namespace {

std::vector<std::string> ids_of(const slot& of) {
    std::vector<std::string> ids;
    for (const choice_value& one : of.values) ids.push_back(one.id);
    return ids;
}

bool has_value(const slot& of, std::string_view id) {
    return std::any_of(of.values.begin(), of.values.end(),
                       [id](const choice_value& one) { return one.id == id; });
}

bool is_counted(slot_type type) {
    return type == slot_type::number || type == slot_type::duration || type == slot_type::score;
}

bool is_chosen(slot_type type) {
    return type == slot_type::yesno || type == slot_type::choice || type == slot_type::multi;
}

std::string_view name_of(slot_type type) {
    static constexpr std::string_view names[] = {"yesno", "choice", "multi", "number", "duration",
                                                 "date",  "phone",  "text",  "score"};
    return names[static_cast<std::size_t>(type)];
}

bool fits_type(const slot_test& test, slot_type type) {
    const bool values = !test.one_of.empty() || !test.not_one_of.empty();
    const bool amounts = test.min || test.max || test.over || test.under;
    const bool sets =
        !test.any_of.empty() || !test.all_of.empty() || test.count_min || test.count_max;
    if (type == slot_type::multi) return !test.one_of.empty() ? false : !amounts;
    if (is_chosen(type)) return !amounts && !sets;
    if (is_counted(type)) return !values && !sets;
    return !values && !amounts && !sets;
}

class slot_checker {
public:
    slot_checker(const check_input& input, const flow& of)
        : input_(input), of_(of), document_(input.document(of)) {}

    void check() {
        for (const named_condition& one : of_.conditions) check_condition(one.when);
        const auto written = decode::entries(document_.root.find("nodes"));
        for (std::size_t i = 0; i < of_.nodes.size(); ++i) {
            const node& one = of_.nodes[i];
            here_ = "/nodes/" + one.id;
            check_changes(one.change, here_);
            if (const auto* branch = std::get_if<branch_node>(&one.what))
                for (const branch_case& each : branch->cases) check_condition(each.when);
            if (const auto* ask = std::get_if<ask_node>(&one.what))
                check_ask(*ask, written[i]->value);
            if (const auto* call = std::get_if<call_node>(&one.what)) check_call(*call);
        }
    }

private:
    void check_condition(const condition& one) {
        for (const condition& part : one.parts) check_condition(part);
        if (one.what != condition::kind::test) return;
        const slot* tested = of_.find_slot(one.test.slot);
        if (tested == nullptr) return;
        const json_place place = find_place(document_.root, one.at);
        if (!fits_type(one.test, tested->type)) {
            input_.found.add(402, document_, *place.value, place.pointer,
                             {"变量 “" + tested->id + "” 是 " + std::string(name_of(tested->type)) +
                                  " 类型，不能这样测试。",
                              "this test does not fit slot “" + tested->id + "” of type " +
                                  std::string(name_of(tested->type))});
            return;
        }
        if (!tested->values.empty()) check_values_below(*place.value, place.pointer, *tested);
    }

    // Every text below a test of a choice is one of its values.
    void check_values_below(const json_value& given, const std::string& pointer,
                            const slot& tested) {
        if (given.is(json_value::kind::text) && !has_value(tested, given.text))
            report_value(given, pointer, tested);
        for (std::size_t i = 0; i < given.items.size(); ++i)
            check_values_below(given.items[i], pointer_to(pointer, i), tested);
        for (const json_member& member : given.members)
            if (member.key.text != "note")
                check_values_below(member.value, pointer_to(pointer, member.key.text), tested);
    }

    void report_value(const json_value& given, const std::string& pointer, const slot& of) {
        const std::vector<std::string> ids = ids_of(of);
        proposal fix;
        if (const std::string near = nearest_name(given.text, ids); !near.empty())
            fix = {"是否想写 “" + near + "”？", {replacement(given, near)}};
        std::string allowed;
        for (const std::string& id : ids) allowed += (allowed.empty() ? "" : ", ") + id;
        input_.found.add(
            403, document_, given, pointer,
            {"变量 “" + of.id + "” 没有值 “" + given.text + "”，可用：" + allowed + "。",
             "slot “" + of.id + "” has no value “" + given.text + "”; values: " + allowed},
            std::move(fix));
    }

    void check_ask(const ask_node& ask, const json_value& written) {
        const slot* asked = of_.find_slot(ask.slot);
        if (asked == nullptr) return;
        if (asked->type != ask.kind) {
            const json_value& kind = *find_place(document_.root, here_ + "/kind").value;
            const std::string type(name_of(asked->type));
            input_.found.add(
                402, document_, kind, here_ + "/kind",
                {"变量 “" + asked->id + "” 是 " + type + " 类型，提问的 kind 要一样。",
                 "slot “" + asked->id + "” is of type " + type + "; `kind` must be the same"},
                {"改为 “" + type + "”", {replacement(kind, type)}});
            return;
        }
        if (const json_value* options = written.find("options")) check_options(*options, *asked);
        for (const option& one : ask.options)
            if (!one.change.set.empty() || !one.change.add.empty())
                check_changes(one.change, find_place(document_.root, one.at).pointer);
        check_bands(ask);
    }

    void check_options(const json_value& options, const slot& asked) {
        for (std::size_t i = 0; i < options.items.size(); ++i) {
            const json_value* pick = options.items[i].find("pick");
            if (!is_chosen(asked.type) || (pick == nullptr && asked.type != slot_type::multi))
                input_.found.add(
                    402, document_, options.items[i], pointer_to(here_ + "/options", i),
                    {"这种选项不能用在 " + std::string(name_of(asked.type)) + " 类型的问题上。",
                     "a question of type " + std::string(name_of(asked.type)) +
                         " takes no such option"});
            else if (pick != nullptr && !has_value(asked, pick->text))
                report_value(*pick, pointer_to(here_ + "/options", i) + "/pick", asked);
        }
    }

    void check_bands(const ask_node& ask) {
        for (const score_bands& bands : ask.bands) {
            const std::string pointer = pointer_to(here_ + "/bands", bands.score);
            check_score(bands.score, pointer);
            if (!is_counted(ask.kind))
                input_.found.add_at_key(408, document_, pointer,
                                        {"分段计分只能用在数字或时长的问题上。",
                                         "bands need a question of type number or duration"});
            for (std::size_t i = 1; i < bands.bands.size(); ++i)
                if (bands.bands[i].min >= bands.bands[i - 1].min)
                    input_.found.add(408, document_, pointer_to(pointer, i),
                                     {"分段要从大到小写，否则这一段永远轮不到。",
                                      "bands overlap: write them from high to low, or this one is "
                                      "never reached"});
        }
    }

    void check_changes(const changes& change, const std::string& pointer) {
        for (const assignment& one : change.set)
            check_assignment(one, of_.find_slot(one.slot), pointer_to(pointer + "/set", one.slot));
        for (const addition& one : change.add)
            check_score(one.score, pointer_to(pointer + "/add", one.score));
    }

    void check_score(const std::string& id, const std::string& pointer) {
        const slot* score = of_.find_slot(id);
        if (score == nullptr || score->type == slot_type::score) return;
        input_.found.add_at_key(408, document_, pointer,
                                {"变量 “" + id + "” 不是计分（score），不能加分。",
                                 "slot “" + id + "” is no score, so nothing can be added"});
    }

    void check_call(const call_node& call) {
        const flow* callee = input_.script.find_flow(call.flow);
        for (const assignment& one : call.with)
            if (callee != nullptr)
                check_assignment(one, callee->find_slot(one.slot),
                                 pointer_to(here_ + "/with", one.slot));
    }

    void check_assignment(const assignment& one, const slot* target, const std::string& pointer) {
        if (target == nullptr) return;
        const bool good = std::visit(
            [target](const auto& to) {
                using held = std::decay_t<decltype(to)>;
                if constexpr (std::is_same_v<held, double>)
                    return target->type == slot_type::number || target->type == slot_type::score;
                else if constexpr (std::is_same_v<held, minutes>)
                    return target->type == slot_type::duration;
                else if constexpr (std::is_same_v<held, std::string>)
                    return !is_counted(target->type) && target->type != slot_type::multi;
                else
                    return target->type == slot_type::multi;
            },
            one.to);
        const json_place place = find_place(document_.root, pointer);
        if (!good)
            input_.found.add(402, document_, *place.value, place.pointer,
                             {"变量 “" + target->id + "” 是 " + std::string(name_of(target->type)) +
                                  " 类型，不能写入这个值。",
                              "this value does not fit slot “" + target->id + "” of type " +
                                  std::string(name_of(target->type))});
        else if (is_chosen(target->type))
            check_values_below(*place.value, place.pointer, *target);
    }

    const check_input& input_;
    const flow& of_;
    const json_document& document_;
    std::string here_;
};

void collect_tests(const condition& one, std::vector<const condition*>& tests) {
    if (one.what == condition::kind::test) tests.push_back(&one);
    for (const condition& part : one.parts) collect_tests(part, tests);
}

// A score that even its maximum does not bring to a test's minimum.
void check_score_tests(const check_input& input, const flow& of) {
    std::vector<const condition*> tests;
    for (const named_condition& one : of.conditions) collect_tests(one.when, tests);
    for (const node& one : of.nodes)
        if (const auto* branch = std::get_if<branch_node>(&one.what))
            for (const branch_case& each : branch->cases) collect_tests(each.when, tests);
    for (const condition* one : tests) {
        const slot* score = of.find_slot(one->test.slot);
        if (score == nullptr || score->type != slot_type::score || !score->max) continue;
        const bool too_high = (one->test.min && *one->test.min > *score->max) ||
                              (one->test.over && *one->test.over >= *score->max);
        if (!too_high) continue;
        const json_document& document = input.document(of);
        const json_place place = find_place(document.root, one->at);
        input.found.add(408, document, *place.value, place.pointer,
                        {"计分 “" + score->id + "” 最高到不了这个分数，这个条件永远不成立。",
                         "score “" + score->id + "” never reaches this test"});
    }
}

bool same_declaration(const slot& a, const slot& b) {
    const auto same_values = [&] {
        return std::equal(
            a.values.begin(), a.values.end(), b.values.begin(), b.values.end(),
            [](const choice_value& x, const choice_value& y) { return x.id == y.id; });
    };
    return a.type == b.type && a.min == b.min && a.max == b.max && a.integer == b.integer &&
           a.longest == b.longest && a.secret == b.secret && a.keep == b.keep && same_values();
}

void check_patient_slots(const check_input& input) {
    std::map<std::string, std::pair<const flow*, const slot*>> first;
    for (const auto& [id, of] : input.script.flows)
        for (const slot& one : of.slots) {
            if (one.scope != slot_scope::patient) continue;
            const auto [known, fresh] = first.emplace(one.id, std::pair{&of, &one});
            if (fresh || same_declaration(*known->second.second, one)) continue;
            const std::string& other = known->second.first->id;
            input.found.add_at_key(
                410, input.document(of), pointer_to("/slots", one.id),
                {"变量 “" + one.id + "” 跟着患者走，但和流程 “" + other +
                     "” 里写得不一样，请统一。",
                 "patient slot “" + one.id + "” is declared differently in flow “" + other +
                     "”; align"});
        }
}

}  // namespace

void check_slots(const check_input& input) {
    for (const auto& [id, of] : input.script.flows) {
        slot_checker(input, of).check();
        check_score_tests(input, of);
    }
    check_patient_slots(input);
}

}  // namespace dialog
