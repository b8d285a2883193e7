// "Did you mean ...": the known name nearest to one that does not exist.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dialog {

// Empty if none is near: at most a third of the letters may differ (two in short names).
std::string nearest_name(std::string_view wrong, const std::vector<std::string>& known);

}  // namespace dialog
