// From blocks to the one passive reply of a self-built app (wecom §2.3, dialogs.md §10). Pure.
#pragma once

#include "adapters/adapter.h"

#include <span>
#include <string_view>

namespace adapters::wecom {

struct app_powers {
    bool sends = false;     // the rest, by itself
    bool has_desk = false;  // somebody is told of hand-offs
};

// One text with numbered menus. A tapped card takes nothing but news of its button: the blocks then
// wait in `rest`, as they do where no reply is taken at all. People are elsewhere (handoffs.h).
rendered render_app_reply(std::string_view corp_id, const core::inbound& message,
                          std::span<const core::block> blocks, core::wall_time now,
                          app_powers powers = {});

}  // namespace adapters::wecom
