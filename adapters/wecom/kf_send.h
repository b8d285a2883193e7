// What is sent to customers of WeChat customer service: bodies of kf/send_msg, kf/send_msg_on_event
// and kf/service_state (wecom §3.5-§3.7). Pure. `outcome` is `json_field` where a limit of the
// platform is broken: nothing is cut here.
#pragma once

#include "adapters/tencent/fault.h"
#include "bot/core/block.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace adapters::wecom {

// Bytes of UTF-8, and items. Some sources know higher limits; these are safe.
constexpr std::size_t kf_text_limit = 2048;
constexpr std::size_t kf_menu_words_limit = 1024;  // head and tail
constexpr std::size_t kf_menu_items = 10;
constexpr std::size_t kf_item_id_limit = 64;
constexpr std::size_t kf_item_limit = 128;
constexpr std::size_t kf_url_limit = 2048;

struct kf_words {
    std::string_view content;
};
// An item with a pick is tapped as an answer; one with a URL opens it; else it is a line of text.
struct kf_menu_line {
    std::string_view pick, url, label;
};
struct kf_menu_message {
    std::string_view head, tail;
    std::span<const kf_menu_line> lines;
};
// image, voice, video, file
struct kf_media_message {
    std::string_view type, media_id;
};
struct kf_link_message {
    std::string_view title, description, url, thumb_media_id;
};
struct kf_mini_program_message {
    std::string_view app_id, title, thumb_media_id, page_path;
};
struct kf_location_message {
    std::string_view name, address;
    double latitude, longitude;
};

using kf_content = std::variant<kf_words, kf_menu_message, kf_media_message, kf_link_message,
                                kf_mini_program_message, kf_location_message>;

struct kf_address {
    std::string_view customer, open_kf_id;
    std::string_view message_id;  // see kf_message_id(); empty: none
};
tencent::outcome<std::string> write_kf_message(const kf_address& to, const kf_content& content);

// In answer to an event, once for each code: words or, but for queue notices, a menu.
tencent::outcome<std::string> write_kf_event_message(std::string_view code,
                                                     std::string_view message_id,
                                                     const kf_content& content);

// "b" and 28 hexadecimal digits: the same for every attempt at one part of one answer, so that none
// is sent twice (wecom §3.9, 9).
std::string kf_message_id(std::string_view open_kf_id, std::string_view inbound_id,
                          std::size_t part);

enum class kf_state { fresh, assistant, pool, human, ended };  // 0 to 4
std::string write_kf_state_query(std::string_view open_kf_id, std::string_view customer);
// `servicer` for `human` only.
std::string write_kf_state_change(std::string_view open_kf_id, std::string_view customer,
                                  kf_state to, std::string_view servicer = {});

// True in the states in which the API may send.
bool may_send(kf_state state);

}  // namespace adapters::wecom
