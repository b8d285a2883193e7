// Who works at this machine, for records of who did what.
#pragma once

#include <string>

namespace app {

// The login name, or the number of the user where there is no name.
std::string operator_name();

}  // namespace app
