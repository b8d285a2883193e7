#include "adapters/wechat/account_menu.h"

#include "adapters/tencent/json_writer.h"
#include "adapters/tencent/text_markup.h"

#include <algorithm>

namespace adapters::wechat {
namespace {

using tencent::fault;
using tencent::json_writer;
using tencent::outcome;

// Bytes.
constexpr std::size_t top_name_limit = 16, name_limit = 60, key_limit = 128, url_limit = 1024;
constexpr std::size_t top_buttons = 3, lower_buttons = 5;
constexpr std::size_t scene_limit = 64;
constexpr std::int64_t longest_code_s = 2'592'000;

bool is_sound_leaf(const menu_button& button) {
    const bool opens = tencent::is_web_address(button.url) && button.url.size() <= url_limit;
    if (!button.app_id.empty()) return opens && !button.page_path.empty() && button.key.empty();
    if (!button.url.empty()) return opens && button.key.empty();
    return !button.key.empty() && button.key.size() <= key_limit;
}

bool is_sound(const menu_button& button, std::size_t longest_name) {
    if (button.name.empty() || button.name.size() > longest_name) return false;
    if (button.below.empty()) return is_sound_leaf(button);
    // A button that opens others has only a name.
    return longest_name == top_name_limit && button.below.size() <= lower_buttons &&
           button.key.empty() && button.url.empty() && button.app_id.empty() &&
           std::ranges::all_of(button.below,
                               [](const auto& each) { return is_sound(each, name_limit); });
}

void write_leaf(json_writer& json, const menu_button& button) {
    const std::string_view type = !button.app_id.empty() ? "miniprogram"
                                  : !button.url.empty()  ? "view"
                                                         : "click";
    json.text("type", type);
    json.text("name", button.name);
    json.text_unless_empty("key", button.key);
    json.text_unless_empty("url", button.url);
    json.text_unless_empty("appid", button.app_id);
    json.text_unless_empty("pagepath", button.page_path);
}

void write_button(json_writer& json, const menu_button& button) {
    json.begin();
    if (button.below.empty()) {
        write_leaf(json, button);
    } else {
        json.text("name", button.name);
        json.begin_list("sub_button");
        for (const menu_button& each : button.below) {
            json.begin();
            write_leaf(json, each);
            json.end();
        }
        json.end_list();
    }
    json.end();
}

}  // namespace

outcome<std::string> write_account_menu(std::span<const menu_button> buttons) {
    const bool sound = !buttons.empty() && buttons.size() <= top_buttons &&
                       std::ranges::all_of(buttons, [](const auto& each) {
                           return is_sound(each, top_name_limit);
                       });
    if (!sound) return fault::json_field;
    std::string out;
    json_writer json(out);
    json.begin();
    json.begin_list("button");
    for (const menu_button& each : buttons) write_button(json, each);
    json.end_list();
    json.end();
    return out;
}

outcome<std::string> write_scene_code(std::string_view scene, std::int64_t seconds) {
    if (scene.empty() || scene.size() > scene_limit || seconds < 0 || seconds > longest_code_s)
        return fault::json_field;
    std::string out;
    json_writer json(out);
    json.begin();
    if (seconds > 0) json.number("expire_seconds", seconds);
    json.text("action_name", seconds > 0 ? "QR_STR_SCENE" : "QR_LIMIT_STR_SCENE");
    json.begin("action_info");
    json.begin("scene");
    json.text("scene_str", scene);
    json.end();
    json.end();
    json.end();
    return out;
}

}  // namespace adapters::wechat
