#include "adapters/wechat/wechat_message.h"

#include "adapters/tencent/xml_numbers.h"
#include "bot/core/text.h"

#include <algorithm>
#include <array>

namespace adapters::wechat {
namespace {

using tencent::decimal_of;
using tencent::flat_xml;
using tencent::integer_of;

using message_body = decltype(wechat_message::body);

message_body read_text(const flat_xml& xml) {
    return text_message{xml.text("Content"), xml.text("bizmsgmenuid")};
}

message_body read_image(const flat_xml& xml) {
    return image_message{xml.text("PicUrl"), xml.text("MediaId")};
}

message_body read_voice(const flat_xml& xml) {
    return voice_message{xml.text("MediaId"), xml.text("Format"), xml.text("MediaId16K"),
                         xml.text("Recognition")};
}

message_body read_video(const flat_xml& xml) {
    return video_message{xml.text("MediaId"), xml.text("ThumbMediaId"), false};
}

message_body read_short_video(const flat_xml& xml) {
    return video_message{xml.text("MediaId"), xml.text("ThumbMediaId"), true};
}

message_body read_location(const flat_xml& xml) {
    return location_message{decimal_of(xml.text("Location_X")), decimal_of(xml.text("Location_Y")),
                            integer_of(xml.text("Scale")), xml.text("Label")};
}

message_body read_link(const flat_xml& xml) {
    return link_message{xml.text("Title"), xml.text("Description"), xml.text("Url")};
}

message_body read_mini_page(const flat_xml& xml) {
    return mini_page_message{xml.text("Title"), xml.text("AppId"), xml.text("PagePath"),
                             xml.text("ThumbUrl"), xml.text("ThumbMediaId")};
}

message_body read_device(const flat_xml&) {
    return device_message{};
}

message_body read_event_body(const flat_xml& xml) {
    return read_event(xml);
}

struct row {
    std::string_view type;
    message_body (*read)(const flat_xml&);
};

constexpr std::array table{
    row{"text", read_text},
    row{"event", read_event_body},
    row{"image", read_image},
    row{"voice", read_voice},
    row{"video", read_video},
    row{"shortvideo", read_short_video},
    row{"location", read_location},
    row{"link", read_link},
    row{"miniprogrampage", read_mini_page},
    row{"device_text", read_device},
    row{"device_event", read_device},
    row{"hardware", read_device},
};

}  // namespace

tencent::outcome<wechat_message> read_message(const flat_xml& xml) {
    const auto head = tencent::read_head(xml, true);
    if (!head) return head.error();
    wechat_message message{*head, {}, {}, {}};
    message.article_id = xml.text("MsgDataId");
    message.article_index = integer_of(xml.text("Idx"));
    for (const row& each : table) {
        if (each.type != message.type) continue;
        message.body = each.read(xml);
        break;
    }
    return message;
}

bool is_placeholder(std::string_view content) {
    constexpr std::array<std::string_view, 4> placeholders{
        "【收到不支持的消息类型，暂无法显示】", "【收到不支援的訊息類型，無法顯示】",
        "[Unsupported Message]", "[Unsupported message]"};
    return std::ranges::find(placeholders, core::trimmed(content)) != placeholders.end();
}

}  // namespace adapters::wechat
