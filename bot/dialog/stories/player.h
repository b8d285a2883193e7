// One patient's chat with a bundle, through step() alone: what stories, the sweep and the prover's
// counter-examples are told with. A value: a copy is a second patient who has said the same so far.
#pragma once

#include "bot/dialog/wake.h"

#include <string>
#include <string_view>
#include <vector>

namespace dialog::stories {

// A Monday morning in China, so that desks are open and no hour is quiet.
inline constexpr core::wall_time monday_morning{std::chrono::milliseconds{1'772'416'800'000}};

// A patient who has agreed, is grown up and has been greeted; nothing runs yet.
state admitted_patient(const bundle& script);

// The reply as a patient reads it: options numbered, a desk or a link in brackets.
std::string words_of(const std::vector<effect>& effects);

struct exchange {
    std::string said;   // by the patient; a pause in brackets
    std::string reply;  // as words_of() has it
};

// One turn as coverage looks at it.
struct turn_trace {
    std::vector<std::pair<std::string, std::string>> stack;  // flow and node, before the turn
    explanation why;
};

class player {
public:
    player(const bundle& script, state from, core::wall_time now = monday_morning);

    void say(std::string_view text);
    void press(std::string_view key);   // a button of the account's own menu; may be a flow
    bool tap(std::string_view option);  // of the last menu; false: it offers none such
    void wait(minutes pause);           // timers that fall due on the way fire
    void hear_desk(desk_report report);
    void take(const core::inbound& event, std::string said);

    const state& where() const { return state_; }
    std::string waits_at() const;  // "flow/node", or empty
    // Effects of the last step or pause, of all its turns.
    const std::vector<effect>& effects() const { return effects_; }
    const std::vector<exchange>& told() const { return told_; }
    const std::vector<core::menu_item>& menu() const { return menu_; }
    const std::string& fault() const { return fault_; }  // RUN9xx of any turn so far
    const std::vector<turn_trace>& traces() const { return traces_; }

    // Of the whole chat: the outcome of the last end, the gravest level, the answers at the last
    // question.
    const std::string& outcome() const { return outcome_; }
    const std::string& gravest() const { return gravest_; }
    const slot_values& answers() const { return answers_; }
    // Of the last step or pause: nodes entered, "flow/node".
    const std::vector<std::string>& visited() const { return visited_; }

private:
    void begin(std::string said);
    void note(const state& before, turn_result&& turn);
    void raise(std::string_view disposition);

    const bundle* script_;
    state state_;
    core::wall_time now_;
    std::vector<effect> effects_;
    std::vector<exchange> told_;
    std::vector<turn_trace> traces_;
    std::vector<core::menu_item> menu_;
    std::vector<set_timer> timers_;
    std::vector<std::string> visited_;
    std::string outcome_, gravest_, fault_;
    slot_values answers_;
};

}  // namespace dialog::stories
