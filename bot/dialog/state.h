// Where one conversation stands (Σ of dialogs.md §5). A plain value: no pointers into a bundle, so
// it outlives any release. Encoded for the store by state_codec.h.
#pragma once

#include "bot/core/clock.h"
#include "bot/dialog/slot_values.h"
#include "bot/dialog/trail.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dialog {

struct frame {
    std::string flow, node;
    std::uint8_t misses = 0;
    answer_trail trail;
    slot_values slots;        // flow scope
    std::uint32_t began = 0;  // turn in which the frame was pushed: older picks are not its own
    bool operator==(const frame&) const = default;
};

// A question of the engine's own that waits for an answer before the dialog goes on.
struct pending_question {
    enum class kind {
        consent,  // project.json#consent; topic: the flow that waits for it, may be empty
        age,      // topic as for consent
        confirm_sign,  // "您是说自己现在出现了…吗？"; topic: interrupt id, choices: the concept,
                       // text: the sentence that led to it (only once consent is given)
        leave_flow,    // topic: the flow the patient seems to want
        correct,       // topic: node; choices: the option of an old menu
        which_option,  // topic: node; choices: option values
        resume,        // an expired visit: continue or restart
        erase,         // "删除我的数据": really?
        booking,       // education was shown in this turn, so booking waits for a yes (§9.5)
        home,          // the home menu, shown while something else waits beneath
        // The conversation has moved to another release (move_conversation.h). Asks nothing: goes
        // on at node `topic` of the top frame, or with flow `text` if there is none, as soon as
        // nothing stands above it.
        updated,
    };
    kind what = kind::consent;
    std::string topic, text;
    std::vector<std::string> choices;
    bool operator==(const pending_question&) const = default;
};

// A follow-up that has been promised: the end node that promises it, and when.
struct promise {
    std::string flow, node;
    core::wall_time due{};
    bool operator==(const promise&) const = default;
};

enum class speaker { bot, human };

struct state {
    std::uint32_t release = 0;
    std::vector<frame> stack;  // last is on top; empty: no visit
    slot_values visit_slots, patient_slots;
    speaker mode = speaker::bot;
    std::string worst;                // disposition id; only rises within a visit
    std::vector<std::string> warned;  // emergency interrupts already answered in this visit
    std::vector<std::string>
        masked;  // concepts read as absent after a "no" to the confirming question
    // The last one is asked; only confirm_sign and erase ever stand above another.
    std::vector<pending_question> pending;
    std::string consent_version;  // empty: not given
    core::wall_time consent_at{};
    bool consent_declined = false;
    std::string age_band;          // "", "child", "teen", "adult"
    std::uint32_t turn = 0;        // turns ever taken; part of pick ids
    std::uint32_t visit_turn = 0;  // 0: the visit is over, the next message begins another
    core::wall_time visit_began{}, last_at{};
    std::string last_digression;
    std::uint8_t digression_repeats = 0;
    bool greeted = false;
    std::vector<frame> told;  // flows with answers that this visit has left, the last of each; at
                              // most 3. For the summary: nothing leads back into them.
    std::optional<promise> later;
    bool operator==(const state&) const = default;
};

}  // namespace dialog
