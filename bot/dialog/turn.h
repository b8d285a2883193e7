// One turn in the making: the state being changed and what will be said. Lives on the stack of
// step(); the files of the engine are functions over it.
#pragma once

#include "bot/dialog/slots.h"
#include "bot/dialog/step.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace dialog {

// A bound or an invariant is broken: thrown anywhere in the engine, caught by step() alone, which
// rolls back. A checked script cannot reach it.
struct fault {
    const char* code;  // RUN901 node entries, 902 messages, 903 stack, 904 turns of a visit,
                       // 905 a node, flow or slot that is not there, 909 anything else
};

struct turn {
    turn(const bundle& all, state before, core::wall_time clock)
        : script(all), time(clock), whole(std::move(before)) {}

    void send(core::block what) { effects.push_back(dialog::send{std::move(what)}); }
    void say(std::string text) {
        if (!text.empty()) send(core::text_block{std::move(text)});
    }
    bool has_said(std::string_view text) const;
    bool has_spoken() const;

    const bundle& script;
    core::wall_time time;
    state whole;
    std::vector<effect> effects;
    explanation why;
    std::size_t entries = 0;               // nodes entered so far
    bool education = false;                // a snippet was shown: no booking beside it (§9.5)
    std::string earlier_worst;             // of the visit before this one, if that is just over
    const interrupt* answering = nullptr;  // the sign whose advice this turn owes
};

// The flow and node a frame stands at; fault 905 if the script has none such.
const flow& flow_of(const turn& ongoing, const frame& place);
const node& node_of(const turn& ongoing, const frame& place);

// The question that waits, or null: none, or the top frame waits for something else.
struct waiting_question {
    const flow* script = nullptr;
    const node* at = nullptr;
    const ask_node* ask = nullptr;
    const slot* asked = nullptr;
    explicit operator bool() const { return ask != nullptr; }
};
waiting_question question_of(const bundle& script, const state& whole);

void push_frame(turn& ongoing, const flow& script);

}  // namespace dialog
