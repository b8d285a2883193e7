// A reply's text as the phone shows it: plain pieces, links, and lines that answer when tapped
// (wechat §4.3). Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace platform {

struct segment {
    enum class kind { text, link, tap };
    kind what = kind::text;
    std::string text;     // as shown
    std::string href;     // of a link
    std::string content;  // what a tap sends
    std::string menu_id;  // its bizmsgmenuid
};

std::vector<segment> segments_of(std::string_view text);

}  // namespace platform
