#include "bot/dialog/stories/tell.h"

#include "bot/dialog/duration.h"
#include "bot/dialog/fill.h"
#include "bot/dialog/value_text.h"

#include <algorithm>

namespace dialog::stories {
namespace {

struct difference {
    std::string zh, en;
};
using verdict = std::optional<difference>;

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string or_nothing(const std::string& text) {
    return text.empty() ? "（没有）" : text;
}

// A place is where the chat waits, or the node it ended at.
verdict check_place(const player& who, const std::string& wanted) {
    std::string is = who.waits_at();
    if (is.empty() && !who.visited().empty()) is = who.visited().back();
    const bool any_node = wanted.ends_with("/*");
    const bool good = any_node ? is.starts_with(wanted.substr(0, wanted.size() - 1)) : is == wanted;
    if (good) return {};
    return difference{"应在 “" + wanted + "”，实际在 “" + or_nothing(is) + "”。",
                      "expected to be at “" + wanted + "”, got “" + is + "”"};
}

bool shows_snippet(const bundle& script, const snippet& wanted, const std::string& reply) {
    return std::any_of(wanted.blocks.begin(), wanted.blocks.end(), [&](const say_block& block) {
        const auto* text = std::get_if<say_text>(&block);
        return text != nullptr && holds(reply, fill(text->text, script.project, nullptr));
    });
}

// A snippet's name stands for its text, `{hospital.phone}` for the words of project.json.
bool shows(const bundle& script, const player& who, const std::string& wanted) {
    const std::string reply = words_of(who.effects());
    if (const auto found = script.snippets.find(wanted); found != script.snippets.end())
        return shows_snippet(script, found->second, reply);
    return holds(reply, fill(wanted, script.project, nullptr));
}

verdict take(const bundle& script, const story_step& step, player& who) {
    using kind = story_step::kind;
    switch (step.what) {
        case kind::in:
            who.say(step.value);
            break;
        case kind::tap:
            if (!who.tap(step.value)) {
                std::string offered;
                for (const auto& item : who.menu())
                    offered += (offered.empty() ? "" : "、") + item.label;
                return difference{
                    "这里没有选项 “" + step.value + "”，只有：" + or_nothing(offered) + "。",
                    "no option “" + step.value + "” is offered here"};
            }
            break;
        case kind::wait:
            who.wait(*read_duration(step.value));
            break;
        case kind::desk:
            who.hear_desk(step.value == "closed" ? desk_report::closed : desk_report::released);
            break;
        case kind::at:
            return check_place(who, step.value);
        case kind::shows:
            if (shows(script, who, step.value)) return {};
            return difference{"回复里应有 “" + step.value + "”，实际没有。",
                              "the reply should show “" + step.value + "”"};
        case kind::hides:
            if (!shows(script, who, step.value)) return {};
            return difference{"回复里不应有 “" + step.value + "”，实际有。",
                              "the reply should not show “" + step.value + "”"};
    }
    if (who.fault().empty()) return {};
    return difference{"引擎出错 " + who.fault() + "。", "the engine failed: " + who.fault()};
}

std::string shown(const slot* declared, const value& held) {
    if (declared != nullptr && declared->type != slot_type::text) return text_of(*declared, held);
    const auto* text = std::get_if<std::string>(&held);
    return text == nullptr ? std::string() : *text;
}

verdict check_slot(const bundle& script, const story& told, const expected_slot& wanted,
                   const slot_values& answers) {
    const flow* of = script.find_flow(told.flow);
    const slot* declared = of == nullptr ? nullptr : of->find_slot(wanted.slot);
    static const value zero = 0.0;
    const auto found = answers.find(wanted.slot);
    const value* held = found == answers.end() ? nullptr : &found->second;
    if (held == nullptr && declared != nullptr && declared->type == slot_type::score) held = &zero;
    if (held != nullptr && *held == wanted.wanted) return {};
    const std::string is = held == nullptr ? "没有填" : shown(declared, *held);
    return difference{"变量 “" + wanted.slot + "” 应是 “" + shown(declared, wanted.wanted) +
                          "”，实际是 “" + is + "”。",
                      "slot “" + wanted.slot + "” differs"};
}

problem failure_at(const story& told, position at, std::string pointer, const std::string& where,
                   const difference& found, const player& who) {
    problem made;
    made.code = 901;
    made.file = told.file;
    made.at = at;
    made.pointer = std::move(pointer);
    made.zh =
        "故事 “" + told.name + "” " + where + "：" + found.zh + "\n" + chat_text(who.told(), 2);
    made.en = "story “" + told.name + "” fails: " + found.en;
    return made;
}

verdict check_end(const story& told, const player& who) {
    if (!told.outcome.empty() && told.outcome != who.outcome())
        return difference{
            "结果应是 “" + told.outcome + "”，实际是 “" + or_nothing(who.outcome()) + "”。",
            "expected outcome “" + told.outcome + "”, got “" + who.outcome() + "”"};
    if (!told.disposition.empty() && told.disposition != who.gravest())
        return difference{
            "分级应是 “" + told.disposition + "”，实际是 “" + or_nothing(who.gravest()) + "”。",
            "expected disposition “" + told.disposition + "”, got “" + who.gravest() + "”"};
    return {};
}

}  // namespace

player beginning(const bundle& script, const std::string& flow, bool newcomer,
                 core::wall_time now) {
    if (newcomer) return {script, state{}, now};
    player who(script, admitted_patient(script), now);
    who.press(flow);
    return who;
}

telling tell(const bundle& script, const story& told) {
    telling result{{},
                   beginning(script, told.flow, told.newcomer, told.now.value_or(monday_morning))};
    player& who = result.played;
    for (std::size_t i = 0; i < told.steps.size(); ++i) {
        const story_step& step = told.steps[i];
        const verdict found = take(script, step, who);
        if (!found) continue;
        result.failure = failure_at(told, step.at, step.pointer,
                                    "第 " + std::to_string(i + 1) + " 步", *found, who);
        return result;
    }
    if (const verdict found = check_end(told, who)) {
        result.failure =
            failure_at(told, told.at, told.pointer + "/expect", "结局不对", *found, who);
        return result;
    }
    for (const expected_slot& wanted : told.slots)
        if (const verdict found = check_slot(script, told, wanted, who.answers())) {
            result.failure = failure_at(told, wanted.at, wanted.pointer, "结局不对", *found, who);
            return result;
        }
    return result;
}

std::string chat_text(const std::vector<exchange>& told, std::size_t last) {
    const auto indented = [](std::string text) {
        for (std::size_t at = text.find('\n'); at != std::string::npos;
             at = text.find('\n', at + 7))
            text.replace(at, 1, "\n      ");
        return text;
    };
    std::string all;
    for (std::size_t i = told.size() > last ? told.size() - last : 0; i < told.size(); ++i)
        all += "  病人：" + indented(told[i].said) + "\n  机器：" + indented(told[i].reply) + "\n";
    return all;
}

}  // namespace dialog::stories
