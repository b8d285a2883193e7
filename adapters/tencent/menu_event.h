// The events of an account's own menu, and of places, which Official Accounts and WeCom's apps push
// alike (wechat §3.2, wecom §2.2). Views point into the XML's buffer.
#pragma once

#include "adapters/tencent/flat_xml.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace adapters::tencent {

// LOCATION: where the phone is; may come every five seconds.
struct position_event {
    std::optional<double> latitude, longitude, precision;
};
struct click_event {
    std::string_view key;
};
struct scan_code_event {
    std::string_view key, scan_type, scan_result;
    bool waits = false;  // scancode_waitmsg: the client shows "receiving" until the reply
};
// pic_sysphoto, pic_photo_or_album, pic_weixin: each picture also arrives as a message.
struct photos_event {
    std::string_view key;
    std::optional<std::int64_t> count;
    std::vector<std::string_view> md5_sums;
};
// location_select: a location message also arrives.
struct place_event {
    std::string_view key;
    std::optional<double> latitude, longitude;
    std::optional<std::int64_t> scale;
    std::string_view label, poi_name;
};

position_event read_position(const flat_xml& xml);
click_event read_click(const flat_xml& xml);
scan_code_event read_scan_code(const flat_xml& xml, bool waits);
photos_event read_photos(const flat_xml& xml);
place_event read_place(const flat_xml& xml);

}  // namespace adapters::tencent
