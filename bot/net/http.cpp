#include "bot/net/http.h"

#include "bot/net/characters.h"

#include <algorithm>
#include <array>

namespace net {
namespace {

// RFC 3986 §2.3.
constexpr auto unreserved = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0; c < 128; ++c)
        table[c] = is_letter(static_cast<char>(c)) || is_digit(static_cast<char>(c));
    for (const char c : std::string_view("-._~")) table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool is_unreserved(char c) {
    return unreserved[static_cast<unsigned char>(c)];
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
    std::string out;
    append_percent_encoded(out, text);
    return out;
}

void append_percent_encoded(std::string& out, std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::size_t size = out.size();
    out.resize(size + 3 * text.size());
    char* const to = out.data();
    for (const char c : text) {
        if (is_unreserved(c)) {
            to[size++] = c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            to[size++] = '%';
            to[size++] = digits[byte >> 4];
            to[size++] = digits[byte & 15];
        }
    }
    out.resize(size);
}

}  // namespace net
