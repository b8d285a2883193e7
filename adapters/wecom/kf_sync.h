// kf/sync_msg: how messages of WeChat customer service are pulled (wecom §3.3, §3.4). Request body
// and response, field by field; the loop, the cursor and the inbox are the session's. Pure.
#pragma once

#include "adapters/tencent/json_value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace adapters::wecom {

struct kf_sync_request {
    std::string_view open_kf_id;
    std::string_view cursor;  // empty: from the earliest message of the last three days
    std::string_view token;   // of the push, for ten minutes; empty: a strict rate applies
    unsigned limit = 1000;    // 1 to 1000
};
std::string write_kf_sync(const kf_sync_request& request);

struct kf_text {
    std::string_view content;
    std::string_view menu_id;  // set when the customer tapped a menu's item
};
// image, voice, video, file
struct kf_media {
    std::string_view media_id;  // for three days
};
struct kf_location {
    std::optional<double> latitude, longitude;
    std::string_view name, address;
};
struct kf_link {
    std::string_view title, description, url, pic_url;
};
struct kf_business_card {
    std::string_view user_id;
};
struct kf_mini_program {
    std::string_view title, app_id, page_path, thumb_media_id;
};
// Sent by a servicer.
struct kf_menu {
    std::string_view head, tail;
    std::size_t items = 0;
};
// channels_shop_product and channels_shop_order.
struct kf_shop {
    std::string_view id, title, price, shop;
};
struct kf_merged {
    std::string_view title;
    std::size_t items = 0;
};
// channels, meeting, schedule, calendar, note, and types of tomorrow.
struct kf_other {};

struct kf_enter_session {
    std::string_view scene, scene_param;
    // Good for one message within 20 s; only for who wrote nothing and was not welcomed in 48 h.
    std::string_view welcome_code;
};
struct kf_send_failed {
    std::string_view message_id;
    std::optional<std::int64_t> type;
};
struct kf_servicer_status {
    std::string_view servicer;
    std::optional<std::int64_t> status;  // 1 serving, 2 stopped: not as in servicer/list
    bool paused = false;
};
// By people in the client only, never by our own change of state.
struct kf_session_status {
    enum class change { unknown, taken, transferred, ended, reopened } what = change::unknown;
    std::string_view from, to;
    std::string_view message_code;  // good for one message: when taken 48 h, when ended 20 s
};
struct kf_recalled {
    std::string_view message_id;
    std::string_view servicer;  // empty: by the customer
};
struct kf_reject_switch {
    std::string_view servicer;
    bool rejects = false;
};

enum class kf_origin { other, customer = 3, system = 4, servicer = 5 };

struct kf_message {
    std::string_view id;
    std::string_view open_kf_id, customer;  // of events: as far as they name them
    std::string_view servicer;              // of origin servicer
    std::int64_t sent_at = 0;               // seconds since 1970
    kf_origin origin = kf_origin::other;
    std::string_view type;   // msgtype as sent
    std::string_view event;  // event_type as sent; empty for messages
    std::variant<kf_other, kf_text, kf_media, kf_location, kf_link, kf_business_card,
                 kf_mini_program, kf_menu, kf_shop, kf_merged, kf_enter_session, kf_send_failed,
                 kf_servicer_status, kf_session_status, kf_recalled, kf_reject_switch>
        body;
};

// One answer of the platform; views point into its own document.
struct kf_page {
    tencent::json_document json;
    int code = 0;              // errcode; see remedy.h
    std::string_view message;  // errmsg
    std::string_view next_cursor;
    bool has_more = false;             // to be believed even beside an empty list
    std::vector<kf_message> messages;  // as sent: order them with in_order()
    std::size_t unusable = 0;          // elements without id, account or time
};

// `json_syntax` if it is no JSON at all, which counts like no answer.
tencent::outcome<kf_page> read_kf_page(std::string_view body);

// By send time, then by place (wecom §3.9, 10).
void put_in_order(std::vector<kf_message>& messages);

}  // namespace adapters::wecom
