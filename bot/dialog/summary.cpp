#include "bot/dialog/summary.h"

#include "bot/dialog/signs.h"
#include "bot/dialog/slots.h"
#include "bot/dialog/value_text.h"

#include <algorithm>

namespace dialog {
namespace {

// The last answer that wrote the slot.
std::uint32_t turn_of(const std::vector<trail_entry>& answers, const std::string& slot_id) {
    for (auto entry = answers.rbegin(); entry != answers.rend(); ++entry)
        if (entry->before.contains(slot_id) ||
            std::find(entry->unset.begin(), entry->unset.end(), slot_id) != entry->unset.end())
            return entry->turn;
    return 0;
}

// What the author hands over to the desk is what a doctor wants to know; a flow without a desk
// tells everything.
std::vector<std::string> slots_worth_telling(const flow& script) {
    std::vector<std::string> wanted;
    for (const node& one : script.nodes)
        if (const auto* desk = std::get_if<handoff_node>(&one.what))
            for (const std::string& id : desk->summary)
                if (std::find(wanted.begin(), wanted.end(), id) == wanted.end())
                    wanted.push_back(id);
    if (wanted.empty())
        for (const slot& one : script.slots)
            if (one.type != slot_type::score) wanted.push_back(one.id);
    return wanted;
}

std::string_view text_at(const std::vector<spoken_turn>& turns, std::uint32_t turn) {
    const auto found = std::find_if(turns.begin(), turns.end(),
                                    [turn](const spoken_turn& one) { return one.turn == turn; });
    return turn == 0 || found == turns.end() ? std::string_view() : found->text;
}

// A sign names itself by the concept that led to it, where the words are known; else by the first
// one of its rule.
summary_item item_of_sign(const bundle& script, const interrupt& rule,
                          const std::vector<spoken_turn>& turns) {
    summary_item item{"提到的情况", {}, {}, 0};
    for (const spoken_turn& one : turns)
        for (const sign& heard : find_signs(script, script.ear.read(one.text), {}))
            if (heard.rule == &rule && heard.meaning == polarity::present) {
                item.value = script.ear.concepts()[heard.concept_index].name;
                item.words = one.text;
                item.turn = one.turn;
                return item;
            }
    if (rule.concepts.empty()) return item;
    if (const auto index = script.ear.find(rule.concepts.front()))
        item.value = script.ear.concepts()[*index].name;
    return item;
}

}  // namespace

std::vector<summary_item> items_of_frame(const bundle& script, const state& whole,
                                         const frame& place,
                                         const std::vector<std::string>& slot_ids) {
    std::vector<summary_item> items;
    const flow* of = script.find_flow(place.flow);
    if (of == nullptr) return items;
    const slot_view slots(*of, place, whole);
    const auto answers = place.trail.entries();
    for (const std::string& id : slot_ids) {
        const slot* declared = of->find_slot(id);
        const value* held = slots.find(id);
        if (declared == nullptr || held == nullptr) continue;
        std::string shown = declared->type == slot_type::text ? std::get<std::string>(*held)
                                                              : text_of(*declared, *held);
        items.push_back({declared->label, std::move(shown), {}, turn_of(answers, id)});
    }
    return items;
}

std::vector<summary_item> summarize(const bundle& script, const state& whole,
                                    const std::vector<spoken_turn>& turns) {
    std::vector<summary_item> all;
    const auto add = [&](const frame& place) {
        const flow* of = script.find_flow(place.flow);
        if (of == nullptr) return;
        for (summary_item& item : items_of_frame(script, whole, place, slots_worth_telling(*of)))
            all.push_back(std::move(item));
    };
    for (const frame& place : whole.told) add(place);
    for (const frame& place : whole.stack) add(place);
    for (summary_item& item : all) item.words = text_at(turns, item.turn);
    for (const interrupt& rule : script.interrupts)
        if (std::find(whole.warned.begin(), whole.warned.end(), rule.id) != whole.warned.end())
            if (summary_item item = item_of_sign(script, rule, turns); !item.value.empty())
                all.push_back(std::move(item));
    return all;
}

std::string in_one_line(const std::vector<summary_item>& items) {
    std::string line;
    for (const summary_item& item : items)
        line.append(line.empty() ? "" : "；").append(item.label).append("：").append(item.value);
    return line;
}

std::string in_lines(const std::vector<summary_item>& items, std::size_t limit) {
    std::string lines;
    for (const summary_item& item : items) {
        if (lines.size() + item.label.size() + item.value.size() + 4 > limit) break;
        lines.append(lines.empty() ? "" : "\n").append(item.label).append("：").append(item.value);
    }
    return lines;
}

}  // namespace dialog
