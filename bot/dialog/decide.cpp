#include "bot/dialog/decide.h"

#include "bot/dialog/command_words.h"
#include "bot/dialog/items.h"
#include "bot/dialog/option_words.h"
#include "bot/dialog/severity.h"
#include "bot/dialog/values.h"

#include <algorithm>

namespace dialog {
namespace {

answered answer_of(const std::vector<item>& picked) {
    answered answer;
    answer.own_words = true;
    for (const item& one : picked) {
        if (one.what == item::kind::skip) answer.skipped = true;
        if (one.script != nullptr) answer.chosen.push_back(one.script);
    }
    return answer;
}

// A tap belongs to the waiting question if it names its node and is no older than its frame.
bool is_current(const heard& message) {
    return message.pick && message.question && message.pick->node == message.question.at->id &&
           message.pick->turn >= message.whole.stack.back().began;
}

decision row_a_own_words(const heard& message) {
    if (!message.question || (message.text.empty() && !is_current(message))) return nothing{};
    const std::vector<item> items =
        items_of(message.script.project, message.question, message.whole.stack.back());
    std::vector<item> picked;
    if (is_current(message)) {
        for (const item& one : items)
            if (one.id == message.pick->option) picked = {one};
    } else {
        picked = own_words(message.question, items, message.answer_text(), message.folded());
    }
    if (picked.empty()) return nothing{};
    if (picked.front().what == item::kind::command)
        return command_given{std::string(picked.front().id)};
    return answer_of(picked);
}

decision row_e_value(const heard& message) {
    if (!message.question || message.text.empty()) return nothing{};
    std::vector<const option*> chosen = read_options(message);
    const slot_type kind = message.question.ask->kind;
    if (chosen.size() > 1 && kind != slot_type::multi) return several_options{std::move(chosen)};
    if (!chosen.empty()) return answered{std::move(chosen), {}, false, false};
    if (message.question.ask->skip && message.words().unsure) return answered{{}, {}, true, false};
    typed_value read =
        read_value(*message.question.asked, message.answer_text(), message.words(), message.time);
    if (auto* held = std::get_if<value>(&read)) return answered{{}, std::move(*held), false, false};
    if (auto* refused = std::get_if<out_of_range>(&read))
        return value_out_of_range{std::move(refused->say)};
    return nothing{};
}

const option* find_option(const node* at, std::string_view pick) {
    const auto* ask = at == nullptr ? nullptr : std::get_if<ask_node>(&at->what);
    if (ask == nullptr) return nullptr;
    for (const option& one : ask->options)
        if (one.pick == pick) return &one;
    return nullptr;
}

// The sign an option stands for by itself, whatever flow it is in.
const interrupt* sign_of(const bundle& script, const option& chosen) {
    for (const interrupt& rule : script.interrupts) {
        if (rule.what != interrupt_class::emergency || !rule.with.empty() ||
            urgency_of_level(script, rule.level) != urgency::emergency)
            continue;
        for (const std::string& one : chosen.concepts)
            if (std::find(rule.concepts.begin(), rule.concepts.end(), one) != rule.concepts.end())
                return &rule;
    }
    return nullptr;
}

decision row_f_old_pick(const heard& message) {
    if (!message.pick || message.pick->node == own_picks::home) return nothing{};
    old_pick found;
    found.node = message.pick->node;
    if (!message.whole.stack.empty() && message.pick->turn >= message.whole.stack.back().began) {
        const frame& place = message.whole.stack.back();
        const flow* script = message.script.find_flow(place.flow);
        if (script != nullptr && place.trail.answered(found.node))
            found.chosen = find_option(script->find_node(found.node), message.pick->option);
    }
    if (found.chosen != nullptr) {
        found.sign = sign_of(message.script, *found.chosen);
        return found;
    }
    for (const auto& [id, script] : message.script.flows)
        if (const option* one = find_option(script.find_node(found.node), message.pick->option))
            if (found.sign == nullptr) found.sign = sign_of(message.script, *one);
    return found;
}

}  // namespace

decision row_b_sign_present(const heard& message) {
    if (message.text.empty()) return nothing{};
    for (const sign& one : message.signs())
        if (one.meaning == polarity::present &&
            urgency_of_level(message.script, one.rule->level) == urgency::emergency)
            return sign_found{one.rule};
    return nothing{};
}

decision row_c_sign_unclear(const heard& message) {
    if (message.text.empty()) return nothing{};
    for (const sign& one : message.signs())
        if (one.meaning != polarity::present && one.meaning != polarity::absent &&
            urgency_of_level(message.script, one.rule->level) == urgency::emergency)
            return sign_unclear{one.rule, message.script.ear.concepts()[one.concept_index].id};
    return nothing{};
}

decision row_d_command(const heard& message) {
    std::string id = command_in(message);
    if (id.empty()) return nothing{};
    return command_given{std::move(id)};
}

decision decide(const heard& message) {
    using row = decision (*)(const heard&);
    constexpr row rows[] = {row_a_own_words,  row_b_sign_present, row_c_sign_unclear,
                            row_d_command,    row_e_value,        row_f_old_pick,
                            row_g_digression, row_h_other_flow};
    for (const row one : rows) {
        decision found = one(message);
        if (applies(found)) return found;
    }
    return nothing{};
}

}  // namespace dialog
