// What an AI bot is pushed, field by field (wecom §4.1, §4.2). Views point into the document.
#pragma once

#include "adapters/tencent/json_value.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace adapters::wecom {

struct bot_text {
    std::string_view content;  // in groups behind "@BotName "
};
// image, file, video: encrypted bytes behind an address that lives for five minutes.
struct bot_media {
    std::string_view type, url;
};
struct bot_voice {
    std::string_view content;  // what the platform recognised
};
struct bot_mixed {
    struct item {
        std::string_view type;
        std::string_view content;  // of a text
        std::string_view url;      // of an image
    };
    std::vector<item> items;
};
// Not the user's: the platform asks how a stream goes on.
struct bot_refresh {
    std::string_view stream_id;
};
// enter_chat: the first time on a day.
struct bot_enter_event {};
struct bot_card_event {
    struct selection {
        std::string_view question_key;
        std::vector<std::string_view> option_ids;
    };
    std::string_view card_type, key, task_id;
    std::vector<selection> selections;
};
// feedback_event: what the user thinks of an answer.
struct bot_feedback_event {
    std::string_view id, content;
    std::optional<std::int64_t> type;   // 1 accurate, 2 inaccurate, 3 taken back
    std::vector<std::int64_t> reasons;  // 1 irrelevant, 2 incomplete, 3 wrong, 4 badly analysed
};
struct bot_unknown {};  // a type or event of tomorrow

using bot_body = std::variant<bot_unknown, bot_text, bot_media, bot_voice, bot_mixed, bot_refresh,
                              bot_enter_event, bot_card_event, bot_feedback_event>;

struct bot_message {
    std::string_view id;  // msgid, the same for every retry
    std::string_view bot_id;
    std::string_view chat_id;  // of a group; empty in a single chat
    std::string_view user_id;
    std::string_view corp_id;  // of users of another corp
    // Takes one active answer within the hour, without a token: a secret. Not for refreshes and
    // enter_chat.
    std::string_view response_url;
    std::string_view type;   // msgtype as sent
    std::string_view event;  // eventtype as sent; empty for messages
    std::optional<std::int64_t> create_time;
    bot_body body;
    std::optional<bot_body> quoted;  // the message the user quotes: not the user's own words
};

// `json_field` if the type is missing, or who speaks, except of refreshes.
tencent::outcome<bot_message> read_bot_message(const tencent::json_document& json);

}  // namespace adapters::wecom
