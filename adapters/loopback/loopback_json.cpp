#include "adapters/loopback/loopback_json.h"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <optional>

namespace adapters::loopback {
namespace {

using json_writer = rapidjson::Writer<rapidjson::StringBuffer>;

constexpr std::size_t id_limit = 128;

// Empty optional: absent. A value of another type is an error of the whole object.
std::optional<std::string> text_at(const rapidjson::Value& object, const char* name, bool& sound) {
    if (!object.HasMember(name)) return std::nullopt;
    const auto& value = object[name];
    if (!value.IsString()) {
        sound = false;
        return std::nullopt;
    }
    return std::string(value.GetString(), value.GetStringLength());
}

bool is_id(const std::optional<std::string>& id) {
    return id && !id->empty() && id->size() <= id_limit;
}

// Exactly one of these says what happened; `pick` may bring its words in `text`.
void choose_kind(core::inbound& message, const rapidjson::Value& object, bool& sound) {
    auto text = text_at(object, "text", sound);
    auto pick = text_at(object, "pick", sound);
    auto menu = text_at(object, "menu", sound);
    auto follow = text_at(object, "follow", sound);
    auto media = text_at(object, "media", sound);
    const bool leave = object.HasMember("leave");
    const int said = (pick   ? 1
                      : text ? 1
                             : 0) +
                     (menu ? 1 : 0) + (follow ? 1 : 0) + (media ? 1 : 0) + (leave ? 1 : 0);
    if (said != 1) sound = false;
    if (text) message.text = std::move(*text);
    if (pick) {
        message.kind = core::inbound_kind::pick;
        message.pick = std::move(*pick);
    } else if (menu) {
        message.kind = core::inbound_kind::menu;
        message.pick = std::move(*menu);
        message.event = "menu";
    } else if (follow) {
        message.kind = core::inbound_kind::follow;
        message.pick = std::move(*follow);
        message.event = "follow";
    } else if (media) {
        message.kind = core::inbound_kind::media;
        message.media = std::move(*media);
    } else if (leave) {
        message.kind = core::inbound_kind::leave;
        message.event = "leave";
    }
}

void write_field(json_writer& out, std::string_view name, std::string_view value) {
    out.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
    out.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

struct block_writer {
    json_writer& out;

    void operator()(const core::text_block& block) const {
        write_field(out, "type", "text");
        write_field(out, "text", block.text);
    }
    void operator()(const core::image_block& block) const {
        write_field(out, "type", "image");
        write_field(out, "image", block.image);
        write_field(out, "alt", block.alt);
    }
    void operator()(const core::link_block& block) const {
        write_field(out, "type", "link");
        write_field(out, "title", block.title);
        write_field(out, "url", block.url);
        write_field(out, "alt", block.alt);
    }
    void operator()(const core::mini_block& block) const {
        write_field(out, "type", "mini");
        write_field(out, "app_id", block.app_id);
        write_field(out, "path", block.path);
        write_field(out, "title", block.title);
        write_field(out, "alt", block.alt);
    }
    void operator()(const core::menu_block& block) const {
        write_field(out, "type", "menu");
        write_field(out, "head", block.head);
        out.Key("items");
        out.StartArray();
        for (const core::menu_item& item : block.items) {
            out.StartObject();
            write_field(out, "pick", item.pick);
            write_field(out, "label", item.label);
            out.EndObject();
        }
        out.EndArray();
        write_field(out, "tail", block.tail);
    }
    void operator()(const core::handoff_block& block) const {
        write_field(out, "type", "handoff");
        write_field(out, "desk", block.desk);
    }
};

}  // namespace

core::result<core::inbound> read_message(std::string_view json, core::wall_time now) {
    rapidjson::Document object;
    // Iterative: the recursive parser dies of deep nesting (dependencies.md §1.2).
    object.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(
        json.data(), json.size());
    if (object.HasParseError() || !object.IsObject()) return core::errc::malformed;

    bool sound = true;
    const auto user = text_at(object, "user", sound);
    const auto id = text_at(object, "id", sound);
    if (!is_id(user) || !is_id(id)) return core::errc::malformed;
    core::inbound message;
    message.user = *user;
    message.delivery_key = "m:" + *user + ":" + *id;
    choose_kind(message, object, sound);
    message.sent_at = std::chrono::floor<std::chrono::seconds>(now);
    if (object.HasMember("at")) {
        const auto& at = object["at"];
        if (!at.IsUint()) return core::errc::malformed;
        message.sent_at = core::wall_time(std::chrono::seconds(at.GetUint()));
    }
    if (!sound) return core::errc::malformed;
    return message;
}

std::string write_blocks(std::span<const core::block> blocks) {
    rapidjson::StringBuffer buffer;
    json_writer out(buffer);
    out.StartObject();
    out.Key("blocks");
    out.StartArray();
    for (const core::block& block : blocks) {
        out.StartObject();
        std::visit(block_writer{out}, block);
        out.EndObject();
    }
    out.EndArray();
    out.EndObject();
    return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace adapters::loopback
