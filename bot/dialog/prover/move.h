// What can happen next in a situation: what the patient says or taps, a timer, a desk, a pause.
#pragma once

#include "bot/dialog/prover/sign_texts.h"
#include "bot/dialog/prover/situation.h"
#include "bot/dialog/wake.h"

#include <set>
#include <string>
#include <vector>

namespace dialog::prover {

enum class move_kind {
    answer,   // an option, a value, skip
    miss,     // words nobody understands
    own,      // a choice of one of the engine's own questions
    start,    // a flow is begun or wished for
    human,    // 人工
    back,     // 上一步
    quit,     // 退出
    command,  // any other
    sign,     // a warning sign, present
    unclear,  // asked about, past, somebody else's
    aside,    // a question to us
    silence,  // a timer of a question or a hand-off
    desk,     // what the desk reports
    pause,    // the visit expires, then the patient writes
    other,    // pictures, following the account
};

struct move {
    move_kind what = move_kind::answer;
    core::inbound event;  // unless silence or desk
    set_timer timer{};    // silence
    minutes waited{0};    // silence, pause
    desk_report report = desk_report::released;
    std::string said;  // as a chat shows it
    std::string step;  // as a story tells it, JSON; empty: a story has no such step
    std::vector<const option*> chosen;  // answer
    bool skipped = false;               // answer
    const interrupt* rule = nullptr;    // sign, unclear
    bool again = false;                 // sign, unclear, aside: it is not the first time
};

class move_list {
public:
    move_list(const bundle& script, const abstraction& merged, const spoken& words);

    // `first`: nobody has been at this question before, so everything that can be said is said:
    // what the ear makes of words hangs on the question alone. Else commands are tapped, and one
    // sign stands for all, another in each situation (`turn_of`).
    std::vector<move> of(const situation& here, bool first, std::size_t turn_of) const;

    static constexpr auto nonsense = "咕噜咕噜";

private:
    const bundle& script_;
    const abstraction& merged_;
    const spoken& words_;
    std::vector<const sign_text*> classes_;  // one sign of each flow and level
};

// The same event seen by the engine: before is a copy of the situation's state.
turn_result make(const bundle& script, const situation& here, const move& one);

}  // namespace dialog::prover
