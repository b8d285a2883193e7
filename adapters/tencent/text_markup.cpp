#include "adapters/tencent/text_markup.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace adapters::tencent {

void append_as_text(std::string& out, std::string_view words) {
    for (auto at = words.find('<'); at != std::string_view::npos; at = words.find('<')) {
        out.append(words.substr(0, at)).append("＜");
        words.remove_prefix(at + 1);
    }
    out.append(words);
}

std::string as_text(std::string_view words) {
    std::string out;
    append_as_text(out, words);
    return out;
}

one_line::one_line(std::string_view given) : words_(given) {
    constexpr auto none = std::string_view::npos;
    if (given.find('\n') == none && given.find('\r') == none) return;
    mended_.assign(given);
    std::ranges::replace_if(
        mended_, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    words_ = mended_;
}

void append_number(std::string& out, std::size_t number) {
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end).append(". ");
}

void append_numbered_line(std::string& out, std::size_t number, const core::menu_item& item) {
    append_number(out, number);
    append_as_text(out, one_line(item.label).words());
}

std::string without_link(std::string_view title, std::string_view alt) {
    std::string out = as_text(title);
    if (!alt.empty() && alt != title) out.append(out.empty() ? "" : "\n").append(as_text(alt));
    return out;
}

bool is_web_address(std::string_view url) {
    return url.starts_with("https://") || url.starts_with("http://");
}

}  // namespace adapters::tencent
