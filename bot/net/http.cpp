#include "bot/net/http.h"

#include "bot/net/characters.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace net {
namespace {

// What stands for a byte in a URL: itself if it is unreserved (RFC 3986 §2.3), else %XX.
struct encoded {
    char text[4];  // copied whole, `size` of it counts
    std::size_t size;
};

constexpr std::array<encoded, 256> make_encodings() {
    constexpr char digits[] = "0123456789ABCDEF";
    std::array<encoded, 256> table{};
    for (std::size_t byte = 0; byte < table.size(); ++byte)
        table[byte] = {{'%', digits[byte >> 4], digits[byte & 15], 0}, 3};
    for (std::size_t byte = 0; byte < 128; ++byte) {
        const auto c = static_cast<char>(byte);
        const bool is_unreserved =
            is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
        if (is_unreserved) table[byte] = {{c, 0, 0, 0}, 1};
    }
    return table;
}

constexpr auto encodings = make_encodings();

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
    std::size_t size = out.size();
    out.resize(size + 3 * text.size() + sizeof(encoded::text));
    for (const char c : text) {
        const auto& each = encodings[static_cast<unsigned char>(c)];
        std::memcpy(out.data() + size, each.text, sizeof each.text);
        size += each.size;
    }
    out.resize(size);
}

}  // namespace net
