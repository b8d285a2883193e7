// Is this a value that a Host field may have? RFC 9110 §7.2: host of RFC 3986, and perhaps a port.
#pragma once

#include <string_view>

namespace net {

// False for an empty host too: nobody serves one.
bool is_host(std::string_view value) noexcept;

}  // namespace net
