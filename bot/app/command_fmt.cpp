// `daozhen fmt [DIR] [--check]`: lays the files of a folder of dialogs out in the canonical form;
// with --check only names those that are not. Exit code 0: all are, or now are; 1: some are not, or
// cannot be read; 2: wrong usage.
#include "bot/app/folder_command.h"
#include "bot/dialog/canonical_form.h"

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
    const std::optional<dialog::problem> odd = check_layout(document);
    if (!odd) return outcome::untouched;
    if (only_look) {
        fmt::print("{}\n", to_line(*odd));
        return outcome::changed;
    }
    if (!write_file(folder / document.file, odd->fix.front().text)) {
        fmt::print(stderr, "daozhen fmt: cannot write {}\n", document.file);
        return outcome::failed;
    }
    fmt::print("{}\n", document.file);
    return outcome::changed;
}

}  // namespace

int run_fmt(const arguments& args) {
    const auto wanted = read_folder_command(args, usage, {}, {"--check"});
    if (!wanted) return 2;
    const bool only_look = wanted->line.switches.contains("--check");
    std::vector<dialog::source_file> files = dialog::read_bundle_files(wanted->folder);
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    bool good = true;
    for (dialog::source_file& file : files) {
        const outcome result = format_file(wanted->folder, std::move(file), only_look);
        if (result == outcome::failed || (only_look && result == outcome::changed)) good = false;
    }
    return good ? 0 : 1;
}

}  // namespace app
