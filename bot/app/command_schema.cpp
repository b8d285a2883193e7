// `daozhen schema [KIND]`: the JSON Schema of a kind of dialog file, for editors; without KIND the
// kinds there are. `daozhen schema --write DIR` writes all of them as DIR/KIND.schema.json. Exit
// code 0: done; 1: cannot write; 2: wrong usage.
#include "bot/app/command_line.h"
#include "bot/app/commands.h"
#include "bot/dialog/schema.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace app {
namespace {

constexpr std::string_view usage = "usage: daozhen schema [KIND] | --write DIR\n";

int write_all(const std::filesystem::path& folder) {
    for (const std::string_view kind : dialog::schema_kinds()) {
        const auto path = folder / fmt::format("{}.schema.json", kind);
        std::ofstream out(path, std::ios::binary | std::ios::trunc);
        out << dialog::json_schema(kind);
        if (out.flush()) continue;
        fmt::print(stderr, "daozhen schema: cannot write {}\n", path.string());
        return 1;
    }
    return 0;
}

}  // namespace

int run_schema(const arguments& args) {
    const command_line parsed = parse_command_line(args, {"--write"});
    const std::string folder = parsed.value("--write");
    const std::string kind = parsed.words.empty() ? "" : parsed.words.front();
    const std::string schema = dialog::json_schema(kind);
    const bool good = parsed.words.size() <= 1 && (kind.empty() || folder.empty()) &&
                      (kind.empty() || !schema.empty());
    if (parsed.wrong || !good) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    if (!folder.empty()) return write_all(folder);
    if (kind.empty())
        for (const std::string_view one : dialog::schema_kinds()) fmt::print("{}\n", one);
    fmt::print("{}", schema);
    return 0;
}

}  // namespace app
