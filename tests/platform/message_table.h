// The shapes of wechat §3: which elements each message and event has, in order, and the usual
// values.
#pragma once

#include "tests/platform/message.h"

#include <string_view>
#include <vector>

namespace platform {

// An element, the detail that fills it, and what stands there if nobody said. An element whose
// value is empty is left out, unless `usual` is the blank that means "present but empty".
struct message_slot {
    std::string_view element;
    std::string_view detail;
    std::string_view usual = {};
    field::form how = field::form::text;
};
inline constexpr std::string_view present_but_empty = " ";

struct message_shape {
    std::string_view name;
    std::vector<message_slot> slots;
};

const std::vector<message_shape>& message_shapes();  // by MsgType
const std::vector<message_shape>& event_shapes();    // by the platform's name of the event

}  // namespace platform
