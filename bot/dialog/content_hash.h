// The name of a bundle's content: the same files give the same hash on any machine.
#pragma once

#include "bot/dialog/load.h"

namespace dialog {

// Hex SHA-256 over path and text of every file, ordered by path, each preceded by its length.
std::string content_hash(const std::vector<source_file>& files);

}  // namespace dialog
