#include "bot/dialog/menus.h"

#include "bot/dialog/fill.h"
#include "bot/dialog/items.h"
#include "bot/dialog/texts.h"

#include <algorithm>

namespace dialog {
namespace {

std::string filled(const turn& ongoing, std::string_view text) {
    if (ongoing.whole.stack.empty()) return fill(text, ongoing.script.project, nullptr);
    const frame& place = ongoing.whole.stack.back();
    const flow* script = ongoing.script.find_flow(place.flow);
    if (script == nullptr) return fill(text, ongoing.script.project, nullptr);
    const slot_view slots(*script, place, ongoing.whole);
    return fill(text, ongoing.script.project, &slots);
}

// At a number question a bare digit is the answer, so other ways on are named as words.
std::string words_for(const std::vector<item>& items) {
    std::string words;
    for (const item& one : items)
        words.append(words.empty() ? "也可以回复：" : "、").append(one.label);
    return words;
}

std::string_view pick_node(const item& one, const node& at) {
    return one.what == item::kind::command ? own_picks::command : std::string_view(at.id);
}

}  // namespace

void say_filled(turn& ongoing, std::string_view text) {
    ongoing.say(filled(ongoing, text));
}

void show_question(turn& ongoing, wording words) {
    const waiting_question waits = question_of(ongoing.script, ongoing.whole);
    if (!waits) return;
    const bool brief = words == wording::brief && !waits.ask->brief.empty();
    std::string head = filled(ongoing, brief ? waits.ask->brief : waits.ask->prompt);
    const std::vector<item> items =
        items_of(ongoing.script.project, waits, ongoing.whole.stack.back());
    if (items.empty()) return ongoing.say(std::move(head));
    if (!takes_digits(*waits.ask)) return ongoing.say(head.append("\n").append(words_for(items)));
    core::menu_block menu;
    menu.head = std::move(head);
    menu.tail = waits.ask->kind == slot_type::multi ? texts::multi_tail : texts::menu_tail;
    menu.items.reserve(items.size());
    for (const item& one : items)
        menu.items.push_back({make_pick(ongoing.whole.turn, pick_node(one, *waits.at), one.id),
                              std::string(one.label)});
    ongoing.send(std::move(menu));
}

void show_home(turn& ongoing) {
    core::menu_block menu;
    menu.head = texts::home_head;
    menu.tail = texts::menu_tail;
    const std::vector<const flow*>& flows = ongoing.script.home;
    menu.items.reserve(flows.size());
    for (const flow* one : flows)
        menu.items.push_back({make_pick(ongoing.whole.turn, own_picks::home, one->id),
                              one->menu_label.empty() ? one->title : one->menu_label});
    if (menu.items.empty()) return ongoing.say(texts::help);
    ongoing.send(std::move(menu));
}

std::string home_choice(const heard& message) {
    const std::vector<const flow*>& flows = message.script.home;
    const std::string& folded = message.folded();
    // In the first message of a visit a number is a number: no menu stands before it.
    if (message.whole.visit_turn > 1)
        if (const std::size_t place = read_place(folded, flows.size()); place > 0)
            return flows[place - 1]->id;
    for (const flow* one : flows)
        if (std::ranges::find(one->called, folded) != one->called.end()) return one->id;
    return {};
}

void say_snippet(turn& ongoing, std::string_view snippet_id) {
    const auto found = ongoing.script.snippets.find(snippet_id);
    if (found == ongoing.script.snippets.end()) throw fault{"RUN905"};
    ongoing.education = true;
    for (const say_block& block : found->second.blocks)
        if (!std::holds_alternative<snippet_use>(block)) say_blocks_of(ongoing, {block});
}

void say_blocks_of(turn& ongoing, const say_blocks& blocks) {
    for (const say_block& block : blocks) {
        if (const auto* text = std::get_if<say_text>(&block))
            ongoing.say(filled(ongoing, text->text));
        else if (const auto* use = std::get_if<snippet_use>(&block))
            say_snippet(ongoing, use->snippet);
        else if (const auto* image = std::get_if<say_image>(&block))
            ongoing.send(core::image_block{image->image, image->alt});
        else if (const auto* link = std::get_if<say_link>(&block))
            ongoing.send(core::link_block{link->title, link->url, link->alt});
        else if (const auto* mini = std::get_if<say_mini>(&block))
            ongoing.send(core::mini_block{mini->app_id, mini->path, mini->title, mini->alt});
    }
}

}  // namespace dialog
