#include "adapters/wechat/wechat_reply.h"

#include "adapters/tencent/xml_writer.h"

namespace adapters::wechat {

using tencent::append_element;
using tencent::append_unless_empty;

std::string write_music(const tencent::reply_head& head, const music& what) {
    auto xml = tencent::begin_reply(head, "music");
    xml.append("<Music>");
    append_unless_empty(xml, "Title", what.title);
    append_unless_empty(xml, "Description", what.description);
    append_unless_empty(xml, "MusicUrl", what.url);
    append_unless_empty(xml, "HQMusicUrl", what.hq_url);
    append_element(xml, "ThumbMediaId", what.thumb_media_id);
    xml.append("</Music></xml>");
    return xml;
}

std::string write_transfer(const tencent::reply_head& head, std::string_view agent) {
    auto xml = tencent::begin_reply(head, "transfer_customer_service");
    if (!agent.empty()) {
        append_element(xml.append("<TransInfo>"), "KfAccount", agent);
        xml.append("</TransInfo>");
    }
    xml.append("</xml>");
    return xml;
}

}  // namespace adapters::wechat
