#include "adapters/wecom/kf_send.h"

#include "adapters/tencent/digest.h"
#include "adapters/tencent/json_writer.h"
#include "adapters/tencent/text_markup.h"

#include <algorithm>
#include <cmath>

namespace adapters::wecom {
namespace {

using tencent::fault;
using tencent::json_writer;
using tencent::outcome;

constexpr std::size_t message_id_limit = 32;
constexpr std::size_t title_limit = 128, description_limit = 512, mini_title_limit = 64;

bool is_message_id(std::string_view id) {
    return id.size() <= message_id_limit && std::ranges::all_of(id, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      c == '_' || c == '-';
           });
}

bool is_within(std::string_view text, std::size_t limit) {
    return !text.empty() && text.size() <= limit;
}

struct limit_check {
    bool operator()(const kf_words& words) const { return is_within(words.content, kf_text_limit); }
    bool operator()(const kf_menu_message& menu) const {
        return menu.head.size() <= kf_menu_words_limit && menu.tail.size() <= kf_menu_words_limit &&
               !menu.lines.empty() && menu.lines.size() <= kf_menu_items &&
               std::ranges::all_of(menu.lines, is_sound_line);
    }
    bool operator()(const kf_media_message& media) const { return !media.media_id.empty(); }
    bool operator()(const kf_link_message& link) const {
        return is_within(link.title, title_limit) && link.description.size() <= description_limit &&
               is_within(link.url, kf_url_limit) && tencent::is_web_address(link.url) &&
               !link.thumb_media_id.empty();
    }
    bool operator()(const kf_mini_program_message& mini) const {
        return !mini.app_id.empty() && mini.title.size() <= mini_title_limit &&
               !mini.thumb_media_id.empty() && !mini.page_path.empty();
    }
    bool operator()(const kf_location_message& place) const {
        return std::abs(place.latitude) <= 90 && std::abs(place.longitude) <= 180;
    }

private:
    static bool is_sound_line(const kf_menu_line& line) {
        if (!line.pick.empty())
            return line.pick.size() <= kf_item_id_limit && is_within(line.label, kf_item_limit);
        if (line.label.size() > kf_menu_words_limit || line.label.empty()) return false;
        return line.url.empty() ||
               (line.url.size() <= kf_url_limit && tencent::is_web_address(line.url));
    }
};

void write_line(json_writer& json, const kf_menu_line& line) {
    const std::string_view type = !line.pick.empty()  ? "click"
                                  : !line.url.empty() ? "view"
                                                      : "text";
    json.begin();
    json.text("type", type);
    json.begin(type);
    json.text_unless_empty("id", line.pick);
    if (line.pick.empty()) json.text_unless_empty("url", line.url);
    json.text("content", line.label);
    json.end();
    json.end();
}

// Type, and the object of that name.
struct content_writer {
    json_writer& json;

    void operator()(const kf_words& words) const {
        open("text");
        json.text("content", words.content);
        json.end();
    }
    void operator()(const kf_menu_message& menu) const {
        open("msgmenu");
        json.text_unless_empty("head_content", menu.head);
        json.begin_list("list");
        for (const kf_menu_line& each : menu.lines) write_line(json, each);
        json.end_list();
        json.text_unless_empty("tail_content", menu.tail);
        json.end();
    }
    void operator()(const kf_media_message& media) const {
        open(media.type);
        json.text("media_id", media.media_id);
        json.end();
    }
    void operator()(const kf_link_message& link) const {
        open("link");
        json.text("title", link.title);
        json.text_unless_empty("desc", link.description);
        json.text("url", link.url);
        json.text("thumb_media_id", link.thumb_media_id);
        json.end();
    }
    void operator()(const kf_mini_program_message& mini) const {
        open("miniprogram");
        json.text("appid", mini.app_id);
        json.text_unless_empty("title", mini.title);
        json.text("thumb_media_id", mini.thumb_media_id);
        json.text("pagepath", mini.page_path);
        json.end();
    }
    void operator()(const kf_location_message& place) const {
        open("location");
        json.text_unless_empty("name", place.name);
        json.text_unless_empty("address", place.address);
        json.decimal("latitude", place.latitude);
        json.decimal("longitude", place.longitude);
        json.end();
    }

private:
    void open(std::string_view type) const {
        json.text("msgtype", type);
        json.begin(type);
    }
};

void write_session(json_writer& json, std::string_view open_kf_id, std::string_view customer) {
    json.text("open_kfid", open_kf_id);
    json.text("external_userid", customer);
}

}  // namespace

outcome<std::string> write_kf_message(const kf_address& to, const kf_content& content) {
    if (to.customer.empty() || to.open_kf_id.empty() || !is_message_id(to.message_id) ||
        !std::visit(limit_check(), content))
        return fault::json_field;
    std::string out;
    json_writer json(out);
    json.begin();
    json.text("touser", to.customer);
    json.text("open_kfid", to.open_kf_id);
    json.text_unless_empty("msgid", to.message_id);
    std::visit(content_writer{json}, content);
    json.end();
    return out;
}

outcome<std::string> write_kf_event_message(std::string_view code, std::string_view message_id,
                                            const kf_content& content) {
    const bool is_allowed = std::holds_alternative<kf_words>(content) ||
                            std::holds_alternative<kf_menu_message>(content);
    if (code.empty() || !is_allowed || !is_message_id(message_id) ||
        !std::visit(limit_check(), content))
        return fault::json_field;
    std::string out;
    json_writer json(out);
    json.begin();
    json.text("code", code);
    json.text_unless_empty("msgid", message_id);
    std::visit(content_writer{json}, content);
    json.end();
    return out;
}

std::string kf_message_id(std::string_view open_kf_id, std::string_view inbound_id,
                          std::size_t part) {
    std::string source(open_kf_id);
    source.append("|").append(inbound_id).append("|").append(std::to_string(part));
    std::string id = "b";
    const auto digest = tencent::sha256(source);
    tencent::append_hex(id, std::span(digest).first(14));
    return id;
}

std::string write_kf_state_query(std::string_view open_kf_id, std::string_view customer) {
    std::string out;
    json_writer json(out);
    json.begin();
    write_session(json, open_kf_id, customer);
    json.end();
    return out;
}

std::string write_kf_state_change(std::string_view open_kf_id, std::string_view customer,
                                  kf_state to, std::string_view servicer) {
    std::string out;
    json_writer json(out);
    json.begin();
    write_session(json, open_kf_id, customer);
    json.number("service_state", static_cast<std::int64_t>(to));
    json.text_unless_empty("servicer_userid", servicer);
    json.end();
    return out;
}

bool may_send(kf_state state) {
    return state == kf_state::fresh || state == kf_state::assistant;
}

}  // namespace adapters::wecom
