// `daozhen check [DIR] [--format text|json]`: every problem of a folder of dialogs, where it is and
// how to mend it. Exit code 0: may be published; 1: errors; 2: wrong usage.
#include "bot/app/at_once.h"
#include "bot/app/folder_command.h"
#include "bot/core/clock.h"
#include "bot/dialog/canonical_form.h"
#include "bot/dialog/local_time.h"

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

void add_layout(const std::vector<dialog::source_file>& files,
                std::vector<dialog::problem>& problems) {
    for (const dialog::source_file& file : files) {
        dialog::json_document document{file.path, file.text, {}};
        std::vector<dialog::problem> unreadable;  // told by the loader
        if (!parse_json(document, unreadable)) continue;
        if (auto odd = check_layout(document)) problems.push_back(std::move(*odd));
    }
}

}  // namespace

int run_check(const arguments& args) {
    const auto wanted = read_folder_command(args, usage, {"--format"});
    if (!wanted) return 2;
    std::vector<dialog::source_file> files = dialog::read_bundle_files(wanted->folder);
    const std::string today = dialog::day_text(core::system_clock().now());
    dialog::load_result loaded = dialog::load_bundle(files, {.today = today, .run = at_once});
    add_layout(files, loaded.problems);
    if (wanted->json)
        fmt::print("{}\n", dialog::to_json(loaded.problems));
    else
        print_text(loaded);
    return loaded.script ? 0 : 1;
}

}  // namespace app
