// What the commands about a folder of dialogs share: `[DIR] [--format text|json]` and flags of
// their own. DIR is `dialogs` unless given.
#pragma once

#include "bot/app/command_line.h"
#include "bot/app/commands.h"
#include "bot/dialog/load.h"

#include <filesystem>

namespace app {

struct folder_command {
    std::filesystem::path folder;
    bool json = false;
    command_line line;
};

// Nothing, after the reason and `usage` went to standard error, if it is wrong. `--format` is known
// only if `with_value` names it.
std::optional<folder_command> read_folder_command(
    const arguments& args, std::string_view usage,
    const std::set<std::string, std::less<>>& with_value = {},
    const std::set<std::string, std::less<>>& without = {});

// Null, after the errors went to standard error, if the dialogs do not load.
std::shared_ptr<const dialog::bundle> loaded_or_told(const dialog::load_result& loaded);

}  // namespace app
