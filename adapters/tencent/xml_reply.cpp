#include "adapters/tencent/xml_reply.h"

#include "adapters/tencent/xml_writer.h"

namespace adapters::tencent {
namespace {

constexpr std::size_t frame_size = 320;  // tags, ids and numbers of a short reply

}  // namespace

std::string begin_reply(const reply_head& head, std::string_view type, std::size_t content_size) {
    std::string xml;
    xml.reserve(frame_size + content_size);
    xml.append("<xml>");
    append_element(xml, "ToUserName", head.to);
    append_element(xml, "FromUserName", head.from);
    append_element(xml, "CreateTime", core::unix_seconds(head.now));
    append_element(xml, "MsgType", type);
    return xml;
}

void append_unless_empty(std::string& xml, std::string_view name, std::string_view text) {
    if (!text.empty()) append_element(xml, name, text);
}

std::string write_text(const reply_head& head, std::string_view content) {
    auto xml = begin_reply(head, "text", content.size());
    append_element(xml, "Content", content);
    xml.append("</xml>");
    return xml;
}

std::string write_image(const reply_head& head, std::string_view media_id) {
    auto xml = begin_reply(head, "image");
    append_element(xml.append("<Image>"), "MediaId", media_id);
    xml.append("</Image></xml>");
    return xml;
}

std::string write_voice(const reply_head& head, std::string_view media_id) {
    auto xml = begin_reply(head, "voice");
    append_element(xml.append("<Voice>"), "MediaId", media_id);
    xml.append("</Voice></xml>");
    return xml;
}

std::string write_video(const reply_head& head, const video& what) {
    auto xml = begin_reply(head, "video");
    append_element(xml.append("<Video>"), "MediaId", what.media_id);
    append_unless_empty(xml, "Title", what.title);
    append_unless_empty(xml, "Description", what.description);
    xml.append("</Video></xml>");
    return xml;
}

std::string write_news(const reply_head& head, std::span<const article> articles) {
    auto xml = begin_reply(head, "news");
    append_element(xml, "ArticleCount", static_cast<std::int64_t>(articles.size()));
    xml.append("<Articles>");
    for (const article& each : articles) {
        xml.append("<item>");
        append_element(xml, "Title", each.title);
        append_element(xml, "Description", each.description);
        append_element(xml, "PicUrl", each.picture_url);
        append_element(xml, "Url", each.url);
        xml.append("</item>");
    }
    xml.append("</Articles></xml>");
    return xml;
}

}  // namespace adapters::tencent
