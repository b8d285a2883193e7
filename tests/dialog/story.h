// Stories of `flows/NAME.tests.json` (dialogs.md §8): read, then played through step().
#pragma once

#include <filesystem>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

namespace trial {

struct story_step {
    std::string what;  // in, tap, at, shows, hides
    std::string value;
};

struct story {
    std::string flow, name;
    std::vector<story_step> steps;
    std::string outcome, disposition;          // empty: not expected
    std::map<std::string, std::string> slots;  // as the file writes them
};

void PrintTo(const story& told, std::ostream* out);  // its name, where GoogleTest reports it

// Throws if the file is no story file: a broken test file is a broken test.
std::vector<story> read_stories(const std::filesystem::path& file);

}  // namespace trial
