// The tables, built up by numbered steps that only go forward (PRAGMA user_version counts them).
#pragma once

#include "bot/store/keys.h"
#include "bot/store/sealing.h"
#include "bot/store/sqlite/database.h"

namespace store::sqlite {

// Brings a new or older file up to date. cannot_open: another program's file, or a newer schema.
void migrate(database& file);

// The secret behind all lookups, made at the first start and sealed again whenever the current key
// is a new one. cannot_open: a key is missing that sealed any part of the store.
secret unlock(database& file, const sealer& with);

}  // namespace store::sqlite
