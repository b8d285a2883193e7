// The one way a file of a bundle is laid out (dialogs.md §1): fields in the order of the format's
// tables, nodes in the author's order, an object on one line if it fits 140 characters, else its
// short fields in groups, one line a group. Formatting a formatted file changes nothing.
#pragma once

#include "bot/dialog/json_value.h"

#include <optional>
#include <string>

namespace dialog {

// The whole text of a file. Fields the format does not know stay, behind those it knows; values of
// the wrong kind keep the author's order.
std::string canonical_form(const json_document& document);

// 110 with the whole file as its fix, unless the file is in canonical form already.
std::optional<problem> check_layout(const json_document& document);

}  // namespace dialog
