#include "adapters/wecom/bot_inbound.h"

#include "adapters/tencent/delivery_key.h"
#include "bot/core/text.h"

#include <chrono>

namespace adapters::wecom {
namespace {

using core::inbound;
using core::inbound_kind;

// In groups the bot is spoken to: "@BotName 腿麻".
std::string_view without_address(std::string_view content) {
    content = core::trimmed(content);
    if (!content.starts_with('@')) return content;
    // Clients put a blank behind the name, some of them U+2005.
    auto end = content.size(), next = end;
    for (const std::string_view blank : {" ", "\n", "\u2005", "\u3000"}) {
        const auto at = content.find(blank);
        if (at < end) end = at, next = at + blank.size();
    }
    return core::trimmed(content.substr(next));
}

struct body_reader {
    inbound& out;
    bool in_group;

    void operator()(const bot_text& text) const { said(text.content); }
    void operator()(const bot_voice& voice) const { said(voice.content); }
    void operator()(const bot_media& media) const { unreadable(media.type); }
    void operator()(const bot_mixed& mixed) const {
        std::string words;
        for (const auto& each : mixed.items) {
            if (each.content.empty()) continue;
            words.append(words.empty() ? "" : "\n").append(each.content);
        }
        words.empty() ? unreadable("image") : said(words);
    }
    void operator()(const bot_enter_event&) const { out.kind = inbound_kind::follow; }
    void operator()(const bot_card_event& event) const {
        out.kind = inbound_kind::pick;
        out.card = event.task_id;
        const bool one_chosen =
            event.selections.size() == 1 && event.selections.front().option_ids.size() == 1;
        out.pick = one_chosen ? event.selections.front().option_ids.front() : event.key;
    }
    void operator()(const bot_refresh&) const {}
    void operator()(const bot_feedback_event&) const {}
    void operator()(const bot_unknown&) const {
        if (out.event.empty()) unreadable("other");  // somebody sent it and waits
    }

private:
    void said(std::string_view words) const {
        out.kind = inbound_kind::text;
        out.text = core::without_control_characters(in_group ? without_address(words) : words);
    }
    void unreadable(std::string_view name) const {
        out.kind = inbound_kind::media;
        out.media = name;
    }
};

}  // namespace

std::string bot_user(const bot_message& message) {
    std::string user(message.user_id);
    if (!message.corp_id.empty()) user.append("|").append(message.corp_id);
    if (!message.chat_id.empty()) user.append("|#").append(message.chat_id);
    return user;
}

inbound to_inbound(const bot_message& message, std::string_view account, std::string_view plaintext,
                   core::wall_time now) {
    inbound out;
    out.account = account;
    out.user = bot_user(message);
    out.kind = inbound_kind::notice;
    out.event = message.event;
    const auto at = message.create_time.value_or(core::unix_seconds(now));
    out.sent_at = core::wall_time(std::chrono::seconds(at));
    std::visit(body_reader{out, !message.chat_id.empty()}, message.body);
    if (out.kind != inbound_kind::notice)
        out.delivery_key =
            tencent::delivery_key(out.user, message.id, message.create_time.value_or(0), plaintext);
    return out;
}

}  // namespace adapters::wecom
