// Bodies of an Official Account's own menu and of its QR codes (wechat §5.3). Pure. `json_field`
// where a limit of the platform is broken.
#pragma once

#include "adapters/tencent/fault.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace adapters::wechat {

// A button sends its `key`, opens its `url` or its mini-program (`url` then is for old clients), or
// opens those below it; exactly one of these.
struct menu_button {
    std::string name;
    std::string key;  // type click
    std::string url;
    std::string app_id, page_path;
    std::vector<menu_button> below;
};
tencent::outcome<std::string> write_account_menu(std::span<const menu_button> buttons);

// A code whose scan brings `scene` (1 to 64 bytes). `seconds` until it ends, at most 30 days; 0: it
// never does, and an account has a hundred thousand of those.
tencent::outcome<std::string> write_scene_code(std::string_view scene, std::int64_t seconds);

}  // namespace adapters::wechat
