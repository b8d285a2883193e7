#include "tests/platform/message.h"

#include <algorithm>
#include <array>

namespace platform {
namespace {

using form = field::form;

constexpr std::string_view unreadable_sticker = "【收到不支持的消息类型，暂无法显示】";
constexpr std::string_view pictures_sent =
    "<Count>1</Count><PicList><item><PicMd5Sum><![CDATA[5a75aaca956d97be686719218f275c6b]]>"
    "</PicMd5Sum></item></PicList>";
constexpr std::string_view scanned =
    "<ScanType><![CDATA[qrcode]]></ScanType><ScanResult><![CDATA[2]]></ScanResult>";
constexpr std::string_view chosen_place =
    "<Location_X><![CDATA[23]]></Location_X><Location_Y><![CDATA[113]]></Location_Y>"
    "<Scale><![CDATA[15]]></Scale><Label><![CDATA[位置]]></Label><Poiname><![CDATA[]]></Poiname>";
constexpr std::string_view notice_list =
    "<List><TemplateId><![CDATA[A]]></TemplateId>"
    "<SubscribeStatusString><![CDATA[accept]]></SubscribeStatusString>"
    "<PopupScene>2</PopupScene></List>"
    "<List><TemplateId><![CDATA[B]]></TemplateId>"
    "<SubscribeStatusString><![CDATA[reject]]></SubscribeStatusString>"
    "<PopupScene>2</PopupScene></List>";
constexpr std::string_view notice_sent =
    "<List><TemplateId><![CDATA[A]]></TemplateId><MsgID>1700827132819554304</MsgID>"
    "<ErrorCode>0</ErrorCode><ErrorStatus><![CDATA[success]]></ErrorStatus></List>";

// An element, the detail that fills it, and what stands there if nobody said. An element whose
// value is empty is left out, unless `usual` is the blank that means "present but empty".
struct slot {
    std::string_view element;
    std::string_view detail;
    std::string_view usual = {};
    form how = form::text;
};
constexpr std::string_view present_but_empty = " ";

struct row {
    std::string_view name;
    std::vector<slot> slots;
};

const std::vector<row>& messages() {
    static const std::vector<row> table = {
        {"text", {{"Content", "text"}}},
        {"image",
         {{"PicUrl", "url", "http://mmbiz.qpic.cn/emulator/picture.jpg"},
          {"MediaId", "media", "emulator-picture"}}},
        {"voice",
         {{"MediaId", "media", "emulator-voice"},
          {"Format", "format", "amr"},
          {"MediaId16K", "media16k", "emulator-voice-16k"},
          {"Recognition", "recognition"}}},
        {"video", {{"MediaId", "media", "emulator-video"}, {"ThumbMediaId", "thumb", "thumb"}}},
        {"shortvideo",
         {{"MediaId", "media", "emulator-video"}, {"ThumbMediaId", "thumb", "thumb"}}},
        {"location",
         {{"Location_X", "latitude", "23.134521", form::bare},
          {"Location_Y", "longitude", "113.358803", form::bare},
          {"Scale", "scale", "20", form::bare},
          {"Label", "label", "医院南门"}}},
        {"link",
         {{"Title", "title", "一篇文章"},
          {"Description", "description", "腰椎"},
          {"Url", "url", "https://mp.weixin.qq.com/s/emulator"}}},
        {"miniprogrampage",
         {{"Title", "title", "小程序"},
          {"AppId", "app", "wxfedcba9876543210"},
          {"PagePath", "path", "pages/index"},
          {"ThumbUrl", "url", "http://mmbiz.qpic.cn/emulator/thumb.jpg"},
          {"ThumbMediaId", "thumb", "thumb"}}},
        {"file", {{"Title", "title", "报告.pdf"}, {"MediaId", "media", "emulator-file"}}},
    };
    return table;
}

const std::vector<row>& events() {
    static const std::vector<row> table = {
        {"subscribe", {{"EventKey", "key", present_but_empty}, {"Ticket", "ticket"}}},
        {"unsubscribe", {{"EventKey", "key", present_but_empty}}},
        {"SCAN", {{"EventKey", "key", "1"}, {"Ticket", "ticket", "emulator-ticket"}}},
        {"LOCATION",
         {{"Latitude", "latitude", "23.137466", form::bare},
          {"Longitude", "longitude", "113.352425", form::bare},
          {"Precision", "precision", "119.385040", form::bare}}},
        {"CLICK", {{"EventKey", "key", "HELP"}}},
        {"VIEW",
         {{"EventKey", "key", "https://hospital.example/"}, {"MenuId", "menu", "1", form::bare}}},
        {"view_miniprogram",
         {{"EventKey", "key", "pages/index"}, {"MenuId", "menu", "1", form::bare}}},
        {"scancode_push",
         {{"EventKey", "key", "6"}, {"ScanCodeInfo", "nested", scanned, form::nested}}},
        {"scancode_waitmsg",
         {{"EventKey", "key", "6"}, {"ScanCodeInfo", "nested", scanned, form::nested}}},
        {"pic_sysphoto",
         {{"EventKey", "key", "6"}, {"SendPicsInfo", "nested", pictures_sent, form::nested}}},
        {"pic_photo_or_album",
         {{"EventKey", "key", "6"}, {"SendPicsInfo", "nested", pictures_sent, form::nested}}},
        {"pic_weixin",
         {{"EventKey", "key", "6"}, {"SendPicsInfo", "nested", pictures_sent, form::nested}}},
        {"location_select",
         {{"EventKey", "key", "6"}, {"SendLocationInfo", "nested", chosen_place, form::nested}}},
        {"TEMPLATESENDJOBFINISH",
         {{"MsgID", "job", "200163836", form::bare}, {"Status", "status", "success"}}},
        {"MASSSENDJOBFINISH",
         {{"MsgID", "job", "1000001625", form::bare},
          {"Status", "status", "send success"},
          {"TotalCount", "total", "100", form::bare},
          {"FilterCount", "filter", "80", form::bare},
          {"SentCount", "sent", "75", form::bare},
          {"ErrorCount", "errors", "5", form::bare}}},
        {"subscribe_msg_popup_event",
         {{"SubscribeMsgPopupEvent", "nested", notice_list, form::nested}}},
        {"subscribe_msg_change_event",
         {{"SubscribeMsgChangeEvent", "nested", notice_list, form::nested}}},
        {"subscribe_msg_sent_event",
         {{"SubscribeMsgSentEvent", "nested", notice_sent, form::nested}}},
        {"kf_create_session", {{"KfAccount", "desk", "nurse1@emulator"}}},
        {"kf_close_session", {{"KfAccount", "desk", "nurse1@emulator"}}},
        {"kf_switch_session",
         {{"FromKfAccount", "desk", "nurse1@emulator"}, {"ToKfAccount", "to", "nurse2@emulator"}}},
        {"user_enter_tempsession", {{"SessionFrom", "key", "emulator"}}},
        {"qualification_verify_success", {{"ExpiredTime", "expires", "1893427200", form::bare}}},
        {"qualification_verify_fail",
         {{"FailTime", "failed", "1735689600", form::bare}, {"FailReason", "reason", "by time"}}},
        {"naming_verify_success", {{"ExpiredTime", "expires", "1893427200", form::bare}}},
        {"naming_verify_fail",
         {{"FailTime", "failed", "1735689600", form::bare}, {"FailReason", "reason", "by time"}}},
        {"annual_renew", {{"ExpiredTime", "expires", "1893427200", form::bare}}},
        {"verify_expired", {{"ExpiredTime", "expires", "1735689600", form::bare}}},
        {"user_info_modified",
         {{"OpenID", "openid"}, {"AppID", "app"}, {"RevokeInfo", "revoked", "1"}}},
        {"user_authorization_revoke",
         {{"OpenID", "openid"}, {"AppID", "app"}, {"RevokeInfo", "revoked", "1"}}},
        {"user_authorization_cancellation",
         {{"OpenID", "openid"}, {"AppID", "app"}, {"RevokeInfo", "revoked", "1"}}},
        {"debug_demo", {{"debug_str", "text", "hello world"}}},
    };
    return table;
}

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

void fill(push& what, const row& shape, const details& given) {
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
    const auto shape = std::ranges::find(events(), event, &row::name);
    static const row any = {"", {{"EventKey", "key"}}};
    fill(what, shape == events().end() ? any : *shape, given);
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
    const auto shape = std::ranges::find(messages(), kind, &row::name);
    if (shape == messages().end()) return core::errc::unsupported;
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
    body += element({"FromUserName", what.user});
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
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> words = {{
        {"image", "[图片]"},
        {"voice", "[语音] 3″"},
        {"video", "[视频]"},
        {"shortvideo", "[小视频]"},
        {"link", "[链接] 一篇文章"},
        {"miniprogrampage", "[小程序]"},
        {"file", "[文件]"},
        {"sticker", "[表情]"},
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
