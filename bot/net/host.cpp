#include "bot/net/host.h"

#include "bot/net/characters.h"

#include <algorithm>

namespace net {
namespace {

bool is_name_character(char c) noexcept {
    return is_digit(c) || is_letter(c) ||
           std::string_view("-._~!$&'()*+,;=").find(c) != std::string_view::npos;
}

bool is_registered_name(std::string_view name) noexcept {
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] == '%') {
            if (i + 2 >= name.size() || hex_value(name[i + 1]) < 0 || hex_value(name[i + 2]) < 0)
                return false;
            i += 2;
        } else if (!is_name_character(name[i])) {
            return false;
        }
    }
    return !name.empty();
}

bool is_bracketed_address(std::string_view address) noexcept {
    return address.size() >= 2 && std::all_of(address.begin(), address.end(), [](char c) {
               return hex_value(c) >= 0 || c == ':' || c == '.';
           });
}

bool is_port(std::string_view port) noexcept {
    return port.size() <= 5 && std::all_of(port.begin(), port.end(), is_digit);
}

}  // namespace

bool is_host(std::string_view value) noexcept {
    if (value.starts_with('[')) {
        const auto end = value.find(']');
        if (end == std::string_view::npos || !is_bracketed_address(value.substr(1, end - 1)))
            return false;
        const auto rest = value.substr(end + 1);
        return rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
    }
    const auto colon = value.find(':');
    if (colon != std::string_view::npos && !is_port(value.substr(colon + 1))) return false;
    return is_registered_name(value.substr(0, colon));
}

}  // namespace net
