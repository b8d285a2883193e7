#include "tests/platform/judge.h"

#include "bot/core/text.h"

#include <pugixml.hpp>

#include <algorithm>
#include <optional>

namespace platform {
namespace {

constexpr std::size_t longest_text = 2047;  // bytes (wechat §4.4)
constexpr std::size_t articles_for_message = 1;
constexpr std::size_t articles_for_event = 8;

verdict illegal(std::string_view reason) {
    return {ruling::illegal, reason, {}, {}};
}

// The only child element of that name; an empty node when it is missing or repeated.
pugi::xml_node only_child(pugi::xml_node parent, const char* name) {
    const auto child = parent.child(name);
    return child.next_sibling(name) ? pugi::xml_node() : child;
}

std::string text_of(pugi::xml_node parent, const char* name) {
    std::string text;
    for (const auto piece : only_child(parent, name).children())
        if (piece.type() == pugi::node_pcdata || piece.type() == pugi::node_cdata)
            text += piece.value();
    return text;
}

bool has_control_character(std::string_view text) {
    return core::without_control_characters(text).size() != text.size();
}

// One root <xml> and nothing beside it but a declaration: no DOCTYPE, no comments, no stray text.
std::string_view parse(pugi::xml_document& document, std::string_view body) {
    if (!core::is_utf8(body)) return "not-utf8";
    if (has_control_character(body)) return "control-character";
    if (!body.starts_with('<')) return "not-xml";
    const unsigned visible = pugi::parse_doctype | pugi::parse_pi | pugi::parse_comments |
                             pugi::parse_declaration | pugi::parse_fragment;
    if (!document.load_buffer(body.data(), body.size(), pugi::parse_default | visible,
                              pugi::encoding_utf8))
        return "not-xml";
    std::size_t roots = 0;
    for (const auto child : document.children()) {
        if (child.type() == pugi::node_declaration) continue;
        if (child.type() != pugi::node_element || ++roots > 1) return "not-xml";
    }
    return roots == 1 && document.child("xml") ? std::string_view() : "not-xml";
}

// A number without sign, as CreateTime and ArticleCount are.
std::optional<std::size_t> whole_number(const std::string& text) {
    if (text.empty() || text.size() > 12) return std::nullopt;
    if (!std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    return std::stoull(text);
}

std::string_view read_text(pugi::xml_node root, reply& into) {
    if (!only_child(root, "Content")) return "missing-field";
    into.text = text_of(root, "Content");
    if (into.text.empty()) return "empty-text";
    return into.text.size() > longest_text ? "text-too-long" : std::string_view();
}

std::string_view read_media(const question& asked, pugi::xml_node holder, const char* id,
                            reply& into) {
    if (!holder || !only_child(holder, id)) return "missing-field";
    into.media = text_of(holder, id);
    return asked.media.contains(into.media) ? std::string_view() : "unknown-media";
}

std::string_view read_news(const question& asked, pugi::xml_node root, reply& into) {
    const auto count = whole_number(text_of(root, "ArticleCount"));
    const auto list = only_child(root, "Articles");
    if (!count || !list) return "missing-field";
    for (const auto item : list.children()) {
        if (std::string_view(item.name()) != "item") return "missing-field";
        into.articles.push_back({text_of(item, "Title"), text_of(item, "Description"),
                                 text_of(item, "PicUrl"), text_of(item, "Url")});
    }
    const auto most = asked.event ? articles_for_event : articles_for_message;
    if (into.articles.size() != *count || *count == 0 || *count > most) return "article-count";
    return {};
}

std::string_view read_content(const question& asked, pugi::xml_node root, reply& into) {
    if (into.type == "text") return read_text(root, into);
    if (into.type == "image") return read_media(asked, only_child(root, "Image"), "MediaId", into);
    if (into.type == "voice") return read_media(asked, only_child(root, "Voice"), "MediaId", into);
    if (into.type == "video") return read_media(asked, only_child(root, "Video"), "MediaId", into);
    if (into.type == "music")
        return read_media(asked, only_child(root, "Music"), "ThumbMediaId", into);
    if (into.type == "news") return read_news(asked, root, into);
    if (into.type == "transfer_customer_service") {
        into.desk = text_of(only_child(root, "TransInfo"), "KfAccount");
        return asked.event ? "transfer-of-event" : std::string_view();
    }
    return "unknown-type";
}

verdict judge_plaintext(const question& asked, pugi::xml_node root, std::string plaintext) {
    verdict found{ruling::replied, {}, std::move(plaintext), {}};
    for (const auto* name : {"ToUserName", "FromUserName", "CreateTime", "MsgType"})
        if (!only_child(root, name)) return illegal("missing-field");
    if (text_of(root, "ToUserName") != asked.user) return illegal("wrong-receiver");
    if (text_of(root, "FromUserName") != asked.to.original_id) return illegal("wrong-sender");
    if (!whole_number(text_of(root, "CreateTime"))) return illegal("create-time");
    found.message.type = text_of(root, "MsgType");
    const auto reason = read_content(asked, root, found.message);
    return reason.empty() ? found : illegal(reason);
}

std::string_view word_for(const boost::system::error_code& error) {
    if (error == core::errc::bad_signature) return "bad-signature";
    if (error == core::errc::wrong_receiver) return "wrong-appid";
    return "undecipherable";
}

verdict judge_envelope(const question& asked, pugi::xml_node root) {
    for (const auto* name : {"Encrypt", "MsgSignature", "TimeStamp", "Nonce"})
        if (!only_child(root, name)) return illegal("envelope-field");
    const reply_envelope envelope{text_of(root, "Encrypt"), text_of(root, "MsgSignature"),
                                  text_of(root, "TimeStamp"), text_of(root, "Nonce")};
    auto plaintext = asked.keys.open(asked.how, envelope);
    if (!plaintext) return illegal(word_for(plaintext.error()));
    pugi::xml_document inner;
    const auto reason = parse(inner, *plaintext);
    if (!reason.empty()) return illegal(reason);
    return judge_plaintext(asked, inner.child("xml"), std::move(*plaintext));
}

}  // namespace

verdict judge(const question& asked, const net::client_response& answer) {
    if (answer.status != 200) return illegal("status");
    if (answer.body.empty() || answer.body == "success")
        return {ruling::acknowledged, {}, answer.body, {}};
    if (asked.to.kind == channel::customer_service) return illegal("reply-to-notice");
    pugi::xml_document outer;
    const auto reason = parse(outer, answer.body);
    if (!reason.empty()) return illegal(reason);
    const auto root = outer.child("xml");
    if (!root.child("Encrypt")) {
        if (asked.to.security == mode::secure) return illegal("not-encrypted");
        return judge_plaintext(asked, root, answer.body);
    }
    if (asked.to.security == mode::plaintext) return illegal("encrypted");
    return judge_envelope(asked, root);
}

}  // namespace platform
