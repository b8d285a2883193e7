#include "adapters/tencent/text_markup.h"

#include <algorithm>

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

std::string on_one_line(std::string_view words) {
    std::string out(words);
    std::ranges::replace_if(
        out, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return out;
}

std::string as_numbered_line(std::size_t number, const core::menu_item& item) {
    return std::to_string(number) + ". " + as_text(on_one_line(item.label));
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
