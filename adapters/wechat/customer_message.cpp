#include "adapters/wechat/customer_message.h"

#include "adapters/tencent/json_writer.h"
#include "bot/core/text.h"

#include <algorithm>

namespace adapters::wechat {
namespace {

using tencent::fault;
using tencent::json_writer;
using tencent::outcome;

constexpr std::size_t text_limit = 2048;  // bytes
constexpr std::size_t menu_items = 10, item_characters = 20;

// The frame around one object named like its type, which `fill` writes.
template <class Fill>
std::string framed(const customer_address& to, std::string_view type, const Fill& fill) {
    std::string out;
    json_writer json(out);
    json.begin();
    json.text("touser", to.open_id);
    json.text("msgtype", type);
    json.begin(type);
    fill(json);
    json.end();
    if (!to.agent.empty()) {
        json.begin("customservice");
        json.text("kf_account", to.agent);
        json.end();
    }
    json.end();
    return out;
}

bool is_sound_item(const core::menu_item& item) {
    return !item.pick.empty() && !item.label.empty() &&
           core::utf8_length(item.label) <= item_characters;
}

}  // namespace

outcome<std::string> write_customer_text(const customer_address& to, std::string_view content) {
    if (content.empty() || content.size() > text_limit) return fault::json_field;
    return framed(to, "text", [&](json_writer& json) { json.text("content", content); });
}

outcome<std::string> write_customer_media(const customer_address& to, std::string_view type,
                                          std::string_view media_id) {
    if (media_id.empty() || (type != "image" && type != "voice")) return fault::json_field;
    return framed(to, type, [&](json_writer& json) { json.text("media_id", media_id); });
}

outcome<std::string> write_customer_news(const customer_address& to,
                                         const tencent::article& article) {
    if (article.title.empty() || article.url.empty()) return fault::json_field;
    return framed(to, "news", [&](json_writer& json) {
        json.begin_list("articles");
        json.begin();
        json.text("title", article.title);
        json.text("description", article.description);
        json.text("url", article.url);
        json.text_unless_empty("picurl", article.picture_url);
        json.end();
        json.end_list();
    });
}

outcome<std::string> write_customer_mini_page(const customer_address& to, const mini_page& page) {
    if (page.app_id.empty() || page.page_path.empty() || page.thumb_media_id.empty())
        return fault::json_field;
    return framed(to, "miniprogrampage", [&](json_writer& json) {
        json.text("title", page.title);
        json.text("appid", page.app_id);
        json.text("pagepath", page.page_path);
        json.text("thumb_media_id", page.thumb_media_id);
    });
}

outcome<std::string> write_customer_menu(const customer_address& to, const core::menu_block& menu) {
    if (menu.items.empty() || menu.items.size() > menu_items ||
        !std::ranges::all_of(menu.items, is_sound_item))
        return fault::json_field;
    return framed(to, "msgmenu", [&](json_writer& json) {
        json.text("head_content", menu.head);
        json.begin_list("list");
        for (const core::menu_item& each : menu.items) {
            json.begin();
            json.text("id", each.pick);
            json.text("content", each.label);
            json.end();
        }
        json.end_list();
        json.text_unless_empty("tail_content", menu.tail);
    });
}

std::string write_typing(std::string_view open_id, bool on) {
    std::string out;
    json_writer json(out);
    json.begin();
    json.text("touser", open_id);
    json.text("command", on ? "Typing" : "CancelTyping");
    json.end();
    return out;
}

}  // namespace adapters::wechat
