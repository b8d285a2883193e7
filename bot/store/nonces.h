// Random bytes for nonces, drawn from the system's generator many at a time: asked for each alone
// it takes locks and asks the kernel who we are, which costs more than to seal. Each thread has its
// own supply; a forked child never uses its parent's.
#pragma once

#include <cstddef>
#include <span>

namespace store {

inline constexpr std::size_t nonce_size = 12;

// Throws when the system has no random bytes.
void draw_nonce(std::span<unsigned char, nonce_size> out);

}  // namespace store
