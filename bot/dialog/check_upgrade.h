// 906-908: what a release would do to conversations under way, against the release before it. Not
// among the checks of a folder: only publishing knows what is published.
#pragma once

#include "bot/dialog/load.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace dialog {

// Flow and node -> conversations that wait there and could not simply go on.
using disturbed_places = std::map<std::pair<std::string, std::string>, std::uint64_t>;

// `files` are the files of `after`.
std::vector<problem> check_upgrade(const bundle& before, const bundle& after,
                                   const std::vector<source_file>& files,
                                   const disturbed_places& disturbed);

}  // namespace dialog
