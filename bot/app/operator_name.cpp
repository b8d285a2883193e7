#include "bot/app/operator_name.h"

#include <pwd.h>
#include <unistd.h>

namespace app {

std::string operator_name() {
    const auto user = ::getuid();
    const passwd* known = ::getpwuid(user);
    return known != nullptr ? std::string(known->pw_name) : std::to_string(user);
}

}  // namespace app
