// The passive replies that only Official Accounts have (wechat §4.2), beside those of
// tencent/xml_reply.h. Pure.
#pragma once

#include "adapters/tencent/xml_reply.h"

#include <string>
#include <string_view>

namespace adapters::wechat {

// All but the thumb's id may be empty.
struct music {
    std::string_view thumb_media_id, title, description, url, hq_url;
};
std::string write_music(const tencent::reply_head& head, const music& what);

// Hands the patient to human agents, to a certain one if `agent` is not empty. In answer to
// messages only, never to events.
std::string write_transfer(const tencent::reply_head& head, std::string_view agent = {});

}  // namespace adapters::wechat
