// From blocks to the one passive reply of a self-built app (wecom §2.3, dialogs.md §10). Pure.
#pragma once

#include "adapters/adapter.h"

#include <span>
#include <string_view>

namespace adapters::wecom {

// One text with numbered menus. A tapped card takes nothing but news of its button: the blocks then
// wait in `rest`, as they do where no reply is taken at all. `rest_is_sent`: by the app itself.
// People are elsewhere (handoffs.h).
rendered render_app_reply(std::string_view corp_id, const core::inbound& message,
                          std::span<const core::block> blocks, core::wall_time now,
                          bool rest_is_sent = false);

}  // namespace adapters::wecom
