#include "tests/dialog/walk.h"

#include "bot/dialog/conditions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <set>

namespace trial {
namespace {

// Ways remembered per question: enough to reach every question of the project's flows, as
// EveryTurn.TogetherReachEveryQuestionOfTheFlow shows.
constexpr std::size_t ways_per_question = 8;

const dialog::ask_node* question_of(const dialog::bundle& script, const patient& at) {
    if (!at.where().pending.empty() || at.where().stack.empty()) return nullptr;
    const auto& top = at.where().stack.back();
    const dialog::flow* flow = script.find_flow(top.flow);
    const dialog::node* node = flow ? flow->find_node(top.node) : nullptr;
    return node ? std::get_if<dialog::ask_node>(&node->what) : nullptr;
}

std::vector<std::string> answers_to(const dialog::ask_node& question) {
    std::vector<std::string> made;
    for (const auto& option : question.options) made.push_back(option.label);
    switch (question.kind) {
        case dialog::slot_type::number:
            return {"9", "5", "1"};
        case dialog::slot_type::duration:
            return {"3天", "3周", "2年"};
        case dialog::slot_type::multi:
            made.push_back("1 2");
            break;
        default:
            break;
    }
    return made;
}

// What tells two ways to one question apart: which named conditions the answers have made true.
std::string way_of(const dialog::bundle& script, const patient& at) {
    const dialog::frame& top = at.where().stack.back();
    const dialog::flow& flow = *script.find_flow(top.flow);
    const dialog::slot_view slots(flow, top, at.where());
    std::string way = at.waits_at();
    for (const auto& named : flow.conditions)
        if (dialog::evaluate(named.when, slots) == dialog::truth::yes) way += " " + named.id;
    return way;
}

}  // namespace

places every_question(const dialog::bundle& script, std::string_view flow,
                      const std::function<void(const patient&)>& after_each_turn) {
    places found;
    std::set<std::string> ways;
    std::deque<patient> waiting;
    const auto arrive = [&](patient at) {
        if (question_of(script, at) == nullptr) return;
        auto& here = found[at.waits_at()];
        if (here.size() >= ways_per_question || !ways.insert(way_of(script, at)).second) return;
        here.push_back(at);
        waiting.push_back(std::move(at));
    };
    arrive(patient::in_flow(script, flow));
    EXPECT_FALSE(found.empty()) << "the home menu does not lead into " << flow;
    // Half of the ways try the last option first: often the harmless one, which leads furthest.
    for (bool last_first = false; !waiting.empty(); last_first = !last_first) {
        const patient at = std::move(waiting.front());
        waiting.pop_front();
        const auto* question = question_of(script, at);
        auto answers = answers_to(*question);
        if (last_first) std::reverse(answers.begin(), answers.end());
        for (const std::string& answer : answers) {
            patient next = at;
            next.say(answer);
            if (after_each_turn) after_each_turn(next);
            arrive(std::move(next));
        }
    }
    return found;
}

std::vector<std::string> snippets_in(const dialog::bundle& script, const std::string& reply) {
    std::vector<std::string> shown;
    for (const auto& [id, snippet] : script.snippets)
        for (const auto& block : snippet.blocks)
            if (const auto* text = std::get_if<dialog::say_text>(&block))
                if (reply.find(text->text) != std::string::npos) shown.push_back(id);
    return shown;
}

}  // namespace trial
