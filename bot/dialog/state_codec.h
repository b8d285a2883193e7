// State as bytes for the store, versioned: a newer binary reads what an older one wrote.
#pragma once

#include "bot/core/error.h"
#include "bot/dialog/state.h"

#include <string>
#include <string_view>

namespace dialog {

std::string encode_state(const state& value);

// errc::corrupt if the bytes are no state of a version this binary knows.
core::result<state> decode_state(std::string_view bytes);

}  // namespace dialog
