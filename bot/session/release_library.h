// Releases out of the store, compiled. Remembers what it compiled, by content: rolling back and
// forth costs nothing. Not thread-safe; compiles on the calling thread, which is no loop.
#pragma once

#include "bot/dialog/current_emergencies.h"
#include "bot/dialog/load.h"
#include "bot/store/store.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace session {

struct compiled_release {
    std::uint32_t number = 0;
    std::shared_ptr<const dialog::bundle> script;
    std::vector<dialog::source_file> files;
    dialog::emergency_parts emergencies;
};
using release_ptr = std::shared_ptr<const compiled_release>;

class release_library {
public:
    explicit release_library(store::store& memory) : store_(memory) {}

    // Null if its files are gone, are not what was published, or do not compile with this program:
    // said once in the log.
    runtime::task<core::result<release_ptr>> find(store::release listed);

    // The release with the emergencies of another; null if the two do not hold together.
    std::shared_ptr<const dialog::bundle> mix(const compiled_release& own,
                                              const compiled_release& current);

    // Forgets what none of these needs.
    void keep_only(const std::vector<std::uint32_t>& numbers);

private:
    store::store& store_;
    std::map<std::uint32_t, release_ptr> releases_;  // null: tried and failed
    std::shared_ptr<const dialog::bundle> like_;     // compiled last: others share parts with it
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::shared_ptr<const dialog::bundle>> mixes_;
};

std::vector<dialog::source_file> files_of(const store::release& kept);
std::vector<store::release_file> frozen(const std::vector<dialog::source_file>& files);

}  // namespace session
