#include "bot/dialog/decide.h"
#include "bot/dialog/flow_facts.h"
#include "bot/dialog/items.h"
#include "bot/dialog/menus.h"
#include "bot/dialog/severity.h"

#include <algorithm>

// Rows g and h: what has nothing to do with the waiting question.

namespace dialog {
namespace {

constexpr int digression_depth = 2;
constexpr int digression_repeats = 2;

bool holds(const std::vector<std::string>& list, std::string_view id) {
    return std::find(list.begin(), list.end(), id) != list.end();
}

bool mentions_any(const heard& message, const std::vector<std::string>& concepts) {
    if (message.words().mentions.empty()) return false;
    return std::any_of(concepts.begin(), concepts.end(),
                       [&message](const std::string& id) { return message.mentions(id); });
}

// A frame above a question was pushed beside it; above a call it belongs to the flow.
int depth_of(const heard& message) {
    int depth = 0;
    const auto& stack = message.whole.stack;
    for (std::size_t i = 1; i < stack.size(); ++i) {
        const flow* below = message.script.find_flow(stack[i - 1].flow);
        const node* at = below == nullptr ? nullptr : below->find_node(stack[i - 1].node);
        if (at != nullptr && std::holds_alternative<ask_node>(at->what)) ++depth;
    }
    return depth;
}

bool in_emergency(const heard& message) {
    return !message.whole.stack.empty() &&
           is_emergency_flow(message.script, message.whole.stack.front().flow);
}

bool may_digress(const heard& message, const digression_wanted& wanted) {
    if (in_emergency(message) && !is_plain(message.script, wanted.flow)) return false;
    if (wanted.once && holds(message.whole.warned, wanted.id)) return false;
    if (!wanted.flow.empty() && depth_of(message) >= digression_depth) return false;
    return message.whole.last_digression != wanted.id ||
           message.whole.digression_repeats < digression_repeats;
}

bool applies_here(const heard& message, const interrupt& rule) {
    if (rule.what != interrupt_class::digression) return false;
    if (message.question && holds(message.question.script->digressions_off, rule.id)) return false;
    if (mentions_any(message, rule.unless)) return false;
    const bool together =
        std::all_of(rule.with.begin(), rule.with.end(),
                    [&message](const auto& list) { return mentions_any(message, list); });
    if (!together) return false;
    if (mentions_any(message, rule.concepts)) return true;
    if (rule.words.empty()) return false;
    return holds(rule.words, message.folded());
}

bool is_running(const state& whole, std::string_view flow_id) {
    return std::any_of(whole.stack.begin(), whole.stack.end(),
                       [flow_id](const frame& place) { return place.flow == flow_id; });
}

// Flows in the order of the home menu, then the others by id; the first entry that fits wins.
std::string flow_by_words(const heard& message) {
    if (message.words().mentions.empty()) return {};
    const auto fits = [&message](const flow& script) {
        return !is_running(message.whole, script.id) &&
               (!in_emergency(message) || is_plain(message.script, script.id)) &&
               mentions_any(message, script.entry_concepts);
    };
    for (const std::string& id : message.script.project.home_menu)
        if (const flow* script = message.script.find_flow(id); script != nullptr && fits(*script))
            return id;
    for (const auto& [id, script] : message.script.flows)
        if (fits(script)) return id;
    return {};
}

}  // namespace

decision row_g_digression(const heard& message) {
    if (message.text.empty()) return nothing{};
    if (message.question)
        for (const digression& one : message.question.script->digressions) {
            if (!mentions_any(message, one.concepts)) continue;
            digression_wanted wanted{one.snippet.empty() ? one.flow : one.snippet, one.snippet,
                                     one.flow, false};
            if (may_digress(message, wanted)) return wanted;
        }
    for (const interrupt& rule : message.script.interrupts) {
        if (!applies_here(message, rule)) continue;
        digression_wanted wanted{rule.id, rule.snippet, rule.flow, rule.once};
        if (may_digress(message, wanted)) return wanted;
    }
    return nothing{};
}

decision row_h_other_flow(const heard& message) {
    const auto known = [&message](std::string_view id) -> decision {
        if (message.script.find_flow(id) == nullptr) return nothing{};
        return flow_wanted{std::string(id), true};
    };
    if (message.pick && message.pick->node == own_picks::home) return known(message.pick->option);
    if (!message.key.empty()) return known(message.key);
    if (message.text.empty()) return nothing{};
    if (message.whole.stack.empty())
        if (const std::string tapped = home_choice(message); !tapped.empty()) return known(tapped);
    const std::string id = flow_by_words(message);
    if (id.empty()) return nothing{};
    return flow_wanted{id, false};
}

}  // namespace dialog
