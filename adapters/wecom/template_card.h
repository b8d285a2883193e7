// Template cards, which apps and AI bots share (wecom §2.4): one description, written as JSON for
// messages and bots, and as XML for an app's passive update. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace adapters::wecom {

enum class card_type {
    text_notice,
    news_notice,
    button_interaction,
    vote_interaction,
    multiple_interaction
};

// Opens an address, or a page of a mini-program if `app_id` is set.
struct card_jump {
    std::string_view title, url, app_id, page_path;
};
struct card_line {
    std::string_view name, value;
    std::string_view url;  // empty: just text
};
struct card_paragraph {
    std::string_view title, text;
};
struct card_button {
    std::string_view text, key;
    std::int64_t style = 1;  // 1 to 4
};
struct card_option {
    std::string_view id, text;
    bool is_checked = false;
};
struct card_question {
    std::string_view key, title;
    std::vector<card_option> options;
};

struct template_card {
    card_type type = card_type::text_notice;
    std::string_view title, description, text;
    std::string_view image_url;              // news_notice
    std::vector<card_line> lines;            // at most 6
    std::vector<card_paragraph> paragraphs;  // at most 4; news_notice
    std::vector<card_jump> jumps;            // at most 3
    card_jump action;                        // required for the two notices
    std::vector<card_button> buttons;        // 1 to 6; button_interaction
    card_question vote;                      // 1 to 20 options; vote_interaction
    bool several = false;                    // of the vote's options may be chosen
    std::vector<card_question> selections;   // 1 to 3, of 1 to 10 options; multiple_interaction
    card_button submit;                      // of the last two
    std::string_view task_id;                // required for the last three
    std::string_view replaced_text;          // of the button, in an update
};

// Which rule of the platform the card breaks, as a static word; empty if none.
std::string_view broken_rule(const template_card& card);

// The object of "template_card".
std::string write_card_json(const template_card& card);
// The element <TemplateCard>; lists are repeated elements without a wrapper.
std::string write_card_xml(const template_card& card);

}  // namespace adapters::wecom
