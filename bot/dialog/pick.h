// Ids of tappable items, `turn.node.option`: they say which question they belonged to, so an old
// menu is recognised. The engine's own questions use names that begin with '_', which no node may.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dialog {

struct pick_id {  // views into the id
    std::uint32_t turn = 0;
    std::string_view node, option;
};

std::string make_pick(std::uint32_t turn, std::string_view node, std::string_view option);
std::optional<pick_id> parse_pick(std::string_view id);

namespace own_picks {
inline constexpr std::string_view home = "_home";        // option: flow
inline constexpr std::string_view command = "_command";  // option: command
inline constexpr std::string_view skip = "_skip";        // an option of any node
}  // namespace own_picks

}  // namespace dialog
