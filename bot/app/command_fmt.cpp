// `daozhen fmt [DIR] [--check]`: lays the files of a folder of dialogs out in the canonical form;
// with --check only names those that are not. Exit code 0: all are, or now are; 1: some are not, or
// cannot be read; 2: wrong usage.
#include "bot/app/command_line.h"
#include "bot/app/commands.h"
#include "bot/dialog/canonical_form.h"
#include "bot/dialog/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace app {
namespace {

constexpr std::string_view usage = "usage: daozhen fmt [DIR] [--check]\n";

// Written beside the file and renamed, so that a full disk leaves the old text.
bool write_file(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::path fresh = path;
    fresh += ".new";
    std::error_code error;
    {
        std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
        out.write(text.data(), static_cast<std::streamsize>(text.size()));
        out.flush();
        if (!out) {
            std::filesystem::remove(fresh, error);
            return false;
        }
    }
    std::filesystem::rename(fresh, path, error);
    return !error;
}

enum class outcome { untouched, changed, failed };

outcome format_file(const std::filesystem::path& folder, dialog::source_file file, bool only_look) {
    dialog::json_document document{std::move(file.path), std::move(file.text), {}};
    std::vector<dialog::problem> problems;
    if (!parse_json(document, problems)) {
        for (const dialog::problem& found : problems) fmt::print(stderr, "{}\n", to_line(found));
        return outcome::failed;
    }
    const std::string text = canonical_form(document);
    if (text == document.text) return outcome::untouched;
    if (only_look) {
        fmt::print("info DLG110 {}:1:1 /  排版不是规范形式，请运行 daozhen fmt。\n", document.file);
        return outcome::changed;
    }
    if (!write_file(folder / document.file, text)) {
        fmt::print(stderr, "daozhen fmt: cannot write {}\n", document.file);
        return outcome::failed;
    }
    fmt::print("{}\n", document.file);
    return outcome::changed;
}

}  // namespace

int run_fmt(const arguments& args) {
    const command_line parsed = parse_command_line(args, {}, {"--check"});
    const std::string folder = parsed.words.empty() ? "dialogs" : parsed.words.front();
    std::error_code error;
    if (parsed.wrong || parsed.words.size() > 1 || !std::filesystem::is_directory(folder, error)) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    const bool only_look = parsed.switches.contains("--check");
    std::vector<dialog::source_file> files = dialog::read_bundle_files(folder);
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    bool good = true;
    for (dialog::source_file& file : files) {
        const outcome result = format_file(folder, std::move(file), only_look);
        if (result == outcome::failed || (only_look && result == outcome::changed)) good = false;
    }
    return good ? 0 : 1;
}

}  // namespace app
