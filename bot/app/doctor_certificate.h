// Looks at the certificate as a platform's client would: dates, chain, key, names.
#pragma once

#include "bot/app/finding.h"
#include "bot/app/settings.h"
#include "bot/core/clock.h"

namespace app {

findings examine_certificate(const tls_files& files, core::wall_time now);

}  // namespace app
