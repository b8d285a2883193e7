// "Emergency interrupts, their flows and concepts are always taken from the current release"
// (dialogs.md §7): what that is in the files of one release, and how it gets into another's.
#pragma once

#include "bot/dialog/load.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dialog {

// The flows that emergencies lead to, with those they call.
std::set<std::string, std::less<>> emergency_flows(const bundle& script);

// File and member (empty: the whole file) -> its text. Equal parts mean: the two releases answer an
// emergency in the same way.
using emergency_parts = std::map<std::pair<std::string, std::string>, std::string>;

// All an emergency needs: interrupts, flows, concepts, word lists, snippets, desks, bookings and
// actions they name, dispositions, the hospital's details. `files` are the files of `script`.
emergency_parts emergency_parts_of(const bundle& script, const std::vector<source_file>& files);

// The files with `current` in the place of their own. Whether the mix holds together is for
// load_bundle() to say.
std::vector<source_file> with_emergencies(std::vector<source_file> files,
                                          const emergency_parts& current);

}  // namespace dialog
