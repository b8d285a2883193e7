// One patient's chat with a bundle, through step() alone: what the tests of real dialogs speak to.
// A value: a copy is a second patient who has said the same things so far.
#pragma once

#include "bot/dialog/step.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace trial {

// The project's own dialogs, loaded once; fails the running test if they have errors.
const dialog::bundle& project_bundle();

class patient {
public:
    explicit patient(const dialog::bundle& script);

    // A patient who has agreed, is grown up and has been greeted.
    static patient admitted(const dialog::bundle& script);
    // The same, waiting at the first question of a flow that the home menu offers.
    static patient in_flow(const dialog::bundle& script, std::string_view flow);

    // The same patient, whose conversation has been moved to another release.
    patient in_release(const dialog::bundle& script, dialog::state moved) const;

    // Each returns the words of the reply.
    const std::string& say(std::string_view text);
    const std::string& tap(std::string_view option);  // value id, or `none`, or `skip`
    const std::string& come_back_after(std::chrono::minutes pause);

    const std::string& reply() const { return reply_; }
    bool was_given_link() const { return link_; }
    const std::vector<core::menu_item>& menu() const { return menu_; }
    const std::vector<std::string>& visited() const { return visited_; }  // in the last turn

    const dialog::state& where() const { return state_; }
    std::string waits_at() const;  // "flow/node"; empty: no flow waits
    std::string flow() const;      // of the top frame
    bool in_emergency() const;     // an emergency flow holds the conversation

    // Highest rank any level or end of this chat has reached.
    const std::string& gravest() const { return gravest_; }
    const std::string& outcome() const { return outcome_; }  // of the last end node
    const dialog::slot_values& answers() const { return answers_; }

private:
    const std::string& take(core::inbound event);
    void note_blocks(const std::vector<dialog::effect>& effects);
    void note_ends(const std::vector<std::string>& visited);
    void raise(std::string_view disposition);

    const dialog::bundle* script_;
    dialog::state state_;
    core::wall_time now_;
    std::string reply_, gravest_, outcome_;
    bool link_ = false;
    std::vector<core::menu_item> menu_;
    std::vector<std::string> visited_;
    dialog::slot_values answers_;
};

}  // namespace trial
