#include "tests/platform/message_table.h"

namespace platform {
namespace {

using form = field::form;

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

}  // namespace

const std::vector<message_shape>& message_shapes() {
    static const std::vector<message_shape> table = {
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

const std::vector<message_shape>& event_shapes() {
    static const std::vector<message_shape> table = {
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

}  // namespace platform
