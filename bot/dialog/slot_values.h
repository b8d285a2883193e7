// What the slots of a scope hold, by slot id.
#pragma once

#include "bot/dialog/script.h"

#include <functional>
#include <map>
#include <string>

namespace dialog {

using slot_values = std::map<std::string, value, std::less<>>;

}  // namespace dialog
