#include "bot/app/folder_command.h"

#include <fmt/format.h>

#include <cstdio>

namespace app {
namespace {

std::string fault_of(const command_line& line, const std::filesystem::path& folder) {
    if (line.wrong) return *line.wrong;
    if (line.words.size() > 1) return "one folder at most";
    const std::string format = line.value("--format", "text");
    if (format != "text" && format != "json") return "--format is text or json";
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error))
        return fmt::format("no folder “{}”", folder.string());
    return {};
}

}  // namespace

std::optional<folder_command> read_folder_command(
    const arguments& args, std::string_view usage,
    const std::set<std::string, std::less<>>& with_value,
    const std::set<std::string, std::less<>>& without) {
    folder_command made;
    made.line = parse_command_line(args, with_value, without);
    made.folder = made.line.words.empty() ? "dialogs" : made.line.words.front();
    made.json = made.line.value("--format") == "json";
    const std::string fault = fault_of(made.line, made.folder);
    if (fault.empty()) return made;
    fmt::print(stderr, "daozhen: {}\n{}", fault, usage);
    return std::nullopt;
}

std::shared_ptr<const dialog::bundle> loaded_or_told(const dialog::load_result& loaded) {
    if (loaded.script == nullptr)
        for (const dialog::problem& found : loaded.problems)
            if (found.weight == dialog::gravity::error) fmt::print(stderr, "{}\n", to_line(found));
    return loaded.script;
}

}  // namespace app
