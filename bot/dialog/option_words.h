// Free words read as options of the waiting question (dialogs.md §5, row e).
#pragma once

#include "bot/dialog/heard.h"

#include <vector>

namespace dialog {

// The options the words stand for; empty if none, several if they fit several.
std::vector<const option*> read_options(const heard& message);

}  // namespace dialog
