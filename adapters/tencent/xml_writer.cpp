#include "adapters/tencent/xml_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>

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

// True if one of eight bytes may stop the run: a control character or '>'. Never false wrongly.
bool may_stop(const char* eight) {
    constexpr std::uint64_t each = 0x0101010101010101, high = 0x80 * each;
    std::uint64_t word = 0;
    std::memcpy(&word, eight, sizeof word);
    const std::uint64_t ends = word ^ each * '>';
    return ((((word - each * 0x20) & ~word) | ((ends - each) & ~ends)) & high) != 0;
}

std::size_t plain_run(std::string_view text) {
    std::size_t size = 0;
    for (;;) {
        while (size + 8 <= text.size() && !may_stop(text.data() + size)) size += 8;
        const std::size_t looked_at = std::min(size + 8, text.size());
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
