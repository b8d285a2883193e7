// Reads a folder of dialogs into a bundle and reports every problem with file, line, column and
// JSON pointer (dialogs.md §6). Reads files; the checks themselves are pure.
#pragma once

#include "bot/dialog/script.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace dialog {

enum class gravity { error, warning, info };

struct edit {  // replaces bytes [begin, end) of the file
    std::size_t begin = 0, end = 0;
    std::string text;
};

struct problem {
    int code = 0;  // DLGnnn of dialogs.md §6
    gravity weight = gravity::error;
    std::string file;  // relative to the bundle's folder
    position at;
    std::string pointer;    // JSON pointer
    std::string zh, en;     // what is wrong, and what to do
    std::string fix_title;  // empty: no fix offered
    std::vector<edit> fix;
};

struct load_result {
    std::shared_ptr<const bundle> script;  // null if any problem is an error
    std::vector<problem> problems;         // by file and position
};

// A file of the bundle, path relative to the folder with '/'.
struct source_file {
    std::string path;
    std::string text;
};

// Calls `work(i)` for every i below `count`, in any order and on any threads; returns when all are
// done. The loader starts no thread itself: whoever has some to spare hands this in.
using each_runner =
    std::function<void(std::size_t count, const std::function<void(std::size_t)>& work)>;
void one_by_one(std::size_t count, const std::function<void(std::size_t)>& work);

struct load_wish {
    std::string_view today = {};  // see below
    std::uint32_t release = 1;
    // A bundle loaded before, if any: phrase libraries of the same content are shared with it.
    const bundle* like = nullptr;
    each_runner run = one_by_one;  // findings are the same however it runs
};

// `today` ("2026-03-02") makes lapsed reviews an error. A server loads without it: what was right
// when it was published goes on working.
load_result load_bundle(const std::filesystem::path& folder, std::string_view today = {});
load_result load_bundle(std::vector<source_file> files, std::string_view today = {},
                        std::uint32_t release = 1);

load_result load_bundle(std::vector<source_file> files, const load_wish& wish);

// The files of a bundle below a folder, stories among them, in no order; what is no file of ours is
// left out. load_bundle() passes over the stories: they change nothing for patients.
std::vector<source_file> read_bundle_files(const std::filesystem::path& folder);

// `error DLG202 flows/x.json:35:73 /nodes/a/next  …` in Chinese with the fix, one line.
std::string to_line(const problem& found);

// A JSON array of objects {code, severity, file, line, column, pointer, message {zh, en},
// fix {title, edits [{begin, end, text}]} or null}.
std::string to_json(const std::vector<problem>& problems);

}  // namespace dialog
