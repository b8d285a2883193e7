// From blocks to the one passive reply of an Official Account (dialogs.md §10). Pure.
#pragma once

#include "adapters/adapter.h"
#include "adapters/wechat/wechat_settings.h"

#include <span>

namespace adapters::wechat {

// Blocks are taken in order. What comes before a handoff is said first; the handoff itself then
// waits in `rest` for the patient's next message, because one reply cannot do both. A handoff in
// front becomes `transfer_customer_service`, unless `message` is an event, which cannot be handed
// over. Accounts without customer service have people elsewhere (the console's desk): there the
// block says nothing, or one honest line if it is all there is.
//
// A picture alone with a known media id becomes an image, else its words. After `leave`, and after
// events that take no reply, nothing can be said: all blocks stay in `rest`.
rendered render_reply(const wechat_settings& settings, const core::inbound& message,
                      std::span<const core::block> blocks, core::wall_time now);

}  // namespace adapters::wechat
