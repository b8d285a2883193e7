#include "adapters/tencent/plain_fields.h"

#include <algorithm>

namespace adapters::tencent {
namespace {

constexpr std::string_view root_open = "<xml>", root_close = "</xml>";
constexpr std::string_view cdata_open = "<![CDATA[", cdata_close = "]]>";
constexpr std::size_t most_fields = 32;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_name_character(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}
bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

bool skip(std::string_view& text, std::string_view expected) {
    if (!text.starts_with(expected)) return false;
    text.remove_prefix(expected.size());
    return true;
}

void skip_blanks(std::string_view& text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
}

// `<Name>`; empty if it is anything else.
std::string_view open_tag(std::string_view& text) {
    if (!skip(text, "<") || text.empty() || !is_letter(text.front())) return {};
    const auto end = std::find_if_not(text.begin(), text.end(), is_name_character);
    const auto name = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(name.size());
    return skip(text, ">") ? name : std::string_view();
}

bool close_tag(std::string_view& text, std::string_view name) {
    return skip(text, "</") && skip(text, name) && skip(text, ">");
}

// What stands between the tags; nothing where the full parser would change or refuse a byte of it.
std::optional<std::string_view> content(std::string_view& text) {
    const bool is_cdata = skip(text, cdata_open);
    const auto end = is_cdata ? text.find(cdata_close) : text.find('<');
    if (end == std::string_view::npos) return {};
    const auto found = text.substr(0, end);
    text.remove_prefix(is_cdata ? end + cdata_close.size() : end);
    if (found.find('\r') != std::string_view::npos) return {};
    const bool is_literal = is_cdata || (found.find_first_of("&>") == std::string_view::npos &&
                                         (found.empty() || !is_blank(found.front())));
    if (!is_literal) return {};
    return found;
}

}  // namespace

std::optional<std::vector<xml_element>> read_plain_fields(std::string_view text) {
    skip_blanks(text);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    if (!skip(text, root_open)) return {};
    std::vector<xml_element> elements;
    elements.reserve(16);
    elements.push_back({"xml", {}, 1, 0});
    for (;;) {
        skip_blanks(text);
        if (text == root_close) break;
        const auto name = open_tag(text);
        if (name.empty() || elements.size() > most_fields) return {};
        const auto inside = content(text);
        if (!inside || !close_tag(text, name)) return {};
        elements.push_back({name, *inside, 2, elements.size() + 1});
    }
    elements.front().end = elements.size();
    return elements;
}

}  // namespace adapters::tencent
