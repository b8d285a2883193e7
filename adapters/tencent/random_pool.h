// Random bytes in small portions: a pool of 4 KiB per thread, filled by OpenSSL, each byte wiped
// when handed out, the whole pool dropped after a fork (reliability-security.md §3.2: 0.007 instead
// of 1 µs for 16 bytes). Thread-safe by having nothing in common.
#pragma once

#include <span>

namespace adapters::tencent {

// False only if the system's generator fails; `out` then holds nothing usable.
[[nodiscard]] bool fill_random(std::span<unsigned char> out);

}  // namespace adapters::tencent
