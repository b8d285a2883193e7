#include "adapters/wecom/kf_sync.h"

#include "adapters/tencent/json_writer.h"
#include "adapters/wecom/kf_event.h"

#include <algorithm>
#include <array>

namespace adapters::wecom {
namespace {

using tencent::json_value;
using body = decltype(kf_message::body);

constexpr unsigned most_at_once = 1000;

body read_text(const json_value& text) {
    return kf_text{text["content"].text(), text["menu_id"].text()};
}

body read_media(const json_value& media) {
    return kf_media{media["media_id"].text()};
}

body read_location(const json_value& place) {
    return kf_location{place["latitude"].decimal(), place["longitude"].decimal(),
                       place["name"].text(), place["address"].text()};
}

body read_link(const json_value& link) {
    return kf_link{link["title"].text(), link["desc"].text(), link["url"].text(),
                   link["pic_url"].text()};
}

body read_business_card(const json_value& card) {
    return kf_business_card{card["userid"].text()};
}

body read_mini_program(const json_value& mini) {
    return kf_mini_program{mini["title"].text(), mini["appid"].text(), mini["pagepath"].text(),
                           mini["thumb_media_id"].text()};
}

body read_menu(const json_value& menu) {
    return kf_menu{menu["head_content"].text(), menu["tail_content"].text(), menu["list"].size()};
}

body read_product(const json_value& product) {
    return kf_shop{product["product_id"].text(), product["title"].text(),
                   product["sales_price"].text(), product["shop_nickname"].text()};
}

body read_order(const json_value& order) {
    return kf_shop{order["order_id"].text(), order["product_titles"].text(),
                   order["price_wording"].text(), order["shop_nickname"].text()};
}

body read_merged(const json_value& merged) {
    return kf_merged{merged["title"].text(), merged["item"].size()};
}

struct row {
    std::string_view type;
    body (*read)(const json_value&);
};

// The object is named like its type.
constexpr std::array table{
    row{"text", read_text},
    row{"event", read_kf_event},
    row{"image", read_media},
    row{"voice", read_media},
    row{"video", read_media},
    row{"file", read_media},
    row{"location", read_location},
    row{"link", read_link},
    row{"business_card", read_business_card},
    row{"miniprogram", read_mini_program},
    row{"msgmenu", read_menu},
    row{"channels_shop_product", read_product},
    row{"channels_shop_order", read_order},
    row{"merged_msg", read_merged},
};

kf_origin origin_of(std::optional<std::int64_t> number) {
    if (number == 3) return kf_origin::customer;
    if (number == 4) return kf_origin::system;
    return number == 5 ? kf_origin::servicer : kf_origin::other;
}

kf_message read_message(const json_value& from) {
    kf_message message;
    message.id = from["msgid"].text();
    message.type = from["msgtype"].text();
    message.sent_at = from["send_time"].integer().value_or(0);
    message.origin = origin_of(from["origin"].integer());
    // Events keep their ids inside.
    const auto ids = message.type == "event" ? from["event"] : from;
    message.open_kf_id = ids["open_kfid"].text();
    message.customer = ids["external_userid"].text();
    message.servicer = ids["servicer_userid"].text();
    message.event = from["event"]["event_type"].text();
    for (const row& each : table) {
        if (each.type != message.type) continue;
        message.body = each.read(from[each.type]);
        break;
    }
    return message;
}

}  // namespace

std::string write_kf_sync(const kf_sync_request& request) {
    std::string out;
    tencent::json_writer json(out);
    json.begin();
    json.text_unless_empty("cursor", request.cursor);
    json.text_unless_empty("token", request.token);
    json.number("limit", std::clamp(request.limit, 1U, most_at_once));
    json.text("open_kfid", request.open_kf_id);
    json.end();
    return out;
}

tencent::outcome<kf_page> read_kf_page(std::string_view text) {
    auto json = tencent::json_document::read_answer(text);
    if (!json) return json.error();
    kf_page page{std::move(*json), 0, {}, {}, false, {}, 0};
    page.code = static_cast<int>(page.json["errcode"].integer().value_or(0));
    page.message = page.json["errmsg"].text();
    page.next_cursor = page.json["next_cursor"].text();
    page.has_more = page.json["has_more"].integer().value_or(0) != 0;
    const auto list = page.json["msg_list"];
    page.messages.reserve(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto message = read_message(list.at(i));
        if (message.id.empty() || message.open_kf_id.empty() || message.sent_at <= 0)
            ++page.unusable;
        else
            page.messages.push_back(message);
    }
    return page;
}

void put_in_order(std::vector<kf_message>& messages) {
    std::ranges::stable_sort(messages, {}, &kf_message::sent_at);
}

}  // namespace adapters::wecom
