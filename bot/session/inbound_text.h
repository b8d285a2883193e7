// An inbound message as bytes, for the inbox. Field by field, each with its length before it;
// fields of tomorrow are skipped. Pure.
#pragma once

#include "bot/core/error.h"
#include "bot/core/inbound.h"

#include <string>
#include <string_view>

namespace session {

std::string encode_inbound(const core::inbound& message);
// errc::corrupt
core::result<core::inbound> decode_inbound(std::string_view bytes);

}  // namespace session
