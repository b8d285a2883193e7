#include "bot/app/scripts.h"

#include "bot/core/log.h"
#include "bot/dialog/load.h"

namespace app {

bool reload_scripts(const std::string& folder, session::script_source& scripts) {
    auto loaded = dialog::load_bundle(std::filesystem::path(folder));
    for (const auto& problem : loaded.problems) {
        if (problem.weight == dialog::gravity::info) continue;
        const auto level = problem.weight == dialog::gravity::error ? core::severity::error
                                                                    : core::severity::warning;
        core::log(level, "dialog-problem", {{"where", dialog::to_line(problem)}});
    }
    if (loaded.script == nullptr) {
        core::log(core::severity::error, "dialogs-refused",
                  {{"folder", folder},
                   {"kept", scripts.current() == nullptr ? "nothing" : "the last good ones"}});
        return false;
    }
    core::log(core::severity::info, "dialogs-loaded",
              {{"folder", folder},
               {"flows", loaded.script->flows.size()},
               {"hash", loaded.script->content_hash}});
    scripts.publish(std::move(loaded.script));
    return true;
}

}  // namespace app
