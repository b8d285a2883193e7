// A small bundle without any problem, for tests that spoil one thing at a time.
#pragma once

#include "bot/dialog/load.h"

#include <string>
#include <vector>

namespace dialog {

std::vector<source_file> good_bundle();

// One replacement in one file of the good bundle; `from` stands there exactly once. An empty
// `from` makes `to` the whole file.
std::vector<source_file> spoiled(const std::string& file, const std::string& from,
                                 const std::string& to);
void spoil(std::vector<source_file>& files, const std::string& file, const std::string& from,
           const std::string& to);

// Applies a problem's fix to the file it names.
std::vector<source_file> mended(std::vector<source_file> files, const problem& found);

// All problems as lines, for failure messages.
std::string listing(const load_result& result);

}  // namespace dialog
