#include "adapters/tencent/xml_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace adapters::tencent {
namespace {

constexpr std::string_view open = "<![CDATA[";
constexpr std::string_view close = "]]>";

// Bytes that stop the fast run: the end of "]]>" and the control characters XML 1.0 excludes.
constexpr std::array<bool, 256> make_stops() {
    std::array<bool, 256> stops{};
    for (std::size_t byte = 0; byte < 0x20; ++byte) stops[byte] = true;
    stops['\t'] = stops['\n'] = stops['\r'] = false;
    stops['>'] = true;
    return stops;
}

constexpr auto stops = make_stops();

constexpr std::size_t piece = 32;

// True if one byte of the piece may stop the run. Without a branch, so that the compiler takes the
// whole piece in a few vector instructions.
bool may_stop(const char* bytes) {
    unsigned char any = 0;
    for (std::size_t i = 0; i < piece; ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        const bool is_control = byte < 0x20 && byte != '\n';
        any |= static_cast<unsigned char>(is_control || byte == '>');
    }
    return any != 0;
}

std::size_t plain_run(std::string_view text) {
    std::size_t size = 0;
    for (;;) {
        while (size + piece <= text.size() && !may_stop(text.data() + size)) size += piece;
        const std::size_t looked_at = std::min(size + piece, text.size());
        for (; size < looked_at; ++size)
            if (stops[static_cast<unsigned char>(text[size])]) return size;
        if (size == text.size()) return size;
    }
}

void append_tag(std::string& out, std::string_view begin, std::string_view name) {
    out.append(begin).append(name).push_back('>');
}

}  // namespace

void append_cdata(std::string& out, std::string_view text) {
    out.append(open);
    while (!text.empty()) {
        const std::size_t run = plain_run(text);
        out.append(text.substr(0, run));
        text.remove_prefix(run);
        if (text.empty()) break;
        if (text.front() == '>') {
            // Looks at what is written, not at `text`: a dropped control character may have
            // brought the three together.
            if (out.ends_with("]]")) out.append(close).append(open);
            out.push_back('>');
        }
        text.remove_prefix(1);
    }
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
