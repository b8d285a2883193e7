// Every passive reply an Official Account can give (wechat §4.2), as plaintext XML. Pure: sealing
// comes later. Text limits are the caller's; see wechat_layout.h.
#pragma once

#include "bot/core/clock.h"

#include <span>
#include <string>
#include <string_view>

namespace adapters::wechat {

struct reply_head {
    std::string_view to;    // the patient's OpenID
    std::string_view from;  // the account's original id
    core::wall_time now;
};

std::string write_text(const reply_head& head, std::string_view content);
std::string write_image(const reply_head& head, std::string_view media_id);
std::string write_voice(const reply_head& head, std::string_view media_id);

// Title and description may be empty.
struct video {
    std::string_view media_id, title, description;
};
std::string write_video(const reply_head& head, const video& what);

// All but the thumb's id may be empty.
struct music {
    std::string_view thumb_media_id, title, description, url, hq_url;
};
std::string write_music(const reply_head& head, const music& what);

struct article {
    std::string_view title, description, picture_url, url;
};
// One article in answer to a message, at most eight to an event: the platform drops more without a
// word.
std::string write_news(const reply_head& head, std::span<const article> articles);

// Hands the patient to human agents, to a certain one if `agent` is not empty. In answer to
// messages only, never to events.
std::string write_transfer(const reply_head& head, std::string_view agent = {});

}  // namespace adapters::wechat
