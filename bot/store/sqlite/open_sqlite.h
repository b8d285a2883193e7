// Opening `sqlite:PATH`: the checks of place and file, the schema, the key; then the store.
#pragma once

#include "bot/store/keys.h"
#include "bot/store/open_store.h"

#include <memory>
#include <stdexcept>
#include <string>

namespace store::sqlite {

// A reason not to start, written for the person who starts it.
struct cannot_open : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Throws cannot_open.
std::unique_ptr<store> open_sqlite(const std::string& path, const key_ring& keys,
                                   const settings& given, core::metrics& registry);

}  // namespace store::sqlite
