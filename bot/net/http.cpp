#include "bot/net/http.h"

#include "bot/net/characters.h"

#include <algorithm>

namespace net {
namespace {

bool is_unreserved(char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

}  // namespace

std::string_view http_request::header(std::string_view name) const noexcept {
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return {};
}

std::string http_request::query_value(std::string_view name) const {
    std::string_view rest = query;
    while (!rest.empty()) {
        const auto pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        const auto equals = pair.find('=');
        if (pair.substr(0, equals) != name) continue;
        std::string value;
        if (equals == std::string_view::npos || !percent_decode(pair.substr(equals + 1), value))
            return {};
        return value;
    }
    return {};
}

bool percent_decode(std::string_view text, std::string& out) {
    out.clear();
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            out.push_back(' ');
        } else if (text[i] == '%') {
            if (i + 2 >= text.size()) return false;
            const int high = hex_value(text[i + 1]);
            const int low = hex_value(text[i + 2]);
            if (high < 0 || low < 0) return false;
            out.push_back(static_cast<char>(high * 16 + low));
            i += 2;
        } else {
            out.push_back(text[i]);
        }
    }
    return true;
}

std::string percent_encode(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out(3 * text.size(), '\0');
    std::size_t size = 0;
    for (const char c : text) {
        if (is_unreserved(c)) {
            out[size++] = c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out[size++] = '%';
            out[size++] = digits[byte >> 4];
            out[size++] = digits[byte & 15];
        }
    }
    out.resize(size);
    return out;
}

}  // namespace net
