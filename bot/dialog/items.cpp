#include "bot/dialog/items.h"

#include "bot/core/text.h"
#include "bot/dialog/pick.h"

#include <algorithm>
#include <array>

namespace dialog {
namespace {

item command_item(offer wanted) {
    switch (wanted) {
        case offer::human:
            return {item::kind::command, "human", "人工", nullptr};
        case offer::menu:
            return {item::kind::command, "home", "菜单", nullptr};
        case offer::back:
            return {item::kind::command, "back", "上一步", nullptr};
        case offer::skip:
            break;
    }
    return {};
}

// What ends many a sentence and changes nothing: 不麻的, 左腿呀. Not 吧 and 了: they may.
std::string_view without_particle(std::string_view folded) {
    constexpr std::array<std::string_view, 9> particles{"的", "啊", "呀", "呢", "哦",
                                                        "噢", "嘛", "啦", "嘞"};
    for (const std::string_view one : particles)
        if (folded.size() > one.size() && folded.ends_with(one))
            return folded.substr(0, folded.size() - one.size());
    return folded;
}

// Between the parts of "1 3", "1、3", "1和3". Blanks of both widths, commas, and the words for and.
std::size_t separator_size(std::string_view text) {
    constexpr std::array<std::string_view, 13> separators{
        " ", "\t", ",", "，", "、", "；", ";", "/", "+", "。", "\xE3\x80\x80", "和", "跟"};
    for (const std::string_view one : separators)
        if (text.starts_with(one)) return one.size();
    return 0;
}

std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t size = at == text.size() ? 1 : separator_size(text.substr(at));
        if (size == 0) {
            ++at;
            continue;
        }
        if (at > begin) parts.push_back(text.substr(begin, at - begin));
        at += size;
        begin = at;
    }
    return parts;
}

// Synonyms are folded at load (fold_words.h), a label that folds to something else among them.
bool accepts(const option& choice, std::string_view folded) {
    return folded == choice.label ||
           std::find(choice.also.begin(), choice.also.end(), folded) != choice.also.end();
}

const item* find_word(const std::vector<item>& items, std::string_view folded) {
    if (folded.empty()) return nullptr;
    for (const item& one : items) {
        const bool is_said = one.script != nullptr             ? accepts(*one.script, folded)
                             : one.what == item::kind::command ? folded == one.label
                                                               : same_words(folded, one.label);
        if (is_said) return &one;
    }
    return nullptr;
}

const item* find_item(const std::vector<item>& items, std::string_view folded, bool digits) {
    if (const std::size_t place = digits ? read_place(folded, items.size()) : 0; place > 0)
        return &items[place - 1];
    return find_word(items, folded);
}

// "13" where 13 is no item: 1 and 3.
std::vector<item> single_digits(const std::vector<item>& items, std::string_view text) {
    std::vector<item> found;
    if (text.size() < 2 || items.size() > 9) return {};
    for (const char c : text) {
        const std::size_t place = read_place(std::string_view(&c, 1), items.size());
        if (place == 0 || items[place - 1].what != item::kind::option) return {};
        found.push_back(items[place - 1]);
    }
    return found;
}

bool is_ideograph_only(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; });
}

}  // namespace

const fallback_step* step_of(const project& house, const ask_node& ask, std::size_t misses) {
    const fallback_ladder& ladder = ask.fallback ? *ask.fallback : house.fallback;
    if (misses == 0 || misses > ladder.steps.size()) return nullptr;
    return &ladder.steps[misses - 1];
}

bool takes_digits(const ask_node& ask) {
    return ask.kind != slot_type::number && ask.kind != slot_type::phone;
}

std::vector<item> items_of(const project& house, const waiting_question& question,
                           const frame& place) {
    std::vector<item> items;
    items.reserve(question.ask->options.size() + 3);
    for (const option& one : question.ask->options)
        items.push_back({item::kind::option, one.pick, one.label, &one});
    if (question.ask->skip)
        items.push_back({item::kind::skip, own_picks::skip, question.ask->skip->label, nullptr});
    if (const fallback_step* step = step_of(house, *question.ask, place.misses))
        for (const offer wanted : step->offers)
            if (wanted != offer::skip) items.push_back(command_item(wanted));
    return items;
}

bool same_words(std::string_view folded, std::string_view label) {
    if (folded == label) return true;
    // Folding keeps the length of Chinese words: most labels are settled without it.
    if (is_ideograph_only(label) && is_ideograph_only(folded) && folded.size() > label.size())
        return false;
    return !label.empty() && fold_answer(label) == folded;
}

std::size_t read_place(std::string_view folded, std::size_t limit) {
    if (folded.empty() || folded.size() > 2) return 0;
    std::size_t place = 0;
    for (const char c : folded) {
        if (c < '0' || c > '9') return 0;
        place = place * 10 + static_cast<std::size_t>(c - '0');
    }
    return place <= limit ? place : 0;
}

std::vector<item> own_words(const waiting_question& question, const std::vector<item>& items,
                            std::string_view text, std::string_view folded) {
    text = core::trimmed(text);
    if (text.empty()) return {};
    const bool digits = takes_digits(*question.ask);
    if (const item* one = find_item(items, folded, digits)) return {*one};
    if (const std::string_view bare = without_particle(folded); bare.size() < folded.size())
        if (const item* one = find_item(items, bare, false)) return {*one};
    if (question.ask->kind != slot_type::multi) return {};
    std::vector<item> found = single_digits(items, text);
    if (!found.empty()) return found;
    for (const std::string_view part : parts_of(text)) {
        const item* one = find_item(items, fold_answer(part), digits);
        if (one == nullptr || one->what != item::kind::option) return {};
        found.push_back(*one);
    }
    return found;
}

}  // namespace dialog
