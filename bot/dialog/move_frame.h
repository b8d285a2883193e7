// One frame of a conversation's stack on its way to another release: can it stay where it is?
#pragma once

#include "bot/dialog/state.h"

namespace dialog {

enum class frame_fit {
    same,         // what the patient read last still stands there
    asked_again,  // the place is there, but its words or options are others
    lost,
};

// Where a node of an older release is now: the node of that id, else along `renamed`. Null: gone.
const node* find_moved(const flow& there, const std::string& id);

// `from` is the flow the frame was running, null if it is not known any more: then nothing is the
// `same`. `above` is the frame on top of this one, null for the top frame. Takes the frame to its
// new node and its trail along; a lost frame may have been changed in part.
frame_fit move_frame(const flow* from, const flow& there, const state& whole, frame& place,
                     const frame* above);

}  // namespace dialog
