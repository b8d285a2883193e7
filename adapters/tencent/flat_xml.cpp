#include "adapters/tencent/flat_xml.h"

#include "adapters/tencent/plain_fields.h"
#include "adapters/tencent/xml_references.h"
#include "bot/core/text.h"

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <cstring>

namespace adapters::tencent {
namespace {

// Fields of which a second one could make two readers understand two messages (wechat §6, 6).
constexpr std::array<std::string_view, 13> single{
    "ToUserName", "FromUserName", "CreateTime",   "MsgType", "MsgId",  "Content", "Event",
    "EventKey",   "Encrypt",      "bizmsgmenuid", "AgentID", "OpenID", "Ticket"};

// Character references are resolved by us: pugixml would turn &#0; into the end of a string.
// Doctypes and text beside the root become nodes, so that we see and refuse them.
constexpr unsigned options =
    pugi::parse_cdata | pugi::parse_eol | pugi::parse_doctype | pugi::parse_fragment;

// The text nodes of one element, joined in place at the front of the first. What follows a child
// element is left out: joining it would write over the child, and no platform mixes the two.
class text_joiner {
public:
    void close() { closed_ = true; }

    // False if the node holds a reference that may not be resolved.
    bool add(const pugi::xml_node& node) {
        if (closed_) return true;
        // pugixml parsed in place, so this points into the caller's buffer, which is not const.
        char* const piece = const_cast<char*>(node.value());
        std::size_t size = std::strlen(piece);
        if (node.type() == pugi::node_pcdata) {
            const auto resolved = resolve_references({piece, size});
            if (!resolved) return false;
            size = *resolved;
        }
        if (start_ == nullptr)
            start_ = piece;
        else
            std::memmove(start_ + size_, piece, size);
        size_ += size;
        return true;
    }
    std::string_view text() const { return {start_, size_}; }

private:
    char* start_ = nullptr;
    std::size_t size_ = 0;
    bool closed_ = false;
};

// Walks the document once, without recursion, into a list in document order.
class walk {
public:
    explicit walk(std::vector<xml_element>& elements) : elements_(elements) {}

    outcome<void> run(const pugi::xml_node& root) {
        path_[0] = {root, enter(root, 1), {}};
        std::size_t depth = 1;
        pugi::xml_node next = root.first_child();
        while (depth > 0) {
            if (!next) {
                elements_[path_[depth - 1].index].end = elements_.size();
                elements_[path_[depth - 1].index].text = path_[depth - 1].text.text();
                next = path_[depth - 1].node.next_sibling();
                if (--depth == 0) break;
                continue;
            }
            if (++nodes_ > flat_xml::node_limit) return fault::xml_nodes;
            if (next.type() == pugi::node_element) {
                if (depth == flat_xml::depth_limit) return fault::xml_depth;
                path_[depth - 1].text.close();
                path_[depth] = {next, enter(next, depth + 1), {}};
                ++depth;
                next = next.first_child();
                continue;
            }
            if (next.type() == pugi::node_doctype) return fault::xml_doctype;
            if (!path_[depth - 1].text.add(next)) return fault::xml_reference;
            next = next.next_sibling();
        }
        return {};
    }

private:
    struct open_element {
        pugi::xml_node node;
        std::size_t index = 0;
        text_joiner text;
    };

    std::size_t enter(const pugi::xml_node& node, std::size_t depth) {
        elements_.push_back({node.name(), {}, depth, 0});
        return elements_.size() - 1;
    }

    std::vector<xml_element>& elements_;
    std::array<open_element, flat_xml::depth_limit> path_;
    std::size_t nodes_ = 1;
};

// The one root, or why there is none.
outcome<pugi::xml_node> root_of(const pugi::xml_document& document) {
    pugi::xml_node root;
    for (const pugi::xml_node& each : document) {
        if (each.type() == pugi::node_doctype) return fault::xml_doctype;
        if (each.type() != pugi::node_element || root) return fault::xml_root;
        root = each;
    }
    if (!root) return fault::xml_root;
    return root;
}

bool repeats_a_single_field(std::span<const xml_element> elements) {
    for (std::size_t a = 1; a < elements.size(); a = elements[a].end)
        for (std::size_t b = elements[a].end; b < elements.size(); b = elements[b].end)
            if (elements[a].name == elements[b].name &&
                std::ranges::find(single, elements[a].name) != single.end())
                return true;
    return false;
}

}  // namespace

outcome<flat_xml> flat_xml::read(std::span<char> buffer) {
    const std::string_view bytes(buffer.data(), buffer.size());
    if (bytes.size() > size_limit) return fault::xml_size;
    if (bytes.empty()) return fault::xml_syntax;
    if (bytes.find('\0') != std::string_view::npos || !core::is_utf8(bytes))
        return fault::xml_encoding;

    flat_xml xml;
    if (auto plain = read_plain_fields(bytes)) {
        xml.elements_ = std::move(*plain);
    } else if (const auto parsed = parse(buffer, xml.elements_); !parsed) {
        return parsed.error();
    }
    if (repeats_a_single_field(xml.elements_)) return fault::xml_duplicate;
    return xml;
}

outcome<void> flat_xml::parse(std::span<char> buffer, std::vector<xml_element>& into) {
    const std::string_view bytes(buffer.data(), buffer.size());
    // pugixml overlooks a single byte behind the root.
    const bool ends_with_tag = core::trimmed(bytes).ends_with('>');

    pugi::xml_document document;
    const auto parsed =
        document.load_buffer_inplace(buffer.data(), buffer.size(), options, pugi::encoding_utf8);
    if (parsed.status == pugi::status_bad_doctype) return fault::xml_doctype;
    if (!parsed) return fault::xml_syntax;
    const auto root = root_of(document);
    if (!root) return root.error();
    if (!ends_with_tag) return fault::xml_root;

    into.reserve(16);
    return walk(into).run(*root);
}

const xml_element* flat_xml::field(std::string_view name) const noexcept {
    for (std::size_t i = 1; i < elements_.size(); i = elements_[i].end)
        if (elements_[i].name == name) return &elements_[i];
    return nullptr;
}

std::string_view flat_xml::text(std::string_view name) const noexcept {
    const xml_element* const found = field(name);
    return found == nullptr ? std::string_view() : found->text;
}

std::string_view flat_xml::text_in(const xml_element& block, std::string_view name) const noexcept {
    for (const xml_element& each : inside(block))
        if (each.name == name) return each.text;
    return {};
}

std::span<const xml_element> flat_xml::inside(const xml_element& block) const noexcept {
    const auto index = static_cast<std::size_t>(&block - elements_.data());
    return std::span(elements_).subspan(index + 1, block.end - index - 1);
}

}  // namespace adapters::tencent
