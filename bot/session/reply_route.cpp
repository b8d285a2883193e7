#include "bot/session/reply_route.h"

#include <array>

namespace session {

std::string_view name_of(reply_route route) {
    static constexpr std::array<std::string_view, 5> names = {"passive", "held", "outbox",
                                                              "carried", "dropped"};
    return names[static_cast<std::size_t>(route)];
}

}  // namespace session
