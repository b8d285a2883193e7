#include "adapters/tencent/xml_writer.h"

#include <array>
#include <charconv>
#include <cstdint>

namespace adapters::tencent {
namespace {

constexpr std::string_view open = "<![CDATA[";
constexpr std::string_view close = "]]>";

// XML 1.0 excludes control characters but tab and the two line ends.
constexpr bool is_excluded(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
}

// Line ends apart, which most texts hold, no control character at all. A number, not a truth, and
// nothing skipped: so the compiler tests 16 characters at once.
bool may_hold_excluded(std::string_view text) {
    constexpr std::size_t piece = 16;
    unsigned char any = 0;
    const char* at = text.data();
    std::size_t left = text.size();
    for (; left >= piece; left -= piece, at += piece)
        for (std::size_t i = 0; i < piece; ++i) {
            const auto byte = static_cast<unsigned char>(at[i]);
            any |= static_cast<unsigned char>((byte < 0x20) & (byte != '\n'));
        }
    for (; left > 0; --left, ++at) {
        const auto byte = static_cast<unsigned char>(*at);
        any |= static_cast<unsigned char>((byte < 0x20) & (byte != '\n'));
    }
    return any != 0;
}

// Character by character, for what cannot go in as it is.
void append_mended(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (is_excluded(c)) continue;
        // Looks at what is written, not at `text`: a dropped control character may have brought
        // the three together.
        if (c == '>' && out.ends_with("]]")) out.append(close).append(open);
        out.push_back(c);
    }
}

void append_tag(std::string& out, std::string_view begin, std::string_view name) {
    out.append(begin).append(name).push_back('>');
}

}  // namespace

void append_cdata(std::string& out, std::string_view text) {
    out.append(open);
    if (text.find(close) == std::string_view::npos && !may_hold_excluded(text))
        out.append(text);
    else
        append_mended(out, text);
    out.append(close);
}

void append_element(std::string& out, std::string_view name, std::string_view text) {
    append_tag(out, "<", name);
    append_cdata(out, text);
    append_tag(out, "</", name);
}

void append_element(std::string& out, std::string_view name, std::int64_t number) {
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    append_tag(out, "<", name);
    out.append(digits.data(), end);
    append_tag(out, "</", name);
}

}  // namespace adapters::tencent
