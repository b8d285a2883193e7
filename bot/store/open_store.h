// Opens the store that the configuration names. The only header of a concrete store that assembly
// needs.
#pragma once

#include "bot/core/metrics.h"
#include "bot/store/store.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace store {

struct settings {
    std::string url;   // "sqlite:PATH"
    std::string keys;  // what the key file holds (keys.h)

    bool full_sync = true;             // what was acknowledged survives power loss
    bool check_pages = false;          // read the whole file at start and look for damage
    std::size_t reader_threads = 2;    // for what the loops' caches do not hold
    std::size_t queue_limit = 8192;    // beyond: errc::overloaded
    std::size_t turn_limit = 1 << 20;  // bytes of state, reply and texts; beyond: too_large
    int checkpoint_pages = 16384;      // 64 MiB of log begin a checkpoint
    std::chrono::milliseconds retry_after{250};  // between attempts to write again after a failure
};

// Either a store, or in English what keeps it from opening, written for the person who starts it.
struct opened_store {
    std::unique_ptr<store> value;
    std::string problem;
};

// Blocks: for start-up. The store answers every caller on the caller's own loop. To end: stop the
// loops, destroy the store (what waits is still written), then destroy the loops. `registry` must
// outlive it.
opened_store open_store(const settings& given, core::metrics& registry);

}  // namespace store
