// What a delivery gets back.
#pragma once

#include <string>

namespace session {

enum class answer_kind {
    replied,     // the step is durable; `body` is its recorded reply
    repeated,    // an earlier attempt of this delivery took the step; `body` is the same, byte for
                 // byte
    improvised,  // no script or no store: `body` is built in, nothing was recorded
    slow_down,   // too many messages of one patient wait already; `body` asks for patience,
                 // nothing was recorded
    timed_out,   // too late, or the turn still runs: stay silent, the platform's next attempt will
                 // find the reply
};

struct answer {
    answer_kind kind = answer_kind::timed_out;
    std::string body;
};

}  // namespace session
