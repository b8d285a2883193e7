// What an Official Account pushes, field by field (wechat §3). Views point into the XML's buffer.
// Fields may be missing or empty on the wire; numbers that are missing or no numbers are absent
// here.
#pragma once

#include "adapters/tencent/fault.h"
#include "adapters/tencent/flat_xml.h"
#include "adapters/tencent/xml_head.h"
#include "adapters/wechat/wechat_event.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace adapters::wechat {

struct text_message {
    std::string_view content;
    std::string_view menu_id;  // set when the patient tapped a tap-to-answer line or a menu message
};
struct image_message {
    std::string_view pic_url, media_id;
};
struct voice_message {
    std::string_view media_id, format, media_id_16k;
    std::string_view recognition;  // nearly always empty: never depend on it
};
struct video_message {
    std::string_view media_id, thumb_media_id;
    bool is_short = false;
};
struct location_message {
    std::optional<double> latitude, longitude;  // Location_X and Location_Y, in this order
    std::optional<std::int64_t> scale;
    std::string_view label;
};
struct link_message {
    std::string_view title, description, url;
};
struct mini_page_message {
    std::string_view title, app_id, page_path, thumb_url, thumb_media_id;
};
struct device_message {};   // old hardware types, of no use here
struct unknown_message {};  // a type of tomorrow

struct wechat_message : tencent::xml_head {
    // Set when the message was sent from inside an article.
    std::string_view article_id;
    std::optional<std::int64_t> article_index;

    std::variant<unknown_message, text_message, image_message, voice_message, video_message,
                 location_message, link_message, mini_page_message, device_message, wechat_event>
        body;
};

// `xml_field` if the receiver, sender, time or type is missing or has no possible shape.
tencent::outcome<wechat_message> read_message(const tencent::flat_xml& xml);

// True for the fixed texts that stand for stickers and other content the platform does not forward.
bool is_placeholder(std::string_view content);

}  // namespace adapters::wechat
