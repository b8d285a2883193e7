#include "bot/dialog/pick.h"

#include <charconv>

namespace dialog {

std::string make_pick(std::uint32_t turn, std::string_view node, std::string_view option) {
    std::string id = std::to_string(turn);
    id.reserve(id.size() + node.size() + option.size() + 2);
    id.append(".").append(node).append(".").append(option);
    return id;
}

std::optional<pick_id> parse_pick(std::string_view id) {
    pick_id parsed;
    const auto number = std::from_chars(id.data(), id.data() + id.size(), parsed.turn);
    if (number.ec != std::errc{}) return std::nullopt;
    id.remove_prefix(static_cast<std::size_t>(number.ptr - id.data()));
    if (!id.starts_with('.')) return std::nullopt;
    id.remove_prefix(1);
    const std::size_t dot = id.find('.');
    if (dot == std::string_view::npos || dot == 0) return std::nullopt;
    parsed.node = id.substr(0, dot);
    parsed.option = id.substr(dot + 1);
    if (parsed.option.empty()) return std::nullopt;
    return parsed;
}

}  // namespace dialog
