#include "adapters/wecom/bot_reply.h"

#include "adapters/tencent/digest.h"
#include "adapters/tencent/json_writer.h"

#include <algorithm>

namespace adapters::wecom {
namespace {

using tencent::json_writer;

void write_stream_object(json_writer& json, const stream_state& stream) {
    json.begin("stream");
    json.text("id", stream.id);
    json.flag("finish", stream.finish);
    json.text("content", stream.content);
    if (!stream.feedback_id.empty()) {
        json.begin("feedback");
        json.text("id", stream.feedback_id);
        json.end();
    }
    json.end();
}

void write_card_object(json_writer& json, const button_card& card) {
    json.begin("template_card");
    json.text("card_type", "button_interaction");
    json.begin("main_title");
    json.text("title", card.title);
    json.end();
    json.text_unless_empty("sub_title_text", card.text);
    json.begin_list("button_list");
    for (const core::menu_item& each :
         card.buttons.first(std::min(card.buttons.size(), most_buttons))) {
        json.begin();
        json.text("text", each.label);
        json.number("style", 1);
        json.text("key", each.pick);
        json.end();
    }
    json.end_list();
    json.text("task_id", card.task_id);
    json.end();
}

}  // namespace

std::string write_welcome(std::string_view content) {
    std::string out;
    json_writer json(out);
    json.begin();
    json.text("msgtype", "text");
    json.begin("text");
    json.text("content", content);
    json.end();
    json.end();
    return out;
}

std::string write_stream(const stream_state& stream) {
    std::string out;
    out.reserve(stream.content.size() + 128);
    json_writer json(out);
    json.begin();
    json.text("msgtype", "stream");
    write_stream_object(json, stream);
    json.end();
    return out;
}

std::string write_stream_with_card(const stream_state& stream, const button_card& card) {
    std::string out;
    json_writer json(out);
    json.begin();
    json.text("msgtype", "stream_with_template_card");
    write_stream_object(json, stream);
    write_card_object(json, card);
    json.end();
    return out;
}

std::string write_card_update(const button_card& card) {
    std::string out;
    json_writer json(out);
    json.begin();
    json.text("response_type", "update_template_card");
    write_card_object(json, card);
    json.end();
    return out;
}

std::string stream_id_of(std::string_view delivery_key) {
    std::string id = "s";
    const auto digest = tencent::sha256(delivery_key);
    tencent::append_hex(id, std::span(digest).first(14));
    return id;
}

}  // namespace adapters::wecom
