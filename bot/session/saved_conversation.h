// A conversation as the store keeps it: the dialog's state, and the blocks that did not fit into
// the last reply and go in front of the next one. Nothing a patient should read is dropped
// silently.
#pragma once

#include "bot/core/block.h"
#include "bot/core/error.h"
#include "bot/session/quota.h"

#include <string>
#include <string_view>
#include <vector>

namespace session {

struct saved_conversation {
    std::string state;                 // dialog::encode_state
    std::vector<core::block> carried;  // usually empty
    openings opened{};  // what the patient did last that lets the account send by itself
};

std::string encode(const saved_conversation& value);

// errc::corrupt if the bytes were not written by encode().
core::result<saved_conversation> decode(std::string_view bytes);

}  // namespace session
