#include "bot/dialog/turn.h"

#include <algorithm>

namespace dialog {
namespace {
constexpr std::size_t stack_limit = 8;
}

bool turn::has_said(std::string_view text) const {
    return std::any_of(effects.begin(), effects.end(), [text](const effect& one) {
        const auto* sent = std::get_if<dialog::send>(&one);
        const auto* words = sent == nullptr ? nullptr : std::get_if<core::text_block>(&sent->what);
        return words != nullptr && words->text.find(text) != std::string::npos;
    });
}

bool turn::has_spoken() const {
    return std::any_of(effects.begin(), effects.end(),
                       [](const effect& one) { return std::holds_alternative<dialog::send>(one); });
}

const flow& flow_of(const turn& ongoing, const frame& place) {
    const flow* script = ongoing.script.find_flow(place.flow);
    if (script == nullptr) throw fault{"RUN905"};
    return *script;
}

const node& node_of(const turn& ongoing, const frame& place) {
    const node* at = flow_of(ongoing, place).find_node(place.node);
    if (at == nullptr) throw fault{"RUN905"};
    return *at;
}

waiting_question question_of(const bundle& script, const state& whole) {
    if (whole.stack.empty()) return {};
    const frame& place = whole.stack.back();
    waiting_question waits;
    waits.script = script.find_flow(place.flow);
    if (waits.script == nullptr) return {};
    waits.at = waits.script->find_node(place.node);
    if (waits.at == nullptr) return {};
    waits.ask = std::get_if<ask_node>(&waits.at->what);
    if (waits.ask == nullptr) return {};
    waits.asked = waits.script->find_slot(waits.ask->slot);
    if (waits.asked == nullptr) return {};
    return waits;
}

void push_frame(turn& ongoing, const flow& script) {
    if (ongoing.whole.stack.size() >= stack_limit) throw fault{"RUN903"};
    ongoing.whole.stack.push_back({script.id, script.start, 0, {}, {}, ongoing.whole.turn});
}

}  // namespace dialog
