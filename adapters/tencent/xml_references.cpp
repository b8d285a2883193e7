#include "adapters/tencent/xml_references.h"

#include <charconv>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace adapters::tencent {
namespace {

constexpr std::size_t longest_reference = 10;  // "&#1114111;"

bool is_xml_character(std::uint32_t code) {
    if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
    return code <= 0xD7FF || (code >= 0xE000 && code <= 0xFFFD) ||
           (code >= 0x10000 && code <= 0x10FFFF);
}

// 0 for what stands for no character.
std::uint32_t character_of(std::string_view name) {
    if (name == "lt") return '<';
    if (name == "gt") return '>';
    if (name == "amp") return '&';
    if (name == "quot") return '"';
    if (name == "apos") return '\'';
    if (!name.starts_with('#')) return 0;
    const int base = name.starts_with("#x") ? 16 : 10;
    name.remove_prefix(base == 16 ? 2 : 1);
    std::uint32_t code = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), code, base);
    const bool whole = error == std::errc() && end == name.data() + name.size();
    return whole && is_xml_character(code) ? code : 0;
}

// Bytes written; never more than the shortest reference to that character has.
std::size_t write_utf8(std::uint32_t code, char* out) {
    const auto tail = [code](int shift) {
        return static_cast<char>(0x80 | (code >> shift & 0x3F));
    };
    if (code < 0x80) {
        out[0] = static_cast<char>(code);
        return 1;
    }
    if (code < 0x800) {
        out[0] = static_cast<char>(0xC0 | code >> 6);
        out[1] = tail(0);
        return 2;
    }
    if (code < 0x10000) {
        out[0] = static_cast<char>(0xE0 | code >> 12);
        out[1] = tail(6);
        out[2] = tail(0);
        return 3;
    }
    out[0] = static_cast<char>(0xF0 | code >> 18);
    out[1] = tail(12);
    out[2] = tail(6);
    out[3] = tail(0);
    return 4;
}

}  // namespace

std::optional<std::size_t> resolve_references(std::span<char> text) {
    const std::string_view all(text.data(), text.size());
    std::size_t from = all.find('&');
    if (from == std::string_view::npos) return all.size();
    std::size_t to = from;
    while (from < all.size()) {
        if (all[from] != '&') {
            text[to++] = text[from++];
            continue;
        }
        const std::size_t end = all.substr(from, longest_reference).find(';');
        if (end == std::string_view::npos) return std::nullopt;
        const std::uint32_t code = character_of(all.substr(from + 1, end - 1));
        if (code == 0) return std::nullopt;
        to += write_utf8(code, text.data() + to);
        from += end + 1;
    }
    return to;
}

}  // namespace adapters::tencent
