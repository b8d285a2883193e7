#include "adapters/wecom/app_message.h"

#include "adapters/tencent/xml_numbers.h"

#include <array>

namespace adapters::wecom {
namespace {

using tencent::decimal_of;
using tencent::flat_xml;
using tencent::integer_of;
using message_body = decltype(app_message::body);

message_body read_text(const flat_xml& xml) {
    return text_message{xml.text("Content")};
}

message_body read_image(const flat_xml& xml) {
    return image_message{xml.text("PicUrl"), xml.text("MediaId")};
}

message_body read_voice(const flat_xml& xml) {
    return voice_message{xml.text("MediaId"), xml.text("Format")};
}

message_body read_video(const flat_xml& xml) {
    return video_message{xml.text("MediaId"), xml.text("ThumbMediaId")};
}

message_body read_location(const flat_xml& xml) {
    return location_message{decimal_of(xml.text("Location_X")), decimal_of(xml.text("Location_Y")),
                            integer_of(xml.text("Scale")), xml.text("Label")};
}

message_body read_link(const flat_xml& xml) {
    return link_message{xml.text("Title"), xml.text("Description"), xml.text("Url"),
                        xml.text("PicUrl")};
}

message_body read_event_body(const flat_xml& xml) {
    return read_event(xml);
}

struct row {
    std::string_view type;
    message_body (*read)(const flat_xml&);
};

constexpr std::array table{
    row{"text", read_text},   row{"event", read_event_body}, row{"image", read_image},
    row{"voice", read_voice}, row{"video", read_video},      row{"location", read_location},
    row{"link", read_link},
};

}  // namespace

tencent::outcome<app_message> read_message(const flat_xml& xml) {
    const auto head = tencent::read_head(xml, false);
    if (!head) return head.error();
    app_message message{*head, {}, {}, {}};
    message.agent_id = integer_of(xml.text("AgentID"));
    if (!message.agent_id) message.agent_id = integer_of(xml.text("AgentId"));  // taskcard_click
    message.app_type = xml.text("AppType");
    for (const row& each : table) {
        if (each.type != message.type) continue;
        message.body = each.read(xml);
        break;
    }
    return message;
}

}  // namespace adapters::wecom
