// Bodies of the customer-service messages of an Official Account (wechat §5.2): custom/send and
// custom/typing. Pure. `json_field` where a limit of the platform is broken: nothing is cut here.
#pragma once

#include "adapters/tencent/fault.h"
#include "adapters/tencent/xml_reply.h"
#include "bot/core/block.h"

#include <span>
#include <string>
#include <string_view>

namespace adapters::wechat {

// To whom, and who seems to speak (`kf_account`, may be empty).
struct customer_address {
    std::string_view open_id;
    std::string_view agent;
};

tencent::outcome<std::string> write_customer_text(const customer_address& to,
                                                  std::string_view content);
// `type`: "image" or "voice".
tencent::outcome<std::string> write_customer_media(const customer_address& to,
                                                   std::string_view type,
                                                   std::string_view media_id);
// One article: the platform refuses more.
tencent::outcome<std::string> write_customer_news(const customer_address& to,
                                                  const tencent::article& article);
struct mini_page {
    std::string_view title, app_id, page_path, thumb_media_id;
};
tencent::outcome<std::string> write_customer_mini_page(const customer_address& to,
                                                       const mini_page& page);
// A tap counts as a menu tap, not as a message: it opens no window of 48 hours. At most ten items
// of twenty characters, which is known to pass.
tencent::outcome<std::string> write_customer_menu(const customer_address& to,
                                                  const core::menu_block& menu);

// Shows "typing", or ends it.
std::string write_typing(std::string_view open_id, bool on);

}  // namespace adapters::wechat
