// The passive replies that Official Accounts and WeCom's apps have in common (wechat §4.2, wecom
// §2.3), as plaintext XML. Pure: sealing comes later. Limits are the caller's.
#pragma once

#include "bot/core/clock.h"

#include <span>
#include <string>
#include <string_view>

namespace adapters::tencent {

struct reply_head {
    std::string_view to;    // the user
    std::string_view from;  // the account's original id, or the CorpID
    core::wall_time now;
};

// "<xml>" and the four common elements; the caller adds its own and "</xml>". `content_size` is how
// much it expects to add.
std::string begin_reply(const reply_head& head, std::string_view type,
                        std::size_t content_size = 0);

// An element, or nothing.
void append_unless_empty(std::string& xml, std::string_view name, std::string_view text);

std::string write_text(const reply_head& head, std::string_view content);
std::string write_image(const reply_head& head, std::string_view media_id);
std::string write_voice(const reply_head& head, std::string_view media_id);

// Title and description may be empty.
struct video {
    std::string_view media_id, title, description;
};
std::string write_video(const reply_head& head, const video& what);

struct article {
    std::string_view title, description, picture_url, url;
};
// At most eight articles; an Official Account shows one in answer to a message, and drops more
// without a word.
std::string write_news(const reply_head& head, std::span<const article> articles);

}  // namespace adapters::tencent
