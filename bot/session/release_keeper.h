// Keeps the shelf of a running server in step with the store's releases, which any node or tool may
// add to (dialogs.md §7). Retires what no conversation may be in any longer.
#pragma once

#include "bot/session/release_library.h"
#include "bot/session/script_source.h"

#include <vector>

namespace session {

class release_keeper {
public:
    // More contents than these wait on no shelf: conversations in older ones move.
    static constexpr std::size_t most_shelved = 16;
    static constexpr std::chrono::days files_kept{180};

    release_keeper(store::store& memory, script_source& scripts, const core::clock& clock);

    // Looks whether anything was published or has become too old, and if so puts up another shelf.
    // Compiles on the calling thread, which is no loop. A release that does not load is passed
    // over: the last good one stays. One call at a time.
    runtime::task<core::result<void>> refresh();

private:
    struct place {
        store::release release;
        core::wall_time superseded_at{};
        bool pins = false;  // its conversations may finish with it
        bool operator==(const place&) const = default;
    };
    struct plan {
        std::vector<store::release> newest_first;  // the first that loads is the current one
        std::vector<place> older;                  // newest first
    };

    static std::vector<place> places_of(const std::vector<store::release>& listed,
                                        core::wall_time now);
    runtime::task<core::result<release_ptr>> find_current(std::vector<store::release> listed);
    runtime::task<core::result<void>> build(release_ptr current, std::vector<place> older);
    runtime::task<core::result<void>> retire(std::vector<store::release> listed,
                                             core::wall_time now);

    store::store& store_;
    script_source& scripts_;
    const core::clock& clock_;
    release_library library_;
    std::uint32_t current_ = 0;
    std::vector<place> shelved_;
};

}  // namespace session
