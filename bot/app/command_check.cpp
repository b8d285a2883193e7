// `daozhen check [DIR] [--format text|json]`: every problem of a folder of dialogs, where it is and
// how to mend it. Exit code 0: may be published; 1: errors; 2: wrong usage.
#include "bot/app/command_line.h"
#include "bot/app/commands.h"
#include "bot/dialog/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace app {
namespace {

constexpr std::string_view usage = "usage: daozhen check [DIR] [--format text|json]\n";

auto count(const std::vector<dialog::problem>& problems, dialog::gravity weight) {
    return std::count_if(problems.begin(), problems.end(),
                         [weight](const dialog::problem& one) { return one.weight == weight; });
}

void print_text(const dialog::load_result& loaded) {
    for (const dialog::problem& found : loaded.problems) fmt::print("{}\n", to_line(found));
    fmt::print("{}：{} 个错误，{} 个警告，{} 条提示。\n", loaded.script ? "通过" : "未通过",
               count(loaded.problems, dialog::gravity::error),
               count(loaded.problems, dialog::gravity::warning),
               count(loaded.problems, dialog::gravity::info));
}

}  // namespace

int run_check(const arguments& args) {
    const command_line parsed = parse_command_line(args, {"--format"});
    const std::string format = parsed.value("--format", "text");
    const bool is_known = format == "text" || format == "json";
    if (parsed.wrong || parsed.words.size() > 1 || !is_known) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    const std::string folder = parsed.words.empty() ? "dialogs" : parsed.words.front();
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
        fmt::print(stderr, "daozhen check: no folder “{}”\n{}", folder, usage);
        return 2;
    }
    const dialog::load_result loaded = dialog::load_bundle(std::filesystem::path(folder));
    if (format == "json")
        fmt::print("{}\n", dialog::to_json(loaded.problems));
    else
        print_text(loaded);
    return loaded.script ? 0 : 1;
}

}  // namespace app
