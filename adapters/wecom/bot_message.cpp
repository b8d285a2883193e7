#include "adapters/wecom/bot_message.h"

#include <algorithm>

namespace adapters::wecom {
namespace {

using tencent::json_value;

constexpr std::size_t id_limit = 128;

// Optional ids may be empty.
bool may_be_id(std::string_view text) {
    return text.size() <= id_limit &&
           std::ranges::none_of(text, [](char c) { return c >= 0 && c < 0x20; });
}

bot_body read_mixed(const json_value& mixed) {
    bot_mixed read;
    const auto items = mixed["msg_item"];
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto each = items.at(i);
        read.items.push_back(
            {each["msgtype"].text(), each["text"]["content"].text(), each["image"]["url"].text()});
    }
    return read;
}

// The object named like its type.
bot_body read_content(std::string_view type, const json_value& holder) {
    const auto content = holder[type];
    if (type == "text") return bot_text{content["content"].text()};
    if (type == "voice") return bot_voice{content["content"].text()};
    if (type == "mixed") return read_mixed(content);
    if (type == "stream") return bot_refresh{content["id"].text()};
    if (type == "image" || type == "file" || type == "video")
        return bot_media{type, content["url"].text()};
    return bot_unknown{};
}

bot_body read_card(const json_value& card) {
    bot_card_event read{
        card["card_type"].text(), card["event_key"].text(), card["task_id"].text(), {}};
    const auto items = card["selected_items"]["selected_item"];
    for (std::size_t i = 0; i < items.size(); ++i) {
        bot_card_event::selection chosen{items.at(i)["question_key"].text(), {}};
        const auto options = items.at(i)["option_ids"]["option_id"];
        for (std::size_t k = 0; k < options.size(); ++k)
            chosen.option_ids.push_back(options.at(k).text());
        read.selections.push_back(std::move(chosen));
    }
    return read;
}

bot_body read_feedback(const json_value& feedback) {
    bot_feedback_event read{
        feedback["id"].text(), feedback["content"].text(), feedback["type"].integer(), {}};
    const auto reasons = feedback["inaccurate_reason_list"];
    for (std::size_t i = 0; i < reasons.size(); ++i)
        if (const auto reason = reasons.at(i).integer()) read.reasons.push_back(*reason);
    return read;
}

bot_body read_event(std::string_view name, const json_value& event) {
    if (name == "enter_chat") return bot_enter_event{};
    if (name == "template_card_event") return read_card(event[name]);
    if (name == "feedback_event") return read_feedback(event[name]);
    return bot_unknown{};
}

}  // namespace

tencent::outcome<bot_message> read_bot_message(const tencent::json_document& json) {
    bot_message message;
    message.id = json["msgid"].text();
    message.bot_id = json["aibotid"].text();
    message.user_id = json["from"]["userid"].text();
    message.corp_id = json["from"]["corpid"].text();
    const bool is_group = json["chattype"].text() == "group";
    if (is_group) message.chat_id = json["chatid"].text();
    message.response_url = json["response_url"].text();
    message.type = json["msgtype"].text();
    message.create_time = json["create_time"].integer();
    if (message.type == "event") {
        message.event = json["event"]["eventtype"].text();
        message.body = read_event(message.event, json["event"]);
    } else {
        message.body = read_content(message.type, json.root());
    }
    if (const auto quote = json["quote"]; quote.is_object())
        message.quoted = read_content(quote["msgtype"].text(), quote);
    // A refresh is nobody's message; without its chat a group would look like a single chat.
    const bool names_all = std::holds_alternative<bot_refresh>(message.body) ||
                           (!message.user_id.empty() && message.chat_id.empty() != is_group);
    const auto ids = {message.id, message.user_id, message.chat_id, message.corp_id};
    if (message.type.empty() || !names_all || !std::ranges::all_of(ids, may_be_id))
        return tencent::fault::json_field;
    return message;
}

}  // namespace adapters::wecom
