// What a self-built app is pushed, field by field (wecom §2.1). Views point into the XML's buffer.
// Fields may be missing or empty on the wire; numbers that are missing or no numbers are absent
// here.
#pragma once

#include "adapters/tencent/xml_head.h"
#include "adapters/wecom/app_event.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace adapters::wecom {

struct text_message {
    std::string_view content;
};
struct image_message {
    std::string_view pic_url, media_id;  // the id is good for three days
};
struct voice_message {
    std::string_view media_id, format;
};
struct video_message {
    std::string_view media_id, thumb_media_id;
};
struct location_message {
    std::optional<double> latitude, longitude;  // Location_X and Location_Y, in this order
    std::optional<std::int64_t> scale;
    std::string_view label;
};
struct link_message {
    std::string_view title, description, url, pic_url;
};
struct unknown_message {};  // a type of tomorrow

struct app_message : tencent::xml_head {
    std::optional<std::int64_t> agent_id;
    std::string_view app_type;  // "wxwork" from WeCom's own client, empty from WeChat; places only
    std::variant<unknown_message, text_message, image_message, voice_message, video_message,
                 location_message, link_message, app_event>
        body;
};

// `xml_field` if the head is not sound. Some events name no sender.
tencent::outcome<app_message> read_message(const tencent::flat_xml& xml);

}  // namespace adapters::wecom
