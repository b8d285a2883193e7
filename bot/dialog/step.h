// The one function the product is about: state and event in, state and effects out (dialogs.md §5).
// Pure: no clock, network, random or thread inside; the same arguments give the same result
// anywhere.
#pragma once

#include "bot/core/block.h"
#include "bot/core/inbound.h"
#include "bot/dialog/state.h"
#include "bot/dialog/summary.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dialog {

struct send {
    core::block what;
};
struct open_handoff {
    std::string queue, summary;       // in one line
    std::vector<summary_item> items;  // the same, item by item
};
struct start_action {
    std::string action, node;
    std::map<std::string, std::string> in;
};
struct set_timer {
    core::wall_time due;
    std::string node;
    std::uint32_t turn;
};
struct forget_patient {};  // 删除我的数据, unsubscribe: erase all that is stored
struct alert_desk {
    std::string interrupt;
};  // an emergency while a human holds the conversation
using effect =
    std::variant<send, open_handoff, start_action, set_timer, forget_patient, alert_desk>;

// Why the engine answered as it did: for the simulator, the log and analytics. Never patient text.
struct explanation {
    std::string reading;     // "answer", "emergency", "confirm", "command", "value", "correction",
                             // "digression", "entry", "miss", "consent", "age", "unsupported", ...
    std::string detail;      // id of the interrupt, command, option ...
    std::string flow, node;  // where the conversation waits now
    std::vector<std::string> visited;  // nodes entered in this turn, "flow/node"
    std::string fault;                 // RUN9xx if a bound or an invariant failed
};

struct turn_result {
    state next;
    std::vector<effect> effects;
    explanation why;
    bool may_store_text = false;  // consent given: the patient's words may be kept
};

// Never throws for any event; a broken invariant gives the project's error line and keeps `worst`.
turn_result step(const bundle& script, state before, const core::inbound& event,
                 core::wall_time now);

// The reply when no bundle loads or no store answers: the built-in emergency text if `text` holds a
// sign of the built-in list, else one honest line (dialogs.md §9.1).
std::string answer_without_script(std::string_view text);

}  // namespace dialog
