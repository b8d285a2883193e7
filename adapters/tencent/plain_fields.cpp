#include "adapters/tencent/plain_fields.h"

#include <array>
#include <cstring>

namespace adapters::tencent {
namespace {

constexpr std::string_view cdata_close = "]]>";
constexpr std::size_t most_fields = 32;

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr std::array<bool, 256> make_name_characters() {
    std::array<bool, 256> in{};
    for (std::size_t c = 0; c < 128; ++c)
        in[c] = is_letter(static_cast<char>(c)) || (c >= '0' && c <= '9') || c == '_';
    return in;
}

constexpr auto name_characters = make_name_characters();

bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

// The size as a constant: the compiler compares words instead of calling for a comparison.
template <std::size_t Size>
bool skip(std::string_view& text, const char (&expected)[Size]) {
    constexpr std::size_t size = Size - 1;
    if (text.size() < size || std::memcmp(text.data(), expected, size) != 0) return false;
    text.remove_prefix(size);
    return true;
}

void skip_blanks(std::string_view& text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
}

// `<Name>`; empty if it is anything else.
std::string_view open_tag(std::string_view& text) {
    if (!skip(text, "<") || text.empty() || !is_letter(text.front())) return {};
    std::size_t size = 1;
    while (size < text.size() && name_characters[static_cast<unsigned char>(text[size])]) ++size;
    const auto name = text.substr(0, size);
    text.remove_prefix(size);
    return skip(text, ">") ? name : std::string_view();
}

bool close_tag(std::string_view& text, std::string_view name) {
    if (!skip(text, "</") || !text.starts_with(name)) return false;
    text.remove_prefix(name.size());
    return skip(text, ">");
}

// What stands between the tags; nothing where the full parser would change or refuse a byte of it.
std::optional<std::string_view> content(std::string_view& text) {
    const bool is_cdata = skip(text, "<![CDATA[");
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
    if (!skip(text, "<xml>")) return {};
    std::vector<xml_element> elements;
    elements.reserve(16);
    elements.push_back({"xml", {}, 1, 0});
    for (;;) {
        skip_blanks(text);
        if (text == "</xml>") break;
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
