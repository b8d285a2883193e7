#include "tests/platform/message.h"

#include "tests/platform/message_table.h"

#include <algorithm>
#include <array>

namespace platform {
namespace {

using form = field::form;

constexpr std::string_view unreadable_sticker = "【收到不支持的消息类型，暂无法显示】";
// The patient's words for an event -> the platform's.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> acts = {{
    {"follow", "subscribe"},
    {"unfollow", "unsubscribe"},
    {"scan", "SCAN"},
    {"menu", "CLICK"},
    {"view", "VIEW"},
    {"position", "LOCATION"},
}};

std::string value_of(const details& given, std::string_view name) {
    const auto found = given.find(name);
    return found == given.end() ? std::string() : found->second;
}

void fill(push& what, const message_shape& shape, const details& given) {
    for (const auto& [element, detail, usual, how] : shape.slots) {
        const auto found = given.find(detail);
        std::string value = found == given.end() ? std::string(usual) : found->second;
        if (value.empty()) continue;
        if (value == present_but_empty) value.clear();
        what.fields.push_back({std::string(element), std::move(value), how});
    }
}

push compose_event(std::string_view event, const details& given) {
    push what;
    what.type = "event";
    what.fields.push_back({"Event", std::string(event)});
    const auto shape = std::ranges::find(event_shapes(), event, &message_shape::name);
    static const message_shape any = {"", {{"EventKey", "key"}}};
    fill(what, shape == event_shapes().end() ? any : *shape, given);
    return what;
}

// A first follow by QR code names the scene with a prefix, a later scan without (wechat §3.2).
details with_scene(std::string_view kind, details given) {
    const auto scene = value_of(given, "scene");
    if (scene.empty()) return given;
    given["key"] = kind == "follow" ? "qrscene_" + scene : scene;
    given.try_emplace("ticket", "emulator-ticket");
    return given;
}

std::string in_cdata(std::string_view value) {
    std::string out = "<![CDATA[";
    for (std::size_t end = value.find("]]>"); end != std::string_view::npos;
         end = value.find("]]>")) {
        out.append(value.substr(0, end + 2)).append("]]><![CDATA[");
        value.remove_prefix(end + 2);
    }
    return out.append(value).append("]]>");
}

std::string element(const field& one) {
    const std::string value = one.how == form::text ? in_cdata(one.value) : one.value;
    return "<" + one.name + ">" + value + "</" + one.name + ">";
}

core::result<push> compose_message(std::string_view kind, const details& given) {
    const auto shape = std::ranges::find(message_shapes(), kind, &message_shape::name);
    if (shape == message_shapes().end()) return core::errc::unsupported;
    push what;
    what.type = kind;
    fill(what, *shape, given);
    if (kind != "text") return what;
    if (what.fields.empty()) return core::errc::malformed;
    const auto menu = value_of(given, "menu_id");
    if (!menu.empty()) what.fields.push_back({"bizmsgmenuid", menu, form::bare});
    return what;
}

core::result<push> compose_any(std::string_view kind, const details& given) {
    if (kind == "event") {
        const auto event = value_of(given, "event");
        if (event.empty()) return core::errc::malformed;
        return compose_event(event, given);
    }
    for (const auto& [act, event] : acts)
        if (act == kind) return compose_event(event, with_scene(kind, given));
    if (kind == "sticker")  // the platform does not forward it, it says so in a text (wechat §3.1)
        return compose_message("text", {{"text", std::string(unreadable_sticker)}});
    return compose_message(kind, given);
}

bool is_bare(std::string_view value) {
    return value.find_first_of("<&>") == std::string_view::npos;
}

}  // namespace

core::result<push> compose(std::string_view kind, const details& given) {
    auto what = compose_any(kind, given);
    const auto sound = [](const field& one) { return one.how != form::bare || is_bare(one.value); };
    if (what && !std::ranges::all_of(what->fields, sound)) return core::errc::malformed;
    return what;
}

std::string to_xml(const push& what, std::string_view to) {
    std::string body = "<xml>";
    body += element({"ToUserName", std::string(to)});
    if (!what.user.empty()) body += element({"FromUserName", what.user});
    body += element({"CreateTime", std::to_string(what.created), form::bare});
    body += element({"MsgType", what.type});
    for (const auto& one : what.fields) body += element(one);
    if (!what.msg_id.empty()) body += element({"MsgId", what.msg_id, form::bare});
    return body + "</xml>";
}

std::string shown_as(std::string_view kind, const details& given) {
    if (kind == "text") return value_of(given, "text");
    if (kind == "location") {
        const auto label = value_of(given, "label");
        return "[位置] " + (label.empty() ? "医院南门" : label);
    }
    if (kind == "menu") return "点击了菜单“" + value_of(given, "key") + "”";
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 16> words = {{
        {"image", "[图片]"},
        {"voice", "[语音] 3″"},
        {"video", "[视频]"},
        {"shortvideo", "[小视频]"},
        {"link", "[链接] 一篇文章"},
        {"miniprogrampage", "[小程序]"},
        {"file", "[文件]"},
        {"sticker", "[表情]"},
        {"enter", "你进入了客服会话"},
        {"business_card", "[名片]"},
        {"note", "[笔记]"},
        {"recall", "你撤回了一条消息"},
        {"follow", "你已关注该公众号"},
        {"unfollow", "你已取消关注"},
        {"scan", "你扫描了二维码"},
        {"view", "你打开了菜单中的网页"},
    }};
    for (const auto& [name, word] : words)
        if (name == kind) return std::string(word);
    return {};
}

}  // namespace platform
