// Threads for work that needs no order.
#pragma once

#include "bot/dialog/load.h"

namespace app {

// Runs on as many threads as the machine has cores, the calling one among them, and returns when
// all is done. The first exception is thrown on.
void at_once(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace app
