// The passive replies that only WeCom's apps have (wecom §2.3), beside those of
// tencent/xml_reply.h. They answer a tap on a card, and only who tapped sees them. Pure.
#pragma once

#include "adapters/tencent/xml_reply.h"
#include "adapters/wecom/template_card.h"

#include <string>
#include <string_view>

namespace adapters::wecom {

// The tapped button's new words; its card cannot be tapped again.
std::string write_update_button(const tencent::reply_head& head, std::string_view words);

// The same for the old taskcard_click.
std::string write_update_task_card(const tencent::reply_head& head, std::string_view words);

// The whole card anew, for who tapped it.
std::string write_update_card(const tencent::reply_head& head, const template_card& card);

}  // namespace adapters::wecom
