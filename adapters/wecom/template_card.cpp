#include "adapters/wecom/template_card.h"

#include "adapters/tencent/text_markup.h"

#include <algorithm>
#include <set>

namespace adapters::wecom {
namespace {

constexpr std::size_t task_id_limit = 128, key_limit = 1024, option_id_limit = 128;

bool is_task_id(std::string_view id) {
    return !id.empty() && id.size() <= task_id_limit && std::ranges::all_of(id, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '_' || c == '-' || c == '@';
    });
}

// Keys that come back from the card; unique in it.
class key_check {
public:
    bool admit(std::string_view key, std::size_t limit) {
        return !key.empty() && key.size() <= limit && seen_.insert(key).second;
    }

private:
    std::set<std::string_view> seen_;
};

bool opens(const card_jump& jump) {
    return jump.app_id.empty() ? tencent::is_web_address(jump.url) : !jump.page_path.empty();
}

bool is_sound_question(const card_question& question, std::size_t most_options, key_check& keys) {
    key_check ids;
    return keys.admit(question.key, key_limit) && !question.options.empty() &&
           question.options.size() <= most_options &&
           std::ranges::all_of(question.options, [&](const card_option& each) {
               return ids.admit(each.id, option_id_limit) && !each.text.empty();
           });
}

bool is_sound_button(const card_button& button, key_check& keys) {
    return keys.admit(button.key, key_limit) && !button.text.empty() && button.style >= 1 &&
           button.style <= 4;
}

std::string_view broken_notice_rule(const template_card& card) {
    if (!opens(card.action)) return "action";
    if (card.type == card_type::news_notice) return card.image_url.empty() ? "image" : "";
    return card.title.empty() && card.text.empty() ? "title" : "";
}

std::string_view broken_interaction_rule(const template_card& card) {
    key_check keys;
    if (!is_task_id(card.task_id)) return "task-id";
    if (card.type == card_type::button_interaction) {
        const bool sound = !card.buttons.empty() && card.buttons.size() <= 6 &&
                           std::ranges::all_of(card.buttons, [&](const auto& each) {
                               return is_sound_button(each, keys);
                           });
        return sound ? "" : "buttons";
    }
    if (!is_sound_button(card.submit, keys)) return "submit";
    if (card.type == card_type::vote_interaction)
        return is_sound_question(card.vote, 20, keys) ? "" : "vote";
    const bool sound = !card.selections.empty() && card.selections.size() <= 3 &&
                       std::ranges::all_of(card.selections, [&](const auto& each) {
                           return is_sound_question(each, 10, keys);
                       });
    return sound ? "" : "selections";
}

}  // namespace

std::string_view broken_rule(const template_card& card) {
    if (card.lines.size() > 6) return "lines";
    if (card.paragraphs.size() > 4) return "paragraphs";
    if (card.jumps.size() > 3 || !std::ranges::all_of(card.jumps, opens)) return "jumps";
    const bool is_notice =
        card.type == card_type::text_notice || card.type == card_type::news_notice;
    return is_notice ? broken_notice_rule(card) : broken_interaction_rule(card);
}

}  // namespace adapters::wecom
