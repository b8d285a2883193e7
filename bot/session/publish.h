// Publishing (dialogs.md §7): files become a numbered release that never changes. The servers of
// the store notice it by themselves.
#pragma once

#include "bot/dialog/load.h"
#include "bot/session/waiting_count.h"
#include "bot/store/store.h"

#include <cstdint>
#include <string>
#include <vector>

namespace session {

struct publish_wish {
    store::release_kind kind = store::release_kind::normal;
    std::string author, reason;
    std::string today;      // as for load_bundle(): what may lapse is looked at
    bool only_new = false;  // refuse content that was a release before and has been replaced
};

struct published {
    enum class outcome {
        done,
        unchanged,  // the current release has this content already
        replaced,   // an older one had it, and `only_new` is wished
        refused,    // `problems` says why
        overtaken,  // somebody else published meanwhile: look at it, then try again
        unknown,    // no release of that number, or its files are not kept any longer
    };
    outcome how = outcome::refused;
    std::uint32_t number = 0;  // the new release; if unchanged: the current one
    std::vector<dialog::problem> problems;
    waiting_count waiting;  // what it means, or would mean, for those under way
};

// Checks the files, and what they do to conversations under way against the current release. A
// recall moves those of the release that is current now. Compiles on the calling thread.
runtime::task<core::result<published>> publish(store::store& memory,
                                               std::vector<dialog::source_file> files,
                                               publish_wish wish, core::wall_time now);

// Publishes the content of an older release as a new number; a recall moves those of all releases
// after it. Asks for no `renamed` or `onUpgrade`: an older release cannot know what came after it.
runtime::task<core::result<published>> roll_back(store::store& memory, std::uint32_t to,
                                                 publish_wish wish, core::wall_time now);

// In Chinese, for the operator who publishes: how many go on, how many are asked again.
std::string to_text(const waiting_count& count);

}  // namespace session
