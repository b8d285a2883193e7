// What a conversation's row is found by: 16 bytes that tell nobody the account or the user.
#pragma once

#include <array>

namespace store {

using lookup = std::array<char, 16>;

}  // namespace store
